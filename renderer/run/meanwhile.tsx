import { useTexts } from '../useTexts';
import { defenderNow } from '../../shared/model/antivirus/antivirusMode';
import type { ServerState } from '../../shared/model/facts';
import type { TargetView } from '../../shared/bridge/session';
import { FactRow } from '../components/factRow';
import { FactTable } from '../components/factTable';
import { Section } from '../components/section';
import { useTimes } from '../frame/useTimes';
import { protectorOf } from '../frame/protector';

/** The server of a conflict, with the facts that were read last. */
export interface MeanwhileProps {
  readonly view: TargetView;
  readonly facts: ServerState;
}

/** While a conflict is open: is the server protected, does it report, and can it be left like this. */
export function Meanwhile({ view, facts }: MeanwhileProps) {
  const { t } = useTexts('install');
  const times = useTimes();
  const product = protectorOf(facts);
  const unknown = defenderNow(facts) === 'unknown';
  const reports = facts.sensor.onboardingState === 1 && facts.services.sense?.status === 'running';
  const safe = view.busy !== 'running' && facts.runs.every((run) => run.outcome !== 'running');
  const time = view.factsAt === null ? undefined : times.time(view.factsAt);
  return (
    <Section title={t('conflict.meanwhile', { name: view.target.name })}>
      <FactTable label={t('conflict.meanwhile', { name: view.target.name })}>
        <FactRow
          fact={t('conflict.protected')}
          glyph={product !== null ? 'done' : unknown ? 'toKnow' : 'stopped'}
          value={
            product !== null
              ? t('conflict.protectedBy', { product })
              : t(unknown ? 'conflict.protectedUnknown' : 'conflict.protectedNo')
          }
          source="Get-MpComputerStatus, Get-Service"
          time={time}
        />
        <FactRow
          fact={t('conflict.reporting')}
          glyph={reports ? 'done' : 'stopped'}
          value={t(reports ? 'conflict.reportingYes' : 'conflict.reportingNo')}
          source="OnboardingState, Get-Service Sense"
          time={time}
        />
        <FactRow
          fact={t('conflict.safe')}
          glyph={safe ? 'done' : 'waiting'}
          value={t(safe ? 'conflict.safeYes' : 'conflict.safeNo')}
          source="%ProgramData%\Gangway\runs"
          time={time}
        />
      </FactTable>
    </Section>
  );
}
