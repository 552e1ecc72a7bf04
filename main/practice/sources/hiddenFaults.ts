// Stands on: platform/task-result-constants, defender/mde-script-cert-validity.
// Invented: what somebody did to each of these servers, its texts of events, its tasks and updates; looked for: nothing, it is what a search has to find
import { keys } from '../machine/keys';
import { sense, unreached, update, wsus, type HiddenFault } from './hiddenEvents';
import { hiddenPolicies, policyTask } from './hiddenPolicies';
import { hiddenWays } from './hiddenWays';
import { before, nameKeys } from './parts';
import { tenants } from './states';

/** Made for this file, like the certificate of the practice package, but it ended in August 2025; its key was thrown away. */
const endedCertificate =
  'MIIBwjCCAWegAwIBAgIUTz9bG7oDlcv3Uv+BAMGRs5cY5aAwCgYIKoZIzj0EAwIwNjEZMBcGA1UECgwQR2FuZ3dheSBwcmFjdGlj' +
  'ZTEZMBcGA1UEAwwQcHJhY3RpY2UuaW52YWxpZDAeFw0yNDA4MjIwMDAwMDBaFw0yNTA4MjIwMDAwMDBaMDYxGTAXBgNVBAoMEEdh' +
  'bmd3YXkgcHJhY3RpY2UxGTAXBgNVBAMMEHByYWN0aWNlLmludmFsaWQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS8d4eaMnty' +
  'l8pHdCI/Mob7L+FN/eRKt9m1TbXleqH7dYXL9qYDm5XS4WkzJqn+By/StIBxOzPzA5vdvfaMpkiIo1MwUTAdBgNVHQ4EFgQUz/DO' +
  '5Zqu0+AZgrwYd8t6PtBuxvwwHwYDVR0jBBgwFoAUz/DO5Zqu0+AZgrwYd8t6PtBuxvwwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjO' +
  'PQQDAgNJADBGAiEAxfXak1Fp3ZVG5Z+qNg2N5s+hZHYfBCe0FFYwX59vVdYCIQCehpw+a8XwAl4A0k9OE61qDmlFFrZuOknyK+k4' +
  'sTuipw==';

/** An onboarding information as a script writes it, of that tenant. */
function information(orgId: string, certificate: string): string {
  const body = {
    previousOrgIds: [],
    orgId,
    geoLocationUrl: 'https://edr.practice.invalid/edr/',
    version: '1.60',
  };
  return JSON.stringify({ body: JSON.stringify(body), sig: 'aW52ZW50ZWQ=', cert: certificate, chain: [] });
}

/** Every hidden fault, by the id of its machine. */
const faults: Readonly<Record<string, HiddenFault>> = {
  'hidden-sessions': {
    like: '2019-onboarded',
    patches: [
      {
        traceSessions: Array.from({ length: 64 }, (_, index) => `Left over ${String(index + 1)}`),
        services: { Sense: { status: 'Stopped' } },
        '+events': [
          sense(46, 3, 2, 'Failed to create the tracing session, because resources are short.'),
          sense(45, 2, 1, 'Failed to create the tracing session.', ['0x800705aa']),
        ],
      },
    ],
  },
  'hidden-other-package': {
    like: '2019-onboarded',
    patches: [
      {
        registry: { [keys.policySensor]: { OnboardingInfo: information(tenants.b, endedCertificate) } },
        '+events': [unreached(1, '400')],
      },
    ],
  },
  'hidden-old-package': {
    like: '2019-fresh',
    patches: [
      {
        services: { Sense: { start: 3 } },
        registry: { [keys.policySensor]: { OnboardingInfo: information(tenants.a, endedCertificate) } },
        '+events': [sense(7, 2, 1, 'Failed to read the onboarding parameters.', ['0x80070057'])],
      },
    ],
  },
  'hidden-offboarding': {
    like: '2019-onboarded',
    patches: [
      {
        registry: {
          [keys.policySensor]: {
            '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A': information(tenants.a, endedCertificate),
          },
        },
        '+events': [sense(29, 2, 1, 'Failed to read the offboarding parameters.', ['3', '0x80070057'])],
      },
    ],
  },
  'hidden-wsus': {
    like: '2019-onboarded',
    patches: [
      {
        registry: {
          [keys.policyUpdate]: {
            WUServer: 'http://wsus.practice.example:8530',
            TargetGroup: 'Servers',
            DoNotConnectToWindowsUpdateInternetLocations: 1,
          },
          [keys.policyAutoUpdate]: { UseWUServer: 1, AUOptions: 3 },
          [keys.policySignatures]: { FallbackOrder: 'InternalDefinitionUpdateServer' },
        },
        defender: {
          AntivirusSignatureVersion: '1.439.88.0',
          AntivirusSignatureLastUpdated: before(21),
        },
        '+events': [
          update(19, 96, 'Cumulative Update for Windows Server (KB5000001)', wsus),
          {
            log: 'Microsoft-Windows-Windows Defender/Operational',
            provider: 'Microsoft-Windows-Windows Defender',
            id: 2001,
            level: 2,
            at: before(0, 4),
            text: 'The antivirus could not update its security intelligence.',
            data: [
              'Microsoft Defender Antivirus',
              '4.18.25100.9008',
              '',
              '1.439.88.0',
              '2',
              'Internal Definition Update Server',
              '1',
              'NT AUTHORITY',
              'SYSTEM',
              'S-1-5-18',
              '1',
              'AntiVirus',
              '2',
              'Full',
              '',
              '1.1.25090.3001',
              '0x80240438',
              'No approved update',
            ],
          },
        ],
      },
    ],
  },
  'hidden-policy-task': policyTask,
  'hidden-telemetry': {
    like: '2016-onboarded',
    patches: [
      {
        services: { DiagTrack: { status: 'Stopped', start: 4 }, Sense: { status: 'Stopped' } },
        '+events': [
          sense(28, 2, 2, 'The registration with the telemetry service failed.', ['0x80070422']),
          sense(34, 2, 1, 'The service could not be made a dependency.', ['0x80070422']),
        ],
      },
    ],
  },
  'hidden-driver': {
    like: '2019-onboarded',
    patches: [
      {
        services: { MsSecFlt: { status: 'Stopped' } },
        '+events': [sense(65, 2, 1, 'Failed to load the driver of the sensor.', ['0x800700b7'])],
      },
    ],
  },
  'hidden-aware-mode': {
    like: '2019-fresh',
    patches: [
      {
        services: { Sense: { status: 'Stopped', start: 3 } },
        '+events': [sense(27, 2, 1, 'Failed to enable the passive mode of the antivirus.', ['0x800106ba'])],
      },
    ],
  },
  ...hiddenWays,
  'hidden-clone': {
    like: '2019-onboarded',
    patches: [
      {
        registry: { [keys.setup]: { CloneTag: 'Thu Nov 05 09:12:44 2026' } },
        '+events': [
          {
            ...sense(13, 4, 60 * 24 * 60, 'Machine ID calculated: 5d1c7e90b3a24f68817fd02c94ab36e58d70c1f2'),
            on: 'IMAGE-2019',
          },
        ],
      },
    ],
  },
  ...hiddenPolicies,
};

/** Ids of the machines with a hidden fault. Tests, and whoever wants to be examined, open them by their id. */
export const hiddenIds: readonly string[] = Object.keys(faults);

/** The hidden fault of an id, with a name of its own for the server; null for any other id. */
export function hiddenFault(id: string): HiddenFault | null {
  const found = Object.hasOwn(faults, id) ? faults[id] : undefined;
  if (found === undefined) return null;
  const name = `PRACTICE-H${String(hiddenIds.indexOf(id) + 1).padStart(2, '0')}`;
  return { ...found, patches: [...found.patches, { name, registry: nameKeys(name) }] };
}
