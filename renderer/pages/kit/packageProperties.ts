import type { Between, Say } from '../../../shared/locales/keys';
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
  const { signature, details } = pkg;
  const signed = signature.detail === null ? '' : ` ${t(`packages:signature.detail.${signature.detail}`)}`;
  const held = pkg.practice ? 'practice' : (`state.${signature.state}` as const);
  return [
    { name: t('kit:property.signature'), value: t(`packages:signature.${held}`) + signed },
    ...ofKind(t, times, details),
    { name: t('kit:property.size'), value: sizeText(locale, pkg.bytes) },
    ...(pkg.from === null ? [] : [{ name: t('kit:property.from'), value: pkg.from }]),
    ...(pkg.origin === undefined
      ? []
      : [{ name: t('kit:property.origin'), value: pkg.origin.host ?? t(`kit:zone.${pkg.origin.zone}`) }]),
    { name: t('kit:property.added'), value: times.moment(pkg.addedAt) },
  ];
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
