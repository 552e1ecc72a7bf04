import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { OperationName } from '../../../shared/model/operations';
import { rungIds, type Rung, type TargetView } from '../../../shared/bridge/session';
import type { GlyphState } from '../../components/glyphState';
import { Ladder } from '../../components/ladder';
import { PowershellDrawer } from '../../frame/drawers/powershellDrawer';
import { rungValue } from './rungValue';
import { StoppedRung } from './stoppedRung';
import type { Way } from './useWay';

const glyphs: Readonly<Record<Rung['state'], GlyphState>> = {
  ahead: 'ahead',
  testing: 'running',
  done: 'done',
  stopped: 'stopped',
  notNeeded: 'notNeeded',
};
const untested = (id: Rung['id']): Rung => ({ id, state: 'ahead', value: '', ms: null, failure: null });

/** What tests a server of the network, in the order in which it runs; a local session is only opened and asked. */
export const connectScripts: readonly OperationName[] = [
  'Test-Management',
  'Get-CertificateTrust',
  'Get-ServerIdentity',
];

/** The server that is tested, and where the ways out of a stopped rung lead. */
export interface ConnectionProps {
  readonly view: TargetView;
  readonly way: Way;
  readonly onAccount: () => void;
  readonly onName: () => void;
}

/** The ladder of seven rungs; a stopped one opens with its cause and the one fix. */
export function Connection({ view, way, onAccount, onName }: ConnectionProps) {
  const { t } = useTexts('connect');
  const [scripts, setScripts] = useState(false);
  return (
    <>
      <Ladder
        label={t('connection')}
        rungs={rungIds.map((id) => {
          const rung = view.rungs.find((entry) => entry.id === id) ?? untested(id);
          return {
            id,
            state: glyphs[rung.state],
            name: t(`rung.${id}.name`),
            value: rungValue(t, rung, view),
            milliseconds: rung.ms ?? undefined,
            more:
              rung.failure === null ? undefined : (
                <StoppedRung
                  id={id}
                  failure={rung.failure}
                  view={view}
                  way={way}
                  onAccount={onAccount}
                  onName={onName}
                  onShowTest={() => setScripts(true)}
                />
              ),
          };
        })}
      />
      <PowershellDrawer open={scripts} onClose={() => setScripts(false)} operations={connectScripts} />
    </>
  );
}
