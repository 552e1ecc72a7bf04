import { unreadable } from '../model/facts';
import { changesConnectivity, joining } from '../plan/situation';
import { compareVersions } from '../version';
import { docs, read } from '../knowledge/source';
import { issue, type IssueContext, type KnownIssue } from './issue';

/** The last version of the sensor on 2012 R2 for which Microsoft published the workaround by certificate. */
const lastWithWorkaround = '10.8048.22439.1065';
/** The published InterCA.cer ends on 2026-10-18 (notAfter of the certificate). */
const certificateEnds = Date.UTC(2026, 9, 18);

/** The sensor has a proxy of its own, and the machine has none for revocation lists and updates. */
const proxyOfItsOwnOnly = ({ situation: { facts } }: IssueContext): boolean =>
  facts.proxy.telemetry !== null &&
  facts.proxy.winHttp === null &&
  unreadable(facts, 'proxy.winHttp') === null;

/** A 2012 R2 whose sensor has a proxy of its own and is as old as the workaround by certificate. */
function oldSensorBehindProxy({ situation: { facts } }: IssueContext): boolean {
  const { senseVersion } = facts.sensor;
  return (
    facts.proxy.telemetry !== null &&
    senseVersion !== null &&
    compareVersions(senseVersion, lastWithWorkaround) <= 0
  );
}

/** What keeps the sensor from the cloud. */
export const networkIssues: readonly KnownIssue[] = [
  issue('K2', {
    step: 'onboard',
    facts: (it) =>
      proxyOfItsOwnOnly(it) &&
      it.situation.facts.events.some(({ log, id }) => log === 'sense' && (id === 5 || id === 15)),
    source: docs('configure-proxy-internet', '2026-11-29'),
    doubt: 'doubt.derived',
  }),
  issue('K3', {
    step: 'onboard',
    families: ['2012r2'],
    facts: (it) => oldSensorBehindProxy(it) && it.situation.facts.readAt > certificateEnds,
    source: read('InterCA.cer'),
    doubt: 'doubt.derived',
  }),
  issue('K4', { step: 'prerequisites', source: docs('configure-environment') }),
  issue('K20', { step: 'onboard', source: docs('verify-connectivity') }),
  issue('K28', { step: 'prerequisites', source: docs('minimum-requirements') }),
  issue('K29', {
    step: 'onboard',
    facts: ({ situation }) => {
      const { facts } = situation;
      if (changesConnectivity(situation)) return true;
      if (joining(situation)?.connectivity !== 'streamlined') return false;
      // Onboarded more than once, and not restarted since: the addresses of the first time are still in use.
      const times = facts.events.filter(({ log, id }) => log === 'sense' && id === 11).map(({ at }) => at);
      return times.length > 1 && Math.max(...times) > (facts.boot.startedAt ?? Number.MAX_SAFE_INTEGER);
    },
    source: docs('migrate-devices-streamlined'),
  }),
];
