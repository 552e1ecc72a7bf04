import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { symptomOfAction, type Beginning } from '../../../shared/findings/fromHere';
import { everything } from '../../../shared/model/search';
import type { Situation } from '../../../shared/plan/situation';
import type { Claim, ClaimState } from '../../../shared/steps/claims';
import { journeys } from '../../../shared/steps/journeys';
import { useClient } from '../../client';
import { EmptyState } from '../../components/emptyState';
import type { GlyphState } from '../../components/glyphState';
import { Proof } from '../../components/proof';
import { ProofGrid } from '../../components/proofGrid';
import { DangerNote } from '../../frame/dangerNote';
import { LookForCause } from '../../frame/asking/lookForCause';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';
import { UnreadPage } from '../../run/unreadPage';
import { SessionButton } from '../../frame/session/sessionButton';

/** What was asked of the server, and what it shows: each claim with its raw value. */
export function ProofPage(page: PageProps) {
  const { t } = useTexts('proof');
  const { known } = page.assessment;
  if (known === null) return <UnreadPage page={page} step="proof" title={t('title')} />;
  if (page.status.proof.state === 'blocked') {
    const { journey } = page.assessment;
    const next = journey === 'takeOff' ? 'afterwards' : journeys[journey].protection;
    return (
      <StepPage
        page={page}
        step="proof"
        title={t('title')}
        lead={t('blocked.lead')}
        primary={{ label: t('blocked.open'), onPress: () => page.goTo(next) }}
      >
        <EmptyState title={t('blocked.title')}>{t('blocked.text')}</EmptyState>
      </StepPage>
    );
  }
  return <Claims page={page} known={known} />;
}

function Claims({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t } = useTexts('proof');
  const client = useClient();
  const times = useTimes();
  const { ask, failure } = useAsk();
  const { view } = page;
  const { journey } = page.assessment;
  const { name, id: targetId } = view.target;
  const { claims } = known;
  const of = (state: ClaimState) => claims.filter((claim) => claim.state === state).length;
  const rest = of('disagrees') > 0 ? 'disagrees' : of('unread') > 0 ? 'unread' : 'agrees';
  return (
    <StepPage
      page={page}
      step="proof"
      state={glyphs[rest]}
      failure={failure}
      title={t(`${rest}.title`, { count: rest === 'agrees' ? claims.length : of(rest) })}
      lead={t(`${rest}.lead`, { name })}
      scripts={['Get-ServerState']}
      secondary={
        <SessionButton
          target={view.target}
          busy={view.busy === 'reading' ? t('reading') : undefined}
          onPress={() => void ask(() => client.readFacts({ targetId }))}
        >
          {t('readAgain')}
        </SessionButton>
      }
      primary={
        journey === 'troubleshoot'
          ? { label: t('findings'), onPress: () => page.goTo('findings') }
          : { label: t('goOn'), onPress: () => page.goTo('handover') }
      }
    >
      <DangerNote facts={known.situation.facts} name={name} />
      {rest === 'disagrees' && journey !== 'troubleshoot' && (
        <LookForCause page={page} symptom={symptomOfClaims(claims, known.situation)} />
      )}
      <ProofGrid label={t('title')}>
        {claims.map(({ key, state, raw, source }) => (
          <Proof
            key={`${key} ${raw}`}
            state={glyphs[state]}
            claim={t(key)}
            source={source}
            time={state === 'unread' || view.factsAt === null ? undefined : times.time(view.factsAt)}
            raw={raw}
          />
        ))}
      </ProofGrid>
    </StepPage>
  );
}

/** With what a search begins where a claim does not agree. */
function symptomOfClaims(claims: readonly Claim[], { journey, inputs }: Situation): Beginning {
  if (journey === 'takeOff') return 'stayedBehind';
  const isMode = claims.some(({ key, state }) => state === 'disagrees' && key === 'settings:name.mode');
  return isMode ? symptomOfAction('set-mode', 'unshown', inputs.wishes.mode) : everything;
}

const glyphs: Readonly<Record<ClaimState, GlyphState>> = {
  agrees: 'done',
  disagrees: 'conflict',
  unread: 'notProvable',
};
