import { antivirusMode } from '../../model/antivirus/antivirusMode';
import { joiningPackage } from '../../plan/situation';
import type { CauseId } from '../cause';
import type { Evidence } from '../evidence';
import type { PersonQuestion, PersonQuestionId } from '../question';
import { refusedWith } from '../refusals';

const isInstalled = ({ os }: Evidence): boolean => os.sensor === 'installed';

/** A question in which one answer names a cause, and the other goes on. */
const when = (
  answer: 'yes' | 'no',
  id: PersonQuestionId,
  cause: CauseId,
  more: Pick<PersonQuestion, 'applies' | 'shows'> = {},
): PersonQuestion => ({ id, answers: { yes: null, no: null, [answer]: cause }, ...more });

const name: PersonQuestion['shows'] = ({ situation }) => situation.facts.computer.name;
const proxies: PersonQuestion['shows'] = ({ situation: { facts } }) =>
  `TelemetryProxyServer = ${facts.proxy.telemetry ?? '-'}, WinHTTP = ${facts.proxy.winHttp ?? '-'}`;

/** A file that was refused here tells its reason itself. */
const noneKnown: Pick<PersonQuestion, 'applies'> = { applies: (evidence) => refusedWith(evidence) === null };

/** What Windows cannot know. */
export const personQuestions: readonly PersonQuestion[] = [
  when('no', 'tenantSeen', 'otherTenant', {
    applies: ({ situation }) =>
      situation.facts.sensor.onboardingState === 1 && joiningPackage(situation) === null,
    shows: ({ situation }) => `OrgId = ${situation.facts.sensor.orgId ?? '-'}`,
  }),
  when('yes', 'filters', 'hiddenInPortal', { shows: name }),
  when('yes', 'nameReports', 'K27', { shows: name }),
  when('yes', 'nameOld', 'oldEntry', { shows: name }),
  when('yes', 'networkEvents', 'K6', { applies: ({ os }) => os.family === '2012r2' }),
  when('yes', 'window', 'K7', { applies: isInstalled }),
  when('yes', 'gateway', 'K4', {
    applies: ({ situation: { facts } }) => facts.proxy.telemetry !== null || facts.proxy.winHttp !== null,
    shows: proxies,
  }),
  when('no', 'ipv4', 'K28'),
  when('yes', 'analyzerOnly', 'K20'),
  when('yes', 'upgraded', 'K10', { applies: isInstalled }),
  when('yes', 'fromShare', 'hangsFromShare', { applies: isInstalled }),
  when('yes', 'localScript', 'K15'),
  when('yes', 'fileSignature', 'packageDamaged', noneKnown),
  when('yes', 'fileLines', 'scriptChanged', noneKnown),
  when('yes', 'fileWindows', 'notForThisWindows', noneKnown),
  when('yes', 'fileExpired', 'K19', noneKnown),
  when('yes', 'remoteTrust', 'nameNotTrusted'),
  when('yes', 'remoteDenied', 'accountFiltered'),
  when('yes', 'remoteShare', 'secondHop'),
  when('yes', 'remoteWusa', 'K17'),
  when('yes', 'remoteUpdates', 'K18'),
  when('yes', 'remoteMemory', 'shellMemory'),
  when('yes', 'openIncident', 'alertMerged', { shows: name }),
  when('yes', 'stoppedLine', 'testLineBlocked', {
    applies: ({ situation }) => situation.facts.otherAntivirus.some(({ running }) => running),
    shows: ({ situation }) => situation.facts.otherAntivirus.map(({ service }) => service).join(', '),
  }),
  when('yes', 'lineChanged', 'testLineChanged'),
  when('yes', 'eicar', 'eicarNotForPassive', {
    applies: ({ situation }) => antivirusMode(situation.facts) !== 'active',
    shows: ({ situation }) => `AMRunningMode = ${situation.facts.defender.runningMode ?? '-'}`,
  }),
];
