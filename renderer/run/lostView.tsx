import type { Say } from '../../shared/locales/keys';
import { useTexts } from '../useTexts';
import { interruption, type Interruption } from '../../shared/steps/interruption';
import type { RunAction, RunView } from '../../shared/bridge/session';
import type { StepId } from '../../shared/model/journeys';
import { Section } from '../components/section';
import { LogView } from './output/logView';
import { Asking } from '../frame/asking/asking';
import { connectWords } from '../frame/asking/connectWords';
import type { PageProps } from '../frame/page';
import { useTimes } from '../frame/useTimes';
import { StepPage } from '../frame/stepPage';
import { RunActionRows } from './runActionRows';
import { useReopen } from './useReopen';
import { useRunOutput } from './output/useRunOutput';

/** The page it is shown on, and the run whose server nobody looks at; `action`: the one under way, null where none is. */
export interface LostViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly run: RunView;
  readonly action: RunAction | null;
}

/**
 * A run that Gangway lost sight of, because it was closed or the way to the server is: what happened, why, and the one thing
 * that opens the way again. In the meantime an action goes on by itself, and Gangway looks for the restart.
 */
export function LostView({ page, step, run, action }: LostViewProps) {
  const { t } = useTexts('install');
  const times = useTimes();
  const { view } = page;
  const { reopen, givePassword, fromLaps, busy, failure } = useReopen(view);
  const output = useRunOutput(run.runId, run.lines);
  const { name } = view.target;
  const cut = interruption(page.assessment);
  const waitsFor = cut?.waitsFor ?? 'contact';
  const trying = busy || view.busy === 'connecting' || view.busy === 'reading';
  const title =
    cut?.restart !== true
      ? t('contact.closedTitle', { number: action?.nn ?? 1 })
      : run.restartAskedAt === null
        ? t('contact.restartTitle', { name })
        : t('contact.askedTitle', { name, time: times.moment(run.restartAskedAt) });

  return (
    <StepPage
      page={page}
      step={step}
      state="waiting"
      failure={failure}
      title={title}
      lead={leadOf(t, cut, page)}
      primary={
        waitsFor === 'closed'
          ? { label: t('failed.connect'), onPress: () => page.goTo('connect') }
          : {
              label:
                waitsFor === 'password'
                  ? t(fromLaps ? 'connect:exit.laps' : 'contact.givePassword')
                  : t(cut?.restart === true ? 'contact.look' : 'contact.connect'),
              busy: trying ? t('contact.connecting') : undefined,
              onPress: waitsFor === 'password' ? givePassword : reopen,
            }
      }
    >
      <Asking view={view} />
      {cut?.restart === true ? (
        <Section title={t('stopped.list')}>
          <RunActionRows label={t('stopped.list')} actions={run.actions} />
        </Section>
      ) : (
        <LogView
          ring={output.ring}
          loadOlder={output.loadOlder}
          search={output.search}
          label={t('running.output')}
        />
      )}
    </StepPage>
  );
}

/** What goes on, and why Gangway does not see it. */
function leadOf(t: Say, cut: Interruption | null, { view }: PageProps): string {
  const { name } = view.target;
  const chosen = view.inputs.connection.account;
  const account = chosen.kind === 'named' ? chosen.userName : '';
  const what = t(`install:contact.${cut?.restart === true ? 'restartLead' : 'closedLead'}`, { name });
  const why = (): string => {
    if (cut?.waitsFor === 'password') return t('install:contact.password', { account });
    if (cut?.away === true) return t('install:contact.away', { name });
    if (cut?.failure != null) {
      const words = connectWords(t, cut.failure, view.connection?.flaws);
      return t('install:contact.closed', { title: words.title, cause: words.cause });
    }
    return t(`install:contact.${cut?.restart === true ? 'connectLook' : 'connectFollow'}`);
  };
  return `${what} ${why()}`;
}
