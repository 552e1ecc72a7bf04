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

/** The form of one field of an onboarding information: JSON within JSON, so what stands around a value may be escaped. */
const field = (name: string, form: string): RegExp =>
  new RegExp(String.raw`(?:^|[\\"{,\s])${name}[\\"]{0,8}\s{0,8}:\s{0,8}[\\"]{0,8}(${form})`, 'i');
const url = String.raw`[A-Za-z0-9.:/\\-]{1,400}`;
const word = '[A-Za-z0-9_-]{1,100}';
const fields = {
  orgId: field('orgId', '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'),
  geoLocationUrl: field('geoLocationUrl', url),
  vortexServerUrl: field('vortexServerUrl', url),
  vortexTicketUrl: field('vortexTicketUrl', url),
  datacenter: field('datacenter', word),
  vortexGeoLocation: field('vortexGeoLocation', word),
  partnerGeoLocation: field('partnerGeoLocation', word),
  cert: field('cert', String.raw`[A-Za-z0-9+/=\\]{1,20000}`),
};

function partOf(information: string, name: keyof typeof fields): string | null {
  return fields[name].exec(information)?.[1]?.replaceAll('\\', '') ?? null;
}

const tenantOf = (information: string): string | null => partOf(information, 'orgId');

function cloudOf(information: string): Identity['cloud'] {
  const connectivity = information === '' ? null : connectivityOf(information);
  if (connectivity === null) return null;
  return {
    connectivity,
    geoLocationUrl: partOf(information, 'geoLocationUrl'),
    vortexServerUrl: partOf(information, 'vortexServerUrl'),
    vortexTicketUrl: partOf(information, 'vortexTicketUrl'),
    datacenter: partOf(information, 'datacenter'),
    vortexGeoLocation: partOf(information, 'vortexGeoLocation'),
    partnerGeoLocation: partOf(information, 'partnerGeoLocation'),
  };
}

/** A name as .NET writes it: the narrowest part first. */
const nameOf = (lines: string): string => lines.split('\n').toReversed().join(', ');

function certificateOf(information: string): Identity['certificate'] {
  const text = partOf(information, 'cert');
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
