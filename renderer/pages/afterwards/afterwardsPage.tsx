import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { canUninstall, leavingOutlook } from '../../../shared/plan/afterwards';
import { recogniseOs } from '../../../shared/knowledge/os';
import { useClient } from '../../client';
import { AcceptGap } from '../../components/acceptGap';
import { ModeTable } from '../../components/modeTable';
import type { PageProps } from '../../frame/page';
import { otherProtector } from '../../frame/protector';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { UnreadPage } from '../../run/unreadPage';
import { LeftBehind } from './leftBehind';
import { LeavingLanes } from './leavingLanes';
import '../../components/section.css';

/** Take off: who protects the server once it left, what is removed, and what is taken back. It changes nothing. */
export function AfterwardsPage(page: PageProps) {
  const { t } = useTexts('takeOff');
  const { known } = page.assessment;
  if (known === null) return <UnreadPage page={page} step="afterwards" title={t('title')} />;
  return <Afterwards page={page} known={known} />;
}

function Afterwards({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t } = useTexts('takeOff');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const { view } = page;
  const { facts } = known.situation;
  const { afterwards } = view.inputs;
  const { name, id: targetId } = view.target;
  const installed = canUninstall(facts);
  const [uninstall, setUninstall] = useState(afterwards.uninstall ?? false);
  const stored = afterwards.uninstall === uninstall && afterwards.nobodyAcceptedAt !== null;
  const [accepted, setAccepted] = useState(stored);
  const outlook = leavingOutlook(facts, uninstall);
  const other = otherProtector(facts);
  const gap = outlook.unprotected.length > 0;

  const save = async (): Promise<void> => {
    const done = await ask(async () => {
      if (afterwards.uninstall !== uninstall)
        await client.changeInputs({ targetId, change: { kind: 'afterwards', uninstall } });
      if (gap && !stored)
        await client.changeInputs({ targetId, change: { kind: 'acceptNobodyAfter', accepted: true } });
      return true;
    });
    if (done === true) page.goTo('plan');
  };
  const blocks = (last: (typeof outlook.moments)[number]): string => {
    if (outlook.other[last] === 'blocking') return other ?? t('cell.perhaps');
    const defender = leavingOutlook(facts, last === 'uninstalled').defender[last];
    return t(`cell.${defender === 'blocking' ? 'defender' : defender === 'unknown' ? 'perhaps' : 'nobody'}`);
  };
  const is2012 = recogniseOs(facts.os).family === '2012r2';

  return (
    <StepPage
      page={page}
      step="afterwards"
      failure={failure}
      title={t('title')}
      lead={other === null ? t('lead.nobody', { name }) : t('lead.other', { product: other, name })}
      scripts={installed ? ['Invoke-Offboarding', 'Remove-Sensor'] : ['Invoke-Offboarding']}
      primary={{
        label: t('goOn'),
        notYet: gap && !accepted ? t('gap.reason') : undefined,
        busy: busy ? t('saving') : undefined,
        onPress: () => void save(),
      }}
    >
      <section className="gw-section">
        <ModeTable
          label={t('table')}
          value={uninstall ? 'both' : 'offboard'}
          onChange={(next) => {
            setUninstall(next === 'both');
            setAccepted(afterwards.uninstall === (next === 'both') && afterwards.nobodyAcceptedAt !== null);
          }}
          options={[
            { id: 'offboard', name: t('offboard.name'), hint: t('offboard.hint'), badge: t('fits') },
            {
              id: 'both',
              name: t('both.name'),
              hint: t(is2012 ? 'both.hint2012' : 'both.hint2016'),
              unavailable: installed ? undefined : t('both.unavailable'),
            },
          ]}
          rows={[
            {
              name: t('row.blocks'),
              cells: [{ text: blocks('offboarded') }, { text: blocks('uninstalled') }],
            },
            { name: t('row.reports'), cells: [{ text: t('cell.nobody') }, { text: t('cell.nobody') }] },
            {
              name: t('row.back'),
              cells: [{ text: t('cell.onboarding') }, { text: t('cell.installation') }],
            },
          ]}
        />
      </section>
      <LeavingLanes facts={facts} outlook={outlook} other={other} uninstall={uninstall} />
      {gap && (
        <AcceptGap
          lead={t('gap.lead', { count: outlook.unprotected.length })}
          text={t('gap.text')}
          sentence={t('gap.accept', { name })}
          accepted={accepted}
          onChange={(next) => {
            setAccepted(next);
            if (!next && stored)
              void ask(() =>
                client.changeInputs({ targetId, change: { kind: 'acceptNobodyAfter', accepted: false } }),
              );
          }}
        />
      )}
      <LeftBehind view={view} facts={facts} ask={ask} />
    </StepPage>
  );
}
