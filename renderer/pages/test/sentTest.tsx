import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { plainValue } from '../../../shared/checks/checkValue';
import { links } from '../../../shared/knowledge/urls';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Clock } from '../../components/clock';
import { CopyButton } from '../../components/copyButton';
import { Ladder, type Rung } from '../../components/ladder';
import { clockFigure } from '../../run/clockFigure';
import { RunLog } from '../../run/output/runLog';
import { useReread } from '../../run/useReread';
import type { PageProps } from '../../frame/page';
import { NameAsk } from '../../frame/asking/nameAsk';
import { useNow } from '../../frame/useNow';
import { useSayer } from '../../frame/useSayer';
import { useServerTimes, useTimes } from '../../frame/useTimes';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { AntivirusTest } from './antivirusTest';
import { NothingYet } from './nothingYet';
import { serverElapsed } from './serverElapsed';
import '../../components/causeBox.css';
import '../../components/inset.css';
import '../../components/section.css';
import './test.css';

const usualMs = 10 * 60_000;

/** The page, what is known, and when the test was sent by the server's clock. */
export interface SentTestProps {
  readonly page: PageProps;
  readonly known: Knowledge;
  readonly sentAt: number;
}

/** After the test: the usual ten minutes, the chain of evidence, and the last link, which only a person can give. */
export function SentTest({ page, known, sentAt }: SentTestProps) {
  const { t } = useTexts('test');
  const client = useClient();
  const times = useTimes();
  const sayer = useSayer();
  const now = useNow(1000);
  const { ask, busy, failure } = useAsk();
  const { view } = page;
  const there = useServerTimes(view);
  const { name, id: targetId } = view.target;
  const { facts } = known.situation;
  const settled = page.status.test.blocker === null;
  const alert = settled ? view.inputs.alert : null;
  const contact = facts.sensor.lastConnectedAt;
  const talked = contact !== null && contact >= sentAt;
  useReread(view, !talked && alert === null);

  const elapsed = serverElapsed(view, sentAt, now);
  const over = elapsed >= usualMs;
  const figure = clockFigure(over ? elapsed : usualMs - elapsed);
  const tell = async (seen: boolean): Promise<void> => {
    const done = await ask(() => client.changeInputs({ targetId, change: { kind: 'alert', seen } }));
    if (done !== undefined) page.goTo('handover');
  };

  const rungs: Rung[] = [
    {
      id: 'ran',
      state: 'done',
      name: t('chain.ran'),
      value: t('chain.ranDetail', { time: there.time(sentAt) }),
    },
    {
      id: 'sensor',
      state: facts.services.sense?.status === 'running' ? 'done' : 'stopped',
      name: t('chain.sensor'),
      value: plainValue(
        facts.services.sense === null ? 'absent' : `Sense ${facts.services.sense.status}`,
        sayer,
      ),
    },
    {
      id: 'cloud',
      state: talked ? 'done' : 'waiting',
      name: t('chain.cloud'),
      value: talked ? t('chain.cloudYes', { time: there.time(contact) }) : t('chain.cloudNo'),
    },
    {
      id: 'alert',
      state: alert === null ? 'waiting' : alert.seen ? 'done' : 'notProvable',
      name: t('chain.alert'),
      value:
        alert === null
          ? t('chain.alertDetail')
          : alert.seen
            ? t(alert.by === '' ? 'chain.seenNobody' : 'chain.seen', {
                by: alert.by,
                time: times.moment(alert.at),
              })
            : t('chain.notConfirmed', { time: times.moment(alert.at) }),
      more: alert === null && (
        <div className="gw-inset gw-test-portal">
          <p>{t('chain.alertHelp', { device: facts.computer.name.toLowerCase() })}</p>
          <div className="gw-cause-actions">
            <ActionButton onPress={() => void ask(() => client.openLink({ id: 'alerts' }))}>
              {t('portal')}
            </ActionButton>
            <CopyButton size="medium" label={t('copyLink')} text={links.alerts.url} />
          </div>
        </div>
      ),
    },
  ];

  const outcome = alert === null ? null : alert.seen ? 'seen' : 'not';
  return (
    <StepPage
      page={page}
      step="test"
      state={outcome === null ? undefined : outcome === 'seen' ? 'done' : 'notProvable'}
      failure={failure}
      title={outcome === null ? t('title') : t(`decided.${outcome}Title`)}
      lead={t(outcome === null ? (over ? 'sent.leadOver' : 'sent.lead') : `decided.${outcome}Lead`, { name })}
      scripts={['Invoke-DetectionTest', 'Invoke-AntivirusTest']}
      inspector={
        alert === null ? <NothingYet page={page} known={known} sentAt={sentAt} over={over} /> : undefined
      }
      secondary={
        alert === null ? (
          <ActionButton onPress={() => void tell(false)}>{t('finish')}</ActionButton>
        ) : (
          <ActionButton
            onPress={() =>
              void ask(() => client.changeInputs({ targetId, change: { kind: 'withdrawAlert' } }))
            }
          >
            {t('decided.takeBack')}
          </ActionButton>
        )
      }
      primary={
        alert === null
          ? { label: t('see'), busy: busy ? t('recording') : undefined, onPress: () => void tell(true) }
          : { label: t('decided.goOn'), onPress: () => page.goTo('handover') }
      }
    >
      {alert === null && <NameAsk />}
      {alert === null && (
        <section className="gw-section">
          <Clock
            caption={t(over ? 'sent.over' : 'sent.usually')}
            figure={figure}
            spoken={t(over ? 'sent.spokenOver' : 'sent.spoken', { figure })}
            scale={{
              end: usualMs,
              now: elapsed,
              band: { from: 0, to: usualMs },
              words: { start: t('sent.start', { time: there.time(sentAt) }), band: '', end: t('sent.ten') },
            }}
          />
        </section>
      )}
      <section className="gw-section">
        <Ladder label={t('chain.label')} rungs={rungs} />
      </section>
      <AntivirusTest page={page} known={known} />
      <RunLog view={view} purpose="test" />
    </StepPage>
  );
}
