import { X509Certificate } from 'node:crypto';
import type { ResultOf } from '../../../shared/model/operations';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { findKey, registryHas, registryNumber, registryText } from '../machine/registry';
import { connectivityOf } from './connectivityOf';
import { eventsOf } from './readRecentEvents';

// Stands on: defender/mde-reg-vdi-cleanup (what no image may hold), defender/mde-reg-main-key, defender/mde-script-envelope.

type Identity = ResultOf<'Get-SensorIdentity'>;

const remnants = [
  'senseGuid',
  'senseId',
  '2567E824-34AB-4A74-90E9-BC0F8BDFAA4A',
  '7DC0B629-D7F6-4DB3-9BF7-64D5AAF50F1A',
  'C9D38BBB-E9DD-4B27-8E6F-7DE97E68DAB9',
];
const remnantKey = '48A68F11-7A16-4180-B32C-7F974C7BD783';

/** One field of an onboarding information: JSON within JSON, so what stands around a value may be escaped. */
function partOf(information: string, name: string, form: string): string | null {
  const found = new RegExp(String.raw`(?:^|[\\"{,\s])${name}[\\"]*\s*:\s*[\\"]*(${form})`, 'i').exec(
    information,
  );
  return found?.[1]?.replaceAll('\\', '') ?? null;
}

const tenantOf = (information: string): string | null =>
  partOf(information, 'orgId', '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}');

function cloudOf(information: string): Identity['cloud'] {
  const connectivity = information === '' ? null : connectivityOf(information);
  if (connectivity === null) return null;
  const url = (name: string) => partOf(information, name, String.raw`[A-Za-z0-9.:/\\-]*[A-Za-z0-9/]`);
  const word = (name: string) => partOf(information, name, '[A-Za-z0-9_-]+');
  return {
    connectivity,
    geoLocationUrl: url('geoLocationUrl'),
    vortexServerUrl: url('vortexServerUrl'),
    vortexTicketUrl: url('vortexTicketUrl'),
    datacenter: word('datacenter'),
    vortexGeoLocation: word('vortexGeoLocation'),
    partnerGeoLocation: word('partnerGeoLocation'),
  };
}

/** A name as .NET writes it: the narrowest part first. */
const nameOf = (lines: string): string => lines.split('\n').toReversed().join(', ');

function certificateOf(information: string): Identity['certificate'] {
  const text = partOf(information, 'cert', String.raw`[A-Za-z0-9+/=\\]+`);
  if (text === null) return null;
  const certificate = new X509Certificate(Buffer.from(text, 'base64'));
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
  };
}

/** What `Get-SensorIdentity` answers on this machine. */
export function readIdentity(machine: Machine): Omit<Identity, 'readAt'> {
  const information = registryText(machine, keys.policySensor, 'OnboardingInfo') ?? '';
  const onboarded = registryText(machine, keys.sensor, 'OnboardedInfo') ?? '';
  const first = eventsOf(machine, 'Microsoft-Windows-SENSE/Operational', 13).at(-1);
  const installed = registryNumber(machine, keys.currentVersion, 'InstallDate');
  const hasLog = machine.services.Sense !== undefined;
  return {
    name: machine.name,
    senseId: registryText(machine, keys.sensor, 'senseId'),
    senseGuid: registryText(machine, keys.sensor, 'senseGuid'),
    tenant: registryText(machine, keys.sensorStatus, 'OrgId'),
    packageTenant: tenantOf(information),
    onboardedTenant: tenantOf(onboarded),
    certificate: certificateOf(information),
    cloud: cloudOf(onboarded) ?? cloudOf(information),
    idMade: first === undefined || !hasLog ? null : { at: first.at, on: first.on ?? machine.name },
    windowsInstalledAt: installed === null ? null : installed * 1000,
    generalized: findKey(machine, keys.setup) === null ? null : registryHas(machine, keys.setup, 'CloneTag'),
    remains: [
      ...remnants.filter((name) => registryHas(machine, keys.sensor, name)),
      ...(findKey(machine, `${keys.sensor}\\${remnantKey}`) === null ? [] : [remnantKey]),
    ],
    unreadable: [],
  };
}
