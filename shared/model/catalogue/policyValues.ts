import type { ServerState } from '../facts';
import type { PolicyValueName } from './policyNames';

/** A policy value of the registry that Gangway can set: where Windows has it, of which kind, and where the facts tell it. */
export interface PolicyValue {
  readonly key: string;
  /** Its own name in that key. */
  readonly value: string;
  readonly kind: 'String' | 'DWord';
  /** Its place in the facts, as `unreadable` names it. */
  readonly fact: string;
  of(facts: ServerState): string | number | null;
}

const policies = 'HKLM:\\SOFTWARE\\Policies\\Microsoft';
const sensor = `${policies}\\Windows Advanced Threat Protection`;
const collection = `${policies}\\Windows\\DataCollection`;
const defender = `${policies}\\Windows Defender`;

/**
 * Every policy value that `Set-Policy` knows, and no other can be written (`main/operations/PolicyValues.ps1` holds the same
 * list). Sources: Microsoft's pages machine-tags, configure-endpoints-script, configure-proxy-internet, and the portal's own script.
 */
export const policyValues: Readonly<Record<PolicyValueName, PolicyValue>> = {
  deviceTag: {
    key: `${sensor}\\DeviceTagging`,
    value: 'Group',
    kind: 'String',
    fact: 'policy.deviceTag',
    of: ({ policy }) => policy.deviceTag,
  },
  sampleCollection: {
    key: sensor,
    value: 'AllowSampleCollection',
    kind: 'DWord',
    fact: 'policy.sampleCollection',
    of: ({ policy }) => policy.sampleCollection,
  },
  latency: {
    key: sensor,
    value: 'latency',
    kind: 'String',
    fact: 'policy.latency',
    of: ({ policy }) => policy.latency,
  },
  preferStaticProxy: {
    key: sensor,
    value: 'PreferStaticProxyForHttpRequest',
    kind: 'DWord',
    fact: 'policy.preferStaticProxy',
    of: ({ policy }) => policy.preferStaticProxy,
  },
  telemetryProxy: {
    key: collection,
    value: 'TelemetryProxyServer',
    kind: 'String',
    fact: 'proxy.telemetry',
    of: ({ proxy }) => proxy.telemetry,
  },
  disableEnterpriseAuthProxy: {
    key: collection,
    value: 'DisableEnterpriseAuthProxy',
    kind: 'DWord',
    fact: 'policy.disableEnterpriseAuthProxy',
    of: ({ policy }) => policy.disableEnterpriseAuthProxy,
  },
  disableAntiSpyware: {
    key: defender,
    value: 'DisableAntiSpyware',
    kind: 'DWord',
    fact: 'policy.disableAntiSpyware',
    of: ({ policy }) => policy.disableAntiSpyware,
  },
  disableAntiVirus: {
    key: defender,
    value: 'DisableAntiVirus',
    kind: 'DWord',
    fact: 'policy.disableAntiVirus',
    of: ({ policy }) => policy.disableAntiVirus,
  },
};

/**
 * Values whose Group Policy object a reading names beside those: they are set elsewhere, or by nobody here
 * (`main/operations/PolicyValues.ps1` holds the same list).
 */
export const watchedOnly = {
  forceDefenderPassiveMode: { key: sensor, value: 'ForceDefenderPassiveMode' },
  antivirusProxy: { key: defender, value: 'ProxyServer' },
  networkProtection: {
    key: `${defender}\\Windows Defender Exploit Guard\\Network Protection`,
    value: 'EnableNetworkProtection',
  },
} as const;
