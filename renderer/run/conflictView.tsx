import { actionText } from '../../shared/plan/actionText';
import type { Knowledge } from '../../shared/steps/assessment';
import { isPassiveTrapped } from '../../shared/plan/modes';
import { isOnboardedElsewhere, wantedTenant } from '../../shared/plan/situation';
import { useState } from 'react';
import { useTexts } from '../useTexts';
import { actions, evidence } from '../../shared/plan/actions';
import type { RunAction, RunView } from '../../shared/bridge/session';
import type { StepId } from '../../shared/model/journeys';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { Glyph } from '../components/glyph';
import { NextStep } from '../components/nextStep';
import { RowList } from '../components/rowList';
import { Section } from '../components/section';
import { symptomOfAction } from '../../shared/findings/fromHere';
import { LookForCause } from '../frame/asking/lookForCause';
import type { PageProps } from '../frame/page';
import { useTimes } from '../frame/useTimes';
import { StepPage } from '../frame/stepPage';
import { useAsk } from '../frame/useAsk';
import { FullOutput } from './output/fullOutput';
import { Meanwhile } from './meanwhile';
import './twoColumns.css';
import { SessionButton } from '../frame/session/sessionButton';

/** The page it is shown on. `ran` is the run and its action; null where no run of Gangway is known. */
export interface ConflictViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly known: Knowledge;
  readonly ran: { readonly run: RunView; readonly action: RunAction } | null;
}

/** It ran, but the server does not show it: both sources, the likely cause where a fact proves it, and the one next step. */
export function ConflictView({ page, step, known, ran }: ConflictViewProps) {
  const { t } = useTexts();
  const client = useClient();
  const times = useTimes();
  const { ask, busy, failure } = useAsk();
  const [open, setOpen] = useState(false);
  const { facts } = known.situation;
  const targetId = page.view.target.id;
  const record = actions.find((entry) => entry.id === ran?.action.id);
  const cause = conflictCause(known);
  const onboarding = ran === null || ran.action.id === 'onboard' || ran.action.id === 'deploy-by-tool';
  const disagreeing = onboarding ? known.proofs.filter((proof) => proof.state === 'disagrees') : [];
  const shows =
    disagreeing.length > 0
      ? disagreeing.map((proof) => ({
          id: proof.id,
          title: t(`proofs:claim.${proof.id}`),
          detail: proof.raw,
        }))
      : record
        ? [{ id: record.id, title: t(`actions:${record.id}.done`), detail: evidence(record.id, facts) }]
        : [];
  const time = (at: number | null | undefined) => (at == null ? undefined : times.time(at));
  const tenants = { have: facts.sensor.orgId ?? '-', want: wantedTenant(known.situation) ?? '-' };
  const read = () => void ask(() => client.readFacts({ targetId }));
  const reading = busy || page.view.busy === 'reading';

  return (
    <StepPage
      page={page}
      step={step}
      state="conflict"
      failure={failure}
      title={t(
        `install:conflict.${ran !== null ? 'title' : cause === 'tenant' ? 'titleTenant' : 'titleShown'}`,
      )}
      lead={t('install:conflict.lead')}
      scripts={record === undefined ? ['Get-ServerState'] : [record.operation, 'Get-ServerState']}
      primary={{
        label: t('install:conflict.goOn'),
        notYet: t('install:conflict.reason'),
        onPress: read,
      }}
    >
      <div className="gw-two">
        <Section title={t('install:conflict.says')} note={time(ran?.action.endedAt)}>
          <RowList
            label={t('install:conflict.says')}
            rows={[
              {
                id: 'ran',
                glyph: <Glyph state={ran === null ? 'toKnow' : 'done'} />,
                title:
                  ran === null
                    ? t('install:conflict.notRun')
                    : t('install:conflict.ended', { action: actionText(t, ran.action.id, 'title') }),
                detail: ran === null ? undefined : <span className="gw-mono">{record?.operation}</span>,
              },
            ]}
          />
        </Section>
        <Section title={t('install:conflict.shows')} note={time(page.view.factsAt)}>
          <RowList
            label={t('install:conflict.shows')}
            rows={shows.map((row) => ({
              id: row.id,
              title: row.title,
              glyph: <Glyph state="stopped" label={t('install:conflict.found')} />,
              detail: (
                <span className="gw-mono" lang="en">
                  {row.detail}
                </span>
              ),
            }))}
          />
        </Section>
      </div>
      <NextStep
        step={t(`install:conflict.${cause}`)}
        cost={t(`install:conflict.${cause}Cost`, tenants)}
        action={
          cause === 'tenant' ? (
            <ActionButton variant="primary" onPress={() => page.goTo('packages')}>
              {t('install:failed.packages')}
            </ActionButton>
          ) : (
            <SessionButton
              target={page.view.target}
              variant="primary"
              busy={reading ? t('install:conflict.reading') : undefined}
              onPress={read}
            >
              {t('install:conflict.readAgain')}
            </SessionButton>
          )
        }
        waysLead={t('install:failed.ways')}
        ways={
          <>
            <LookForCause
              page={page}
              symptom={
                cause === 'tenant'
                  ? 'wrongTenant'
                  : symptomOfAction(
                      ran === null ? 'onboard' : record?.id,
                      'unshown',
                      known.situation.inputs.wishes.mode,
                    )
              }
            />
            {ran && (
              <>
                {known.confirmed && ran.run.purpose === 'plan' && (
                  <SessionButton
                    target={page.view.target}
                    variant="link"
                    onPress={() => void ask(() => client.resumePlan({ targetId }))}
                  >
                    {t('install:conflict.retry')}
                  </SessionButton>
                )}
                <ActionButton variant="link" expanded={open} onPress={() => setOpen(!open)}>
                  {t(open ? 'install:failed.hideOutput' : 'install:conflict.output')}
                </ActionButton>
              </>
            )}
          </>
        }
      />
      {open && ran && <FullOutput run={ran.run} />}
      <Meanwhile view={page.view} facts={facts} />
    </StepPage>
  );
}

/** Why run and server disagree, as far as a fact proves it; `unknown` where none does. Keys of `install:conflict`. */
export type ConflictCause = 'offboarding' | 'tenant' | 'tamper' | 'onboardedAgain' | 'leaving' | 'unknown';

/** Names a cause only with the fact that proves it. Pure. */
export function conflictCause(known: Knowledge): ConflictCause {
  const { facts, inputs, journey } = known.situation;
  if (journey === 'takeOff') {
    if (facts.sensor.onboardingState !== 1) return 'unknown';
    // The script takes the onboarding value away before it writes its own: who has put it back onboards the server again.
    if (facts.policy.onboardingInfo) return 'onboardedAgain';
    return facts.policy.offboardingInfo ? 'leaving' : 'unknown';
  }
  if (journey === 'onboard' && facts.policy.offboardingInfo) return 'offboarding';
  if (journey === 'onboard' && isOnboardedElsewhere(known.situation)) return 'tenant';
  if (inputs.wishes.mode === 'passive' && isPassiveTrapped(facts)) return 'tamper';
  return 'unknown';
}
