import { ArrowLeftRegular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef } from 'react';
import { useTexts } from './useTexts';
import { journeys, numberOf } from '../shared/steps/journeys';
import { assess, currentStep, progress } from '../shared/steps/progress';
import type { TargetView } from '../shared/bridge/session';
import { stepIds, type JourneyId, type StepId } from '../shared/model/journeys';
import type { StepStatus } from '../shared/steps/steps';
import { useAnnouncer } from './announcer';
import { useHello } from './client';
import { ActionButton } from './components/actionButton';
import { Rail } from './components/rail';
import { WindowFrame } from './components/windowFrame';
import { useSession } from './mirror';
import { AfterwardsPage } from './pages/afterwards/afterwardsPage';
import { ChangePage, OffboardPage, UninstallPage } from './pages/change/changePage';
import { ConnectPage } from './pages/connect/connectPage';
import { HandoverPage } from './pages/handover/handoverPage';
import { useRunAnnouncements } from './run/useRunAnnouncements';
import { InstallPage } from './pages/install/installPage';
import { KitPage } from './pages/kit/kitPage';
import { ModePage } from './pages/mode/modePage';
import { OnboardPage } from './pages/onboard/onboardPage';
import type { PageProps } from './frame/page';
import type { Place } from './frame/place';
import { ProofPage } from './pages/proof/proofPage';
import { SettingsPage } from './pages/settings/settingsPage';
import { FindingsPage } from './pages/findings/findingsPage';
import { SymptomPage } from './pages/symptom/symptomPage';
import { PlanPage } from './pages/plan/planPage';
import { PrerequisitesPage } from './pages/prerequisites/prerequisitesPage';
import { ServerPage } from './pages/server/serverPage';
import { CodeSearchButton } from './frame/codes/codeSearch';
import { FactsFoot } from './frame/factsFoot';
import { Plate } from './frame/plate';
import { PracticeControls } from './frame/practiceControls';
import { railGroups } from './frame/railGroups';
import { moveRegion } from './frame/regions';
import { useKeys } from './frame/useKeys';
import { useNow } from './frame/useNow';
import { TestPage } from './pages/test/testPage';

const pages: Readonly<Record<StepId, (props: PageProps) => React.ReactNode>> = {
  connect: ConnectPage,
  server: ServerPage,
  packages: KitPage,
  package: KitPage,
  prerequisites: PrerequisitesPage,
  mode: ModePage,
  symptom: SymptomPage,
  findings: FindingsPage,
  settings: SettingsPage,
  afterwards: AfterwardsPage,
  plan: PlanPage,
  install: InstallPage,
  onboard: OnboardPage,
  change: ChangePage,
  offboard: OffboardPage,
  uninstall: UninstallPage,
  test: TestPage,
  proof: ProofPage,
  handover: HandoverPage,
};

/** The server that is open, the journey, the step in the address (null: where the server stands), and the way to other places. */
export interface WizardProps {
  readonly view: TargetView;
  readonly journey: JourneyId;
  readonly step: StepId | null;
  readonly go: (place: Place) => void;
}

/** The steps of a journey of one server: rail, open page, and the keys that lead between them. */
export function Wizard({ view: whole, journey, step: named, go }: WizardProps) {
  // An address may name a step of another rail.
  const step = named !== null && numberOf(journey, named) > 0 ? named : null;
  const { t } = useTexts();
  const { carrier } = useHello();
  const practice = whole.target.kind === 'practice';
  const library = useSession(({ libraries }) => (practice ? libraries.practice : libraries.real));
  // Facts age in minutes, so a slow clock is enough here; the clocks on the pages tick for themselves.
  const now = useNow(15_000);
  const allRefused = useSession(({ refused }) => refused);
  const assessment = useMemo(() => {
    const refused = allRefused.filter(({ to }) => to === whole.target.id);
    return assess(whole, library, now, journey, refused);
  }, [whole, library, now, journey, allRefused]);
  const { view } = assessment;
  const status = useMemo(() => progress(assessment), [assessment]);
  const current = currentStep(assessment);
  const here = step ?? current;
  useFallback(status);
  useRunAnnouncements(whole);

  const { id: targetId } = view.target;
  const goTo: PageProps['goTo'] = (next, way = journey) =>
    go({ kind: 'server', targetId, journey: way, step: next });
  const goHome = () => go(practice ? { kind: 'practice' } : { kind: 'home' });
  useEffect(() => {
    // The step is written into the address once, or the page would move on by itself while somebody reads it.
    if (step === null) go({ kind: 'server', targetId, journey, step: here });
  }, [step, here, go, targetId, journey]);

  // A browser keeps Ctrl with a digit for its tabs.
  const digits = carrier === 'electron' ? journeys[journey].steps : [];
  useKeys({
    F6: () => moveRegion(1),
    'Shift+F6': () => moveRegion(-1),
    'Control+Home': goHome,
    ...Object.fromEntries(digits.map(({ id }, index) => [`Control+${(index + 1) % 10}`, () => goTo(id)])),
  });

  const Page = pages[here];
  return (
    <WindowFrame
      title={t('frame:app')}
      tools={<CodeSearchButton />}
      banner={practice ? <PracticeControls view={view} onLeave={() => go({ kind: 'home' })} /> : undefined}
      rail={
        <Rail
          label={t('steps:rail')}
          groups={railGroups(t, { journey, status, open: here, current })}
          current={here}
          onOpen={(id) => {
            const found = stepIds.find((known) => known === id);
            if (found !== undefined) goTo(found);
          }}
          plate={<Plate view={view} />}
          back={
            <>
              <ActionButton
                variant="quiet"
                size="small"
                icon={<ArrowLeftRegular aria-hidden />}
                onPress={() => go({ kind: 'overview', targetId })}
              >
                {t('overview:link')}
              </ActionButton>
              <span className="gw-caption">{t(`overview:name.${journey}`)}</span>
            </>
          }
          foot={<FactsFoot view={view} />}
        />
      }
    >
      <Page
        key={here}
        view={view}
        assessment={assessment}
        status={status}
        library={library}
        goTo={goTo}
        goHome={goHome}
        handOff={() => go({ kind: 'handoff', of: targetId })}
      />
    </WindowFrame>
  );
}

/** Announces, once, a step that was done and no longer is: facts changed behind our back. */
function useFallback(status: Record<StepId, StepStatus>): void {
  const { t } = useTexts();
  const { say } = useAnnouncer();
  const before = useRef(status);
  useEffect(() => {
    const fallen = stepIds.find(
      (id) =>
        before.current[id].state === 'done' &&
        (status[id].state === 'lookAgain' || status[id].state === 'conflict'),
    );
    before.current = status;
    if (fallen === undefined) return;
    const { blocker } = status[fallen];
    say(
      t('frame:spoken.step', {
        step: t(`steps:name.${fallen}`),
        state:
          blocker === null ? t('steps:note.server.old') : t(`steps:${blocker.key}`, { ...blocker.values }),
      }),
    );
  }, [status, say, t]);
}
