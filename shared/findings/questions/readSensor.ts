import type { FurtherRead, FurtherReads } from '../../model/furtherReads';
import type { CauseId } from '../cause';
import type { Evidence } from '../evidence';
import { bad, good, open, type Answer, type ServerQuestion, type ServerQuestionId } from '../question';
import { factsOf, instant, isOnboarded, places } from './asking';

/** What a read gave. */
export type Given<Of extends FurtherRead> = NonNullable<NonNullable<FurtherReads[Of]>['value']>;

/** A question to what was read beyond the facts. */
export const fromRead = <Of extends FurtherRead>(
  id: ServerQuestionId,
  needs: Of,
  source: string,
  answer: (given: Given<Of>, evidence: Evidence) => Answer,
  more: Pick<ServerQuestion, 'applies' | 'ofSymptom'> = {},
): ServerQuestion => ({
  id,
  needs,
  source,
  ...more,
  judge(evidence) {
    // A read of that name has the value of that name: no type ties the two once the name is a parameter.
    const given = evidence.reads[needs]?.value as Given<Of> | null | undefined;
    return given == null ? open() : answer(given, evidence);
  },
});

/** Whether a part of a read was not read. */
export const unreadPart = (
  { unreadable }: { readonly unreadable: readonly { readonly fact: string; readonly reason: string }[] },
  ...parts: readonly string[]
): string | null =>
  unreadable.find(({ fact }) => parts.some((part) => fact === part || fact.startsWith(`${part}.`)))?.reason ??
  null;

const same = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one.toLowerCase() === other.toLowerCase();

/** Who this server is to the cloud: a copy of another one, or one that was called otherwise when it got its id. */
function whose({
  idMade,
  windowsInstalledAt,
  generalized,
  name,
}: Given<'Get-SensorIdentity'>): CauseId | null {
  if (idMade === null) return null;
  if (windowsInstalledAt !== null && windowsInstalledAt > idMade.at) return 'K27';
  if (same(idMade.on, name)) return null;
  return generalized === true ? 'K27' : 'oldEntry';
}

/** What the sensor's identity, its trace sessions and its crashes say. */
export const sensorReadQuestions: readonly ServerQuestion[] = [
  fromRead(
    'traceRoom',
    'Get-TraceSession',
    'logman query -ets',
    ({ sessions, limit }) => {
      if (sessions === null) return open();
      const raw = `${String(sessions.length)}/${String(limit)}`;
      return sessions.length >= limit ? bad('traceSessions', raw) : good(raw);
    },
    { applies: isOnboarded },
  ),
  fromRead(
    'noCrash',
    'Get-RecentEvent',
    places.application,
    ({ events, unreadable }) => {
      // The first parameter of the event is the program that ended, in every language.
      const crash = events.find(
        ({ provider, id, data }) =>
          provider === 'Application Error' &&
          id === 1000 &&
          /^(MsSense|SenseIR|SenseCE|SenseNdr)\.exe$/i.test(data[0] ?? ''),
      );
      if (crash !== undefined)
        return bad('sensorCrashes', `${crash.data[0] ?? ''} ${crash.data[3] ?? ''}, ${instant(crash.at)}`);
      const reason = unreadable.find(({ log }) => log === 'application')?.reason;
      return reason === undefined ? good('Application Error 1000 = -') : open(reason);
    },
    { applies: isOnboarded },
  ),
  fromRead('sameTenant', 'Get-SensorIdentity', places.sensorPolicy, (given) => {
    const { tenant, packageTenant } = given;
    const raw = `OnboardingInfo = ${packageTenant ?? '-'}, OrgId = ${tenant ?? '-'}`;
    if (tenant === null || packageTenant === null)
      return open(unreadPart(given, 'tenant', 'packageTenant') ?? raw);
    return same(tenant, packageTenant) ? good(raw) : bad('twoTenants', raw);
  }),
  fromRead('ownIdentity', 'Get-SensorIdentity', places.sensorLog, (given) => {
    const { idMade, windowsInstalledAt, name } = given;
    if (idMade === null) return open(unreadPart(given, 'idMade') ?? 'SENSE 13 = -');
    const raw = `SENSE 13 = ${idMade.on}, ${instant(idMade.at)}; ${name}, InstallDate = ${instant(windowsInstalledAt)}`;
    const cause = whose(given);
    if (cause !== null) return bad(cause, raw);
    return windowsInstalledAt === null ? open(unreadPart(given, 'windowsInstalledAt') ?? raw) : good(raw);
  }),
  fromRead(
    'packageLasts',
    'Get-SensorIdentity',
    places.sensorPolicy,
    (given, evidence) => {
      const { certificate } = given;
      if (certificate === null) return open(unreadPart(given, 'certificate') ?? '-');
      const raw = `${certificate.issuer}, ${instant(certificate.notAfter)}`;
      return certificate.notAfter < factsOf(evidence).readAt ? bad('packageEnded', raw) : good(raw);
    },
    { applies: (evidence) => factsOf(evidence).policy.onboardingInfo && !isOnboarded(evidence) },
  ),
];
