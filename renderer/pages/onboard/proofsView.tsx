import { useTexts } from '../../useTexts';
import { cloudWait } from '../../../shared/steps/cloudWait';
import type { Knowledge } from '../../../shared/steps/assessment';
import { dangerNow } from '../../../shared/plan/guard';
import { unreadReasons, type Proof as ProofFact, type ProofState } from '../../../shared/steps/proofs';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import type { GlyphState } from '../../components/glyphState';
import { Note } from '../../components/note';
import { Proof } from '../../components/proof';
import { ProofGrid } from '../../components/proofGrid';
import { RunLog } from '../../run/output/runLog';
import { DangerNote } from '../../frame/dangerNote';
import type { PageProps } from '../../frame/page';
import { useServerTimes, useTimes } from '../../frame/useTimes';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { AnalyzerSection } from '../cloud/analyzerSection';
import { CloudTestSection } from '../cloud/cloudTestSection';
import { LongWait } from './longWait';
import { useReread } from '../../run/useReread';
import '../../components/section.css';
import { SessionButton } from '../../frame/session/sessionButton';

const glyphs: Record<ProofState, GlyphState> = {
  agrees: 'done',
  disagrees: 'stopped',
  waiting: 'waiting',
  notProvable: 'notProvable',
  unread: 'notProvable',
  unsafe: 'stopped',
};

/** The page and what is known; the local proofs agree, or wait. */
export interface ProofsViewProps {
  readonly page: PageProps;
  readonly known: Knowledge;
}

/** What is open on a server that reached the cloud: a choice, Defender on its way to it, a mode that it does not tell, or an old log. */
function restOf(open: readonly ProofFact[], { situation }: Knowledge) {
  const mode = open.find(({ id }) => id === 'mode');
  if (mode === undefined) return 'partly';
  if (situation.inputs.wishes.mode === null) return 'mode';
  return mode.state === 'waiting' ? 'settling' : 'untold';
}

/** The proofs of an onboarding: claim, source, time and raw value, and the one that cannot be given from here. */
export function ProofsView({ page, known }: ProofsViewProps) {
  const { t } = useTexts('onboard');
  const client = useClient();
  const times = useTimes();
  const { ask, failure } = useAsk();
  const { view } = page;
  const there = useServerTimes(view);
  const { name, id: targetId } = view.target;
  const local = known.proofs.filter((proof) => proof.id !== 'portal');
  const open = local.filter((proof) => proof.state !== 'agrees');
  const cloud = local.some((proof) => proof.id === 'cloud' && proof.state === 'agrees');
  const reading = view.busy === 'reading';
  const read = () => void ask(() => client.readFacts({ targetId }));
  // What is dangerous is said first, whatever else is open; the cloud is waited for all the same.
  const danger = open.some((proof) => proof.state === 'unsafe') ? dangerNow(known.situation.facts) : null;
  const unread = open.some((proof) => proof.state === 'unread');
  const rest = open.length === 0 ? 'agree' : unread ? 'unread' : !cloud ? 'waiting' : restOf(open, known);
  const key = danger === null ? rest : 'unsafe';
  const waits = rest === 'waiting';
  const wait = waits ? cloudWait(page.assessment) : null;
  const overdue = wait?.overdue === true;
  const late = overdue ? (wait.waitedMs === null ? 'sinceUnknown' : 'overdue') : rest;
  const text = danger === null ? late : (`unsafe.${danger}` as const);
  const reasons = unreadReasons(known.situation.facts, local);
  const why = reasons.map((reason) => t(`unread.why.${reason}`)).join(', ');
  const lead = key === 'unread' && reasons.includes('accessDenied') ? 'leadDenied' : 'lead';
  const length = times.length(wait?.waitedMs ?? 0);
  const seconds = useReread(view, waits);
  const next = {
    agree: 'test',
    mode: 'mode',
    settling: 'test',
    untold: 'test',
    waiting: 'handover',
    partly: 'test',
    unread: 'handover',
    unsafe: 'mode',
  } as const;
  const counts = { count: open.length, agree: local.length - open.length, of: local.length };
  const readTime = view.factsAt === null ? undefined : times.time(view.factsAt);

  const sourceOf = (proof: ProofFact) =>
    proof.at === null
      ? proof.source
      : t('source.happened', { source: proof.source, time: there.moment(proof.at) });

  return (
    <StepPage
      page={page}
      step="onboard"
      state={danger !== null ? 'stopped' : key === 'agree' ? 'done' : overdue || unread ? 'toFix' : 'waiting'}
      failure={failure}
      title={t(`${text}.title`, { length, ...counts })}
      lead={
        lead === 'lead' ? t(`${text}.lead`, { name, why, ...counts }) : t('unread.leadDenied', { name, why })
      }
      scripts={waits ? ['Get-ServerState', 'Test-Connectivity'] : ['Get-ServerState']}
      secondary={
        <SessionButton target={view.target} busy={reading ? t('reading') : undefined} onPress={read}>
          {t('readAgain')}
        </SessionButton>
      }
      primary={{ label: t(`${key}.goOn`), onPress: () => page.goTo(next[key]) }}
    >
      <DangerNote facts={known.situation.facts} name={name} />
      <ProofGrid label={t('proofs')}>
        {local.map((proof) => (
          <Proof
            key={proof.id}
            state={glyphs[proof.state]}
            claim={t(`proofs:claim.${proof.id}`)}
            source={sourceOf(proof)}
            time={proof.state === 'unread' ? undefined : readTime}
            raw={proof.raw}
          />
        ))}
      </ProofGrid>
      <Proof
        state="notProvable"
        claim={t('proofs:claim.portal')}
        source={t('portal.source')}
        action={
          <ActionButton onPress={() => void ask(() => client.openLink({ id: 'portal' }))}>
            {t('portal.open')}
          </ActionButton>
        }
      />
      {overdue && <LongWait page={page} known={known} />}
      {waits && !overdue && (
        <section className="gw-section">
          <Note glyph="waiting" lead={t('waiting.leave')}>
            {t('waiting.leaveDetail', { seconds })}
          </Note>
        </section>
      )}
      {waits && <CloudTestSection page={page} known={known} />}
      {waits && <AnalyzerSection page={page} known={known} />}
      <RunLog view={view} purpose="plan" />
    </StepPage>
  );
}
