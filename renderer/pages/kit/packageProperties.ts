import type { Between, Say } from '../../../shared/locales/keys';
import type { FileSignature, ReadSignature } from '../../../shared/model/fileSignature';
import type { Package } from '../../../shared/model/packages';
import { sizeText, type Times } from '../../frame/useTimes';

/** One line about a package. */
export interface PackageProperty {
  readonly name: string;
  readonly value: string;
  readonly mono?: boolean;
}

/** What was read out of a package, as names and values; what the file does not say is left out. */
export function packageProperties(t: Say, times: Times, locale: string, pkg: Package): PackageProperty[] {
  const { details } = pkg;
  return [
    { name: t('kit:property.signature'), value: verdictText(t, pkg) },
    ...ofSignature(t, times, pkg.fileSignature),
    ...ofKind(t, times, details),
    { name: t('kit:property.size'), value: sizeText(locale, pkg.bytes) },
    ...(pkg.from === null ? [] : [{ name: t('kit:property.from'), value: pkg.from }]),
    ...(pkg.origin === undefined
      ? []
      : [{ name: t('kit:property.origin'), value: pkg.origin.host ?? t(`kit:zone.${pkg.origin.zone}`) }]),
    { name: t('kit:property.added'), value: times.moment(pkg.addedAt) },
  ];
}

/** What Windows says of the signature; where nobody asked it, what the file says, and that this is all. */
function verdictText(t: Say, { practice, signature, fileSignature, details }: Package): string {
  if (details.kind === 'certificateList' && fileSignature !== undefined) return t('packages:file.list');
  if (signature.state === 'notCheckedHere' && fileSignature?.state === 'read')
    return t('packages:file.agrees', { signer: fileSignature.signer });
  const held = practice ? 'practice' : (`state.${signature.state}` as const);
  const why = signature.detail === null ? '' : ` ${t(`packages:signature.detail.${signature.detail}`)}`;
  return t(`packages:signature.${held}`) + why;
}

/** What the file says itself: never more than that it is so. */
function ofSignature(t: Say, times: Times, file: FileSignature | undefined): PackageProperty[] {
  if (file === undefined) return [];
  if (file.state !== 'read')
    return [{ name: t('kit:property.signer'), value: t(`packages:file.${file.state}`) }];
  return [
    { name: t('kit:property.signer'), value: file.signer },
    { name: t('kit:property.issuer'), value: file.issuer },
    { name: t('kit:property.certificateEnd'), value: times.date(file.until) },
    {
      name: t('kit:property.digest'),
      value: t('kit:property.agreesWith', { digest: file.digest.toUpperCase() }),
    },
    { name: t('kit:property.stamp'), value: stampText(t, times, file.stamp) },
  ];
}

function stampText(t: Say, times: Times, stamp: ReadSignature['stamp']): string {
  if (stamp === null) return t('packages:file.noStamp');
  if (!stamp.holds) return t('packages:file.stampForeign');
  const time = times.full(stamp.at);
  return stamp.by === null
    ? t('packages:file.stampedByNobody', { time })
    : t('packages:file.stamped', { time, by: stamp.by });
}

function ofKind(t: Say, times: Times, details: Package['details']): PackageProperty[] {
  const line = (name: Between<'kit:property.'>, value: string | null, mono = false): PackageProperty[] =>
    value === null ? [] : [{ name: t(`kit:property.${name}`), value, mono }];
  const date = (at: number | null) => (at === null ? null : times.date(at));
  switch (details.kind) {
    case 'installation':
      return [
        ...line('product', details.productName),
        ...line('version', details.productVersion),
        ...line('platform', details.platformVersion),
      ];
    case 'onboarding':
      return [
        ...line('tenant', details.orgId, true),
        ...line('method', t(`packages:variant.${details.variant}`)),
        ...line('connectivity', t(`packages:connectivity.${details.connectivity}`)),
        ...line('datacenter', details.datacenter),
        ...line('certificate', date(details.certificateNotAfter)),
      ];
    case 'onboardingFile':
      return [
        ...line('tenant', details.orgId, true),
        ...line('connectivity', t(`packages:connectivity.${details.connectivity}`)),
        ...line('datacenter', details.datacenter),
        ...line('certificate', date(details.certificateNotAfter)),
      ];
    case 'offboardingFile':
      return [...line('tenant', details.orgId, true), ...line('expires', date(details.expiresAt))];
    case 'certificateList':
      return [
        ...line('list', t(`packages:certificates.${details.list}`)),
        ...line('name', details.name),
        ...line('issued', date(details.issuedAt)),
        ...line(details.list === 'root' ? 'expires' : 'newerDue', date(details.until)),
        ...line('entries', String(details.entries)),
      ];
    case 'offboarding':
      return [
        ...line('tenant', details.orgId, true),
        ...line('method', t(`packages:variant.${details.variant}`)),
        ...line('expires', date(details.expiresAt)),
      ];
    case 'installScript':
    case 'platformStep':
    case 'platformUpdate':
    case 'sensorUpdate':
    case 'intelligence':
    case 'clientAnalyzer':
    case 'deploymentTool':
      return line('version', details.version);
    case 'windowsUpdate':
      return [...line('update', details.kb), ...line('architecture', details.architecture)];
  }
}
