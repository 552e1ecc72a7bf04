import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { cloudTest } from '../../../shared/model/probes/cloudTest';
import { useClient } from '../../client';
import type { GlyphState } from '../../components/glyphState';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import type { PageProps } from '../../frame/page';
import { FailureNote } from '../../frame/failureNote';
import { useServerTimes } from '../../frame/useTimes';
import { useAsk } from '../../frame/useAsk';
import { CloudAddresses } from './cloudAddresses';
import { CloudNotes } from './cloudNotes';
import { ProbeQuestion } from './probeQuestion';
import { SessionButton } from '../../frame/session/sessionButton';

const looks = {
  none: { tone: 'neutral', glyph: 'notProvable' },
  reached: { tone: 'neutral', glyph: 'done' },
  old: { tone: 'caution', glyph: 'toFix' },
  partial: { tone: 'caution', glyph: 'notProvable' },
  blocked: { tone: 'stopped', glyph: 'stopped' },
  inspected: { tone: 'stopped', glyph: 'stopped' },
} as const satisfies Record<string, { tone: string; glyph: GlyphState }>;

/** The page and what is known of its server. */
export interface CloudTestSectionProps {
  readonly page: PageProps;
  readonly known: Knowledge;
}

/**
 * The way to the cloud as the newest test from the server itself shows it, dated, with what each address gave, and the button
 * that tests it now. It is a probe, so it can be pressed at any time.
 */
export function CloudTestSection({ page, known }: CloudTestSectionProps) {
  const { t } = useTexts('cloud');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [asking, setAsking] = useState(false);
  const { view } = page;
  const there = useServerTimes(view);
  const { name, id: targetId } = view.target;
  const { cloudFindings } = view;
  const probe = view.probe?.operation === 'Test-Connectivity' ? view.probe : null;
  const { state, at, runId } = cloudTest(known.situation.facts);
  const { onboarding } = known.situation.kit;
  const underWay = view.busy === 'probing' && probe !== null;
  const time = at === null ? '' : there.moment(at);
  // Only the folders on the server tell what an earlier start of the app, or another computer, found.
  const addresses = cloudFindings?.runId === runId ? cloudFindings.addresses : [];
  const broken =
    probe?.failure != null && !probe.failure.code.startsWith('cloud.') && probe.endedAt !== null
      ? probe.failure
      : null;

  const start = async (): Promise<void> => {
    const started = await ask(() => client.startProbe({ targetId }));
    if (started !== undefined) setAsking(false);
  };
  const done = probe?.progress;
  const figures = { name, done: done?.done ?? 0, total: done?.total ?? '…', time };

  return (
    <Section title={t('title')}>
      {underWay ? (
        <Note glyph="running" lead={t('running.lead', figures)}>
          {t(probe.contactLost ? 'running.lost' : 'running.text', figures)}
        </Note>
      ) : (
        <Note
          tone={looks[state].tone}
          glyph={looks[state].glyph}
          lead={t(`${state}.lead`, figures)}
          action={
            <SessionButton target={view.target} notYet={view.busy !== 'idle'} onPress={() => setAsking(true)}>
              {t(state === 'none' ? 'test' : 'again')}
            </SessionButton>
          }
        >
          {t(`${state}.text`, figures)}
          {onboarding === null && ` ${t('withoutPackage')}`}
        </Note>
      )}
      {broken !== null && !underWay && <FailureNote failure={broken} />}
      {!underWay && state !== 'reached' && <CloudAddresses addresses={addresses} />}
      {!underWay && <CloudNotes view={view} addresses={addresses} />}
      {asking && (
        <ProbeQuestion
          view={view}
          situation={known.situation}
          busy={busy}
          failure={failure}
          onClose={() => setAsking(false)}
          onStart={() => void start()}
        />
      )}
    </Section>
  );
}
