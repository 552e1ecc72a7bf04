import { leaving, testSentAt } from '../../plan/situation';
import { bad, good, open, type ServerQuestion } from '../question';
import {
  byCode,
  factsOf,
  failed,
  fromEnd,
  fromIssue,
  fromSensorLog,
  isOnboarded,
  places,
  unread,
  goodIfRead,
  instant,
} from './asking';

const alertMs = 15 * 60_000;

/** Whether a server leaves, and what stays; and whether the detection test can have been seen. */
export const leavingQuestions: readonly ServerQuestion[] = [
  {
    id: 'offboardingTenant',
    needs: null,
    source: places.status,
    ofSymptom: true,
    judge(evidence) {
      const end = failed(evidence);
      if (end?.tool === 'offboarding' && end.failure.native === 70)
        return bad('otherTenantOffboarding', 'offboarding 70');
      const { orgId } = factsOf(evidence).sensor;
      const details = leaving(evidence.situation);
      if (orgId === null || details?.orgId == null) return open(unread(evidence, 'sensor.orgId') ?? '-');
      const raw = `OrgId = ${orgId}`;
      return orgId.toLowerCase() === details.orgId.toLowerCase()
        ? good(raw)
        : bad('otherTenantOffboarding', raw);
    },
  },
  {
    ...fromIssue('K19', places.sensorLog, ['events.sense'], () => ''),
    judge(evidence) {
      const facts = factsOf(evidence);
      const refused = facts.events.find(({ log, id }) => log === 'sense' && id === 29);
      if (refused !== undefined) return bad('K19', `SENSE 29, ${new Date(refused.at).toISOString()}`);
      const ends = leaving(evidence.situation)?.expiresAt ?? null;
      const raw = `expirationTimestamp = ${instant(ends)}`;
      if (ends !== null && ends < facts.readAt) return bad('K19', raw);
      return goodIfRead(evidence, raw, 'events.sense');
    },
  },
  fromEnd('offboardingRights', ['offboarding'], byCode([65], 'scriptWithoutRights')),
  fromEnd('offboardingWritten', ['offboarding'], byCode([5, 10], 'keyNotWritten')),
  fromEnd('stoppedInTime', ['offboarding'], byCode([15], 'stopsLate')),
  fromSensorLog('stopsItself', { ids: [32], untilRestart: true, cause: 'doesNotStop', applies: () => true }),
  fromIssue(
    'K30',
    'Get-Service himds',
    ['owners'],
    (it) =>
      factsOf(it)
        .owners.map(({ kind, detail }) => `${kind} ${detail}`)
        .join(', ') || '-',
  ),
  {
    id: 'offboarded',
    needs: null,
    source: places.status,
    ofSymptom: true,
    judge(evidence) {
      const raw = `OnboardingState = ${String(factsOf(evidence).sensor.onboardingState ?? '-')}`;
      if (isOnboarded(evidence)) return bad('stillOnboarded', raw);
      return goodIfRead(evidence, raw, 'sensor.onboardingState');
    },
  },
  {
    id: 'settingsGone',
    needs: null,
    source: places.sensorPolicy,
    ofSymptom: true,
    applies: (evidence) => !isOnboarded(evidence),
    judge(evidence) {
      const { policy, proxy } = factsOf(evidence);
      const left = Object.entries({
        ForceDefenderPassiveMode: policy.forceDefenderPassiveMode,
        TelemetryProxyServer: proxy.telemetry,
        'DeviceTagging\\Group': policy.deviceTag,
        latency: policy.latency,
        AllowSampleCollection: policy.sampleCollection,
      }).filter(([, value]) => value !== null);
      if (left.length > 0)
        return bad('settingsLeft', left.map(([name, value]) => `${name} = ${String(value)}`).join(', '));
      return goodIfRead(evidence, '-', 'policy', 'proxy.telemetry');
    },
  },
  fromIssue(
    'K9',
    'MsSense.exe',
    ['owners', 'sensor.senseVersion'],
    (it) => `MsSense.exe = ${factsOf(it).sensor.senseVersion ?? '-'}`,
  ),
  fromIssue(
    'K25',
    places.uninstall,
    ['sensor.product'],
    (it) => `DisplayVersion = ${factsOf(it).sensor.product?.version ?? '-'}`,
  ),
  {
    id: 'productGone',
    needs: null,
    source: places.uninstall,
    ofSymptom: true,
    applies: (evidence) => evidence.os.sensor === 'installed' && !isOnboarded(evidence),
    judge(evidence) {
      const { product } = factsOf(evidence).sensor;
      if (product !== null) return bad('productLeft', `${product.name} ${product.version}`);
      return goodIfRead(evidence, 'DisplayVersion = -', 'sensor.product');
    },
  },
  {
    id: 'testSent',
    needs: null,
    source: 'Invoke-DetectionTest',
    ofSymptom: true,
    applies: isOnboarded,
    judge(evidence) {
      const at = testSentAt(factsOf(evidence));
      if (at !== null) return good(`Invoke-DetectionTest = ${instant(at)}`);
      const reason = unread(evidence, 'runs');
      return reason === null ? bad('testNotSent', 'Invoke-DetectionTest = -') : open(reason);
    },
  },
  {
    id: 'alertTime',
    needs: null,
    source: 'Invoke-DetectionTest',
    ofSymptom: true,
    applies: (evidence) => testSentAt(factsOf(evidence)) !== null,
    judge(evidence) {
      const facts = factsOf(evidence);
      const at = testSentAt(facts);
      if (at === null) return open();
      const raw = `Invoke-DetectionTest = ${instant(at)}, ${String(Math.floor((facts.readAt - at) / 60_000))} min`;
      return facts.readAt - at < alertMs ? bad('alertDue', raw) : good(raw);
    },
  },
];
