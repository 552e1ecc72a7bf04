import { unreadable } from '../model/facts';
import { cloudTest } from '../model/probes/cloudTest';
import { sensorProxy } from '../model/sensorProxy';
import { recogniseAntivirus } from '../knowledge/antivirus';
import { common, derived, docs, unverified } from '../knowledge/source';
import { type CheckRule, notProvable, passed, toFix, toKnow } from './rule';

const day = 24 * 60 * 60 * 1000;
/** Certificates and Kerberos need a right clock. Kerberos allows a difference of five minutes. */
const allowedSkewMs = 5 * 60 * 1000;
const oldSignatures = 7 * day;

const base = { families: null, waivable: true };

/** What a person should know before going on; nothing here stops the way. */
export const informationRules: readonly CheckRule[] = [
  {
    ...base,
    id: 'clock',
    source: common,
    doubt: derived,
    judge: ({ clockSkewMs }) => {
      if (clockSkewMs === null) return notProvable('unknown', '< 300 s');
      const seconds = Math.round(clockSkewMs / 1000);
      const found = `${seconds > 0 ? '+' : ''}${seconds} s`;
      return Math.abs(clockSkewMs) <= allowedSkewMs ? passed(found, '< 300 s') : toKnow(found, '< 300 s');
    },
  },
  {
    ...base,
    id: 'signaturesAge',
    source: docs('onboard-server'),
    doubt: null,
    judge: ({ facts }) => {
      const at = facts.defender.signaturesUpdatedAt;
      const unread = unreadable(facts, 'services.winDefend');
      // Without Defender nothing can be out of date. On 2012 R2 the installation package brings it.
      if (facts.services.winDefend === null) return unread === null ? toKnow('absent') : notProvable(unread);
      if (at === null) return notProvable(unreadable(facts, 'defender.signaturesUpdatedAt') ?? 'unknown');
      const found = new Date(at).toISOString().slice(0, 10);
      return facts.readAt - at <= oldSignatures ? passed(found) : toKnow(found);
    },
  },
  {
    ...base,
    id: 'windowsUpdateService',
    source: docs('microsoft-defender-antivirus-updates', '2026-11-29'),
    doubt: derived,
    // It usually stands still and starts when it is needed, so only its start is judged. One that could not be read proves nothing.
    judge: ({ facts }) => {
      const service = facts.services.wuauserv;
      const reason = unreadable(facts, 'services.wuauserv');
      if (service === null) return reason === null ? toKnow('absent') : notProvable(reason);
      if (service.start === 'unknown') return notProvable(reason ?? 'unknown');
      return service.start === 'disabled' ? toKnow('disabled') : passed(service.start);
    },
  },
  {
    ...base,
    id: 'otherAntivirus',
    source: common,
    doubt: unverified,
    judge: ({ facts }) => {
      const running = recogniseAntivirus(facts.otherAntivirus).filter((entry) => entry.running);
      const names = running.map(({ product, displayName }) => product?.name ?? displayName);
      if (names.length > 0) return toKnow([...new Set(names)].join(', '));
      const reason = unreadable(facts, 'otherAntivirus');
      return reason === null ? passed('absent') : notProvable(reason);
    },
  },
  {
    ...base,
    id: 'otherOwners',
    source: docs('onboard-server'),
    doubt: derived,
    judge: ({ facts }) => {
      const owners = facts.owners.filter(({ kind }) => kind !== 'securityClient');
      if (owners.length > 0) return toKnow(owners.map(({ kind }) => kind).join(', '));
      const reason = unreadable(facts, 'owners');
      return reason === null ? passed('absent') : notProvable(reason);
    },
  },
  {
    ...base,
    id: 'domainController',
    source: docs('onboard-server'),
    doubt: derived,
    judge: ({ facts: { os } }) =>
      os.productType === 2
        ? toKnow(`ProductType ${os.productType}`)
        : passed(`ProductType ${os.productType}`),
  },
  {
    ...base,
    id: 'cloudConnectivity',
    source: docs('configure-proxy-internet'),
    doubt: null,
    // Only a test that runs as SYSTEM on the server proves it. That test is an action of the plan; reading does not start it.
    judge: ({ facts }) => {
      const { state, at } = cloudTest(facts);
      const proxy = sensorProxy(facts);
      const way = typeof proxy === 'string' ? { none: 'direct', unread: 'unknown' }[proxy] : proxy.proxy;
      const found = at === null ? way : `${way}, ${new Date(at).toISOString().slice(0, 16)}Z`;
      if (state === 'blocked' || state === 'inspected') return toFix(found, null, 'test-connectivity');
      const isTold = state === 'reached' || (state === 'old' && facts.sensor.onboardingState === 1);
      return isTold ? passed(found) : { ...notProvable(found), fix: 'test-connectivity' };
    },
  },
];
