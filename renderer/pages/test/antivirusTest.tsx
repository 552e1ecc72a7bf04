import { useState, type ReactNode } from 'react';
import { useTexts } from '../../useTexts';
import { antivirusTest, antivirusTestHindrance } from '../../../shared/model/antivirus/antivirusTest';
import type { Knowledge } from '../../../shared/steps/assessment';
import type { Failure } from '../../../shared/errors';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { PropertyList } from '../../components/propertyList';
import { Question } from '../../components/question';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import { failureText } from '../../frame/failureText';
import type { PageProps } from '../../frame/page';
import { otherProtector } from '../../frame/protector';
import { useAsk } from '../../frame/useAsk';
import { useServerTimes } from '../../frame/useTimes';
import { SessionButton } from '../../frame/session/sessionButton';

/** The page and what is known of its server. */
export interface AntivirusTestProps {
  readonly page: PageProps;
  readonly known: Knowledge;
}

/** What a test that found something wrong ended with. */
const codes = {
  stays: 'test.threatStays',
  takenByOther: 'test.takenByOther',
  notDetected: 'test.notDetected',
} as const;

/**
 * The second way: whether Defender Antivirus itself takes a test file. What it does, what the newest test found with its evidence, and the button; or why
 * it would show nothing here.
 */
export function AntivirusTest({ page, known }: AntivirusTestProps) {
  const { t } = useTexts('test');
  const there = useServerTimes(page.view);
  const { facts } = known.situation;
  const { state, at, runId } = antivirusTest(facts);
  const time = at === null ? '' : there.moment(at);
  const button = <AntivirusButton page={page} known={known} />;
  const hindrance = antivirusTestHindrance(facts);
  const { run } = page.view;
  // What stopped the newest run before it came to an answer.
  const broken =
    run?.purpose === 'antivirusTest' && run.outcome === 'failed' && run.runId !== runId
      ? (run.actions.find(({ failure }) => failure !== null)?.failure ?? run.failure)
      : null;

  return (
    <Section title={t('antivirus.title')}>
      {hindrance !== null ? (
        <Note lead={t('antivirus.notHere')}>
          {t(`antivirus.hindrance.${hindrance}`, { product: otherProtector(facts) ?? '' })}
        </Note>
      ) : state === 'none' ? (
        <Note glyph="notProvable" lead={t('antivirus.noneLead')} action={button}>
          {t('antivirus.none')}
        </Note>
      ) : state === 'removed' ? (
        <Note glyph="done" lead={t('antivirus.removedLead', { time })} action={button}>
          {t('antivirus.removed')}
        </Note>
      ) : (
        <Wrong code={codes[state]} time={time} button={button} />
      )}
      {broken !== null && <FailureNote failure={broken} />}
      <Evidence page={page} runId={runId} />
    </Section>
  );
}

function Wrong({ code, time, button }: { code: Failure['code']; time: string; button: ReactNode }) {
  const { t } = useTexts();
  const words = failureText(t, { code, detail: '', native: null }, null);
  return (
    <Note tone="stopped" lead={`${words.title} (${time}).`} action={button}>
      {words.cause} {words.next}
    </Note>
  );
}

/** What the test found, raw: of the newest test only, and where the journal of this computer has it. */
function Evidence({ page, runId }: { page: PageProps; runId: string | null }) {
  const { t } = useTexts('test');
  const there = useServerTimes(page.view);
  const { antivirusFindings: found } = page.view;
  if (found === null || found.runId !== runId) return null;
  const { threat, events, detectedAt, testFile, left } = found;
  const name = threat === null ? '-' : `${threat.name ?? '-'} (${String(threat.id)})`;
  return (
    <PropertyList
      items={[
        { name: t('antivirus.threat'), value: name, mono: true },
        { name: t('antivirus.events'), value: events.length === 0 ? '-' : events.join(', '), mono: true },
        {
          name: t('antivirus.detectedAt'),
          value: detectedAt === null ? '-' : there.moment(detectedAt),
        },
        { name: t(left ? 'antivirus.fileLeft' : 'antivirus.file'), value: testFile, mono: true },
      ]}
    />
  );
}

/** Starts the test of the antivirus, behind a question that says what it does; nothing where it would show nothing. */
export function AntivirusButton({ page, known }: AntivirusTestProps) {
  const { t } = useTexts('test');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [asking, setAsking] = useState(false);
  const { name, id: targetId } = page.view.target;
  const { facts } = known.situation;
  if (antivirusTestHindrance(facts) !== null) return null;
  const close = () => setAsking(false);
  const start = async (): Promise<void> => {
    const started = await ask(() => client.startTest({ targetId, which: 'antivirus' }));
    if (started !== undefined) close();
  };
  return (
    <>
      <SessionButton
        target={page.view.target}
        notYet={page.view.busy !== 'idle'}
        onPress={() => setAsking(true)}
      >
        {t(antivirusTest(facts).state === 'none' ? 'antivirus.test' : 'antivirus.again')}
      </SessionButton>
      <Question
        open={asking}
        onClose={close}
        title={t('antivirus.question.title', { name })}
        lead={t('antivirus.question.lead')}
        actions={
          <>
            <ActionButton onPress={close}>{t('frame:cancel')}</ActionButton>
            <ActionButton
              variant="primary"
              busy={busy ? t('frame:starting') : undefined}
              onPress={() => void start()}
            >
              {t('antivirus.question.start')}
            </ActionButton>
          </>
        }
      >
        {failure !== null && <FailureNote failure={failure} />}
        <p className="gw-detail">{t('antivirus.question.who')}</p>
        <p className="gw-detail">{t('antivirus.question.alert')}</p>
        <p className="gw-detail">{t('antivirus.question.leaves')}</p>
      </Question>
    </>
  );
}
