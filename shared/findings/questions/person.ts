import { antivirusMode } from '../../model/antivirusMode';
import type { CauseId } from '../cause';
import type { Evidence } from '../evidence';
import type { PersonQuestion, PersonQuestionId } from '../question';

const isInstalled = ({ os }: Evidence): boolean => os.sensor === 'installed';

/** A question in which one answer names a cause, and the other goes on. */
const when = (
  answer: 'yes' | 'no',
  id: PersonQuestionId,
  cause: CauseId,
  applies?: (evidence: Evidence) => boolean,
): PersonQuestion => ({
  id,
  answers: { yes: null, no: null, [answer]: cause },
  ...(applies && { applies }),
});

/** What Windows cannot know. */
export const personQuestions: readonly PersonQuestion[] = [
  when(
    'no',
    'tenantSeen',
    'otherTenant',
    ({ situation }) => situation.facts.sensor.onboardingState === 1 && situation.kit.onboarding === null,
  ),
  when('yes', 'filters', 'hiddenInPortal'),
  when('yes', 'nameReports', 'K27'),
  when('yes', 'nameOld', 'oldEntry'),
  when('yes', 'networkEvents', 'K6', ({ os }) => os.family === '2012r2'),
  when('yes', 'window', 'K7', isInstalled),
  when(
    'yes',
    'gateway',
    'K4',
    ({ situation: { facts } }) => facts.proxy.telemetry !== null || facts.proxy.winHttp !== null,
  ),
  when('no', 'ipv4', 'K28'),
  when('yes', 'analyzerOnly', 'K20'),
  when('yes', 'upgraded', 'K10', isInstalled),
  when('yes', 'fromShare', 'hangsFromShare', isInstalled),
  when('yes', 'localScript', 'K15'),
  when('yes', 'fileSignature', 'packageDamaged'),
  when('yes', 'fileLines', 'scriptChanged'),
  when('yes', 'fileWindows', 'notForThisWindows'),
  when('yes', 'fileExpired', 'K19'),
  when('yes', 'remoteTrust', 'nameNotTrusted'),
  when('yes', 'remoteDenied', 'accountFiltered'),
  when('yes', 'remoteShare', 'secondHop'),
  when('yes', 'remoteWusa', 'K17'),
  when('yes', 'remoteUpdates', 'K18'),
  when('yes', 'remoteMemory', 'shellMemory'),
  when('yes', 'openIncident', 'alertMerged'),
  when('yes', 'stoppedLine', 'testLineBlocked', ({ situation }) =>
    situation.facts.otherAntivirus.some(({ running }) => running),
  ),
  when('yes', 'lineChanged', 'testLineChanged'),
  when('yes', 'eicar', 'eicarNotForPassive', ({ situation }) => antivirusMode(situation.facts) !== 'active'),
];
