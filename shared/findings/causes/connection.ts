import { common, derived, docs, read, unverified } from '../../knowledge/source';
import { takesStaticProxy } from '../../plan/cloudWay';
import type { Cause } from '../cause';
import { otherProxy } from '../otherProxy';
import { byHand, own, support } from './records';

const proxies = docs('configure-proxy-internet');
const ways = docs('configure-device-connectivity');
const remoting = read('WinRM of Windows, its errors');

/** Why a sensor does not reach the cloud, and why a remote session is refused. */
export const connectionCauses: readonly Cause[] = [
  own('noContact', 'now', byHand, { source: docs('event-error-codes') }),
  own(
    'proxyNotKnown',
    'now',
    {
      kind: 'wish',
      of: ({ situation }) => {
        const proxy = otherProxy(situation.facts);
        return proxy === null ? null : { sensorProxy: proxy };
      },
    },
    { source: proxies, doubt: derived },
  ),
  own('wayBlocked', 'now', { kind: 'page', link: 'docsAddresses' }, { source: ways }),
  own('proxyBlocks', 'now', { kind: 'page', link: 'docsAddresses' }, { source: proxies }),
  own('proxySignIn', 'now', byHand, { source: proxies }),
  own('namesUnknown', 'now', byHand, { source: common, doubt: derived }),
  own('tlsInspected', 'now', byHand, { source: ways }),
  own('tlsFails', 'now', byHand, { source: common, doubt: derived }),
  own(
    'listsNotLoaded',
    'soon',
    {
      kind: 'wish',
      of: ({ situation: { facts } }) =>
        facts.proxy.telemetry !== null && takesStaticProxy(facts) ? { preferStaticProxy: 'on' } : null,
    },
    { source: proxies },
  ),
  own('clockWrong', 'now', byHand, { source: common, doubt: derived, command: 'w32tm.exe /resync' }),
  own('unknownConnection', 'now', support('analyzer', 'sensorEvents', 'tenantId'), {
    source: docs('verify-connectivity'),
  }),
  own('nameNotTrusted', 'toKnow', byHand, { source: remoting }),
  own('accountFiltered', 'toKnow', byHand, { source: common, doubt: unverified }),
  own('secondHop', 'toKnow', byHand, { source: common, doubt: unverified }),
  own('shellMemory', 'toKnow', byHand, { source: common, doubt: unverified }),
  own(
    'updatesWithoutProxy',
    'soon',
    {
      kind: 'wish',
      of: ({ situation }) => {
        const proxy = otherProxy(situation.facts);
        return proxy === null ? null : { winHttpProxy: { proxy, bypass: null } };
      },
    },
    { source: proxies },
  ),
  own('unknownUpdates', 'soon', support('defenderEvents', 'analyzer'), {
    source: docs('microsoft-defender-antivirus-updates', '2026-11-29'),
    command: '"%ProgramFiles%\\Windows Defender\\MpCmdRun.exe" -SignatureUpdate',
  }),
];
