import { describe, expect, it } from 'vitest';
import english from '../../../../shared/locales/en/packages.json';
import { type ServerForPackage, fitsServer, forPackage } from '../../../../shared/kit/packageFit';
import type { Package, PackageDetails } from '../../../../shared/model/packages';
import { aServer } from '../../../fixtures/facts';

const ours = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const theirs = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';

const installation: PackageDetails = {
  kind: 'installation',
  productName: 'Microsoft Defender for Endpoint',
  productVersion: '1',
  productCode: '{}',
  manufacturer: 'Microsoft Corporation',
  platformVersion: null,
};
const onboarding: PackageDetails = {
  kind: 'onboarding',
  variant: 'groupPolicy',
  orgId: ours,
  datacenter: null,
  geoLocationUrl: null,
  vortexServerUrl: null,
  vortexTicketUrl: null,
  vortexGeoLocation: null,
  partnerGeoLocation: null,
  packageGuid: null,
  certificateNotAfter: null,
  connectivity: 'unknown',
  scriptName: 'a.cmd',
  differences: [],
};
const offboarding: PackageDetails = {
  kind: 'offboarding',
  variant: 'groupPolicy',
  orgId: ours,
  expiresAt: null,
  scriptName: 'a.cmd',
  differences: [],
};
const installScript: PackageDetails = { kind: 'installScript', version: null };
const platformUpdate: PackageDetails = { kind: 'platformUpdate', version: null };
const platformStep: PackageDetails = { kind: 'platformStep', version: '4.18.2001.10' };
const ucrt: PackageDetails = { kind: 'windowsUpdate', kb: 'KB2999226', architecture: 'x64' };

function pack(details: PackageDetails, practice = false): Package {
  return {
    sha256: '0'.repeat(64),
    name: 'a',
    bytes: 1,
    addedAt: 0,
    from: null,
    kind: details.kind,
    practice,
    signature: { state: 'notCheckedHere', signer: null, detail: null },
    details,
  };
}

function fit(details: PackageDetails, server: Partial<ServerForPackage>): string {
  const answer = fitsServer(pack(details), {
    build: 17763,
    orgId: null,
    onboarded: false,
    practice: false,
    readAt: 1_000,
    ...server,
  });
  return answer.fits ? 'fits' : answer.reason;
}

const builds = [9200, 9600, 14393, 17134, 17763, 20348, 26100];

it.each([
  [1, true],
  [0, false],
  [null, false],
])('a server whose state is %j is onboarded: %s', (onboardingState, onboarded) => {
  const facts = aServer({ readAt: 7, os: { build: 14393 }, sensor: { onboardingState, orgId: ours } });
  expect(forPackage(facts, true)).toEqual({
    build: 14393,
    orgId: ours,
    onboarded,
    practice: true,
    readAt: 7,
  });
});

describe('a package fits a server', () => {
  it.each([
    ['installation', installation, [9600, 14393]],
    ['installScript', installScript, [9600, 14393]],
    // From 2016 on the platform is a part of Windows; on 2012 R2 the installation package brings it.
    ['platformUpdate', platformUpdate, builds.filter((build) => build >= 14393)],
    ['platformStep', platformStep, builds.filter((build) => build >= 14393)],
    ['sensorUpdate', { kind: 'sensorUpdate', version: null }, [9600, 14393]],
    ['intelligence', { kind: 'intelligence', version: null }, builds.filter((build) => build >= 9600)],
    ['windowsUpdate', ucrt, [9600]],
    ['onboarding', onboarding, builds],
  ] satisfies [string, PackageDetails, number[]][])(
    '%s: by its Windows version',
    (_kind, details, fitting) => {
      for (const build of builds) {
        expect(fit(details, { build }), String(build)).toBe(fitting.includes(build) ? 'fits' : 'wrongOs');
      }
    },
  );

  it('an update only where a prerequisite asks for it, and for x64', () => {
    expect(fit({ ...ucrt, kb: 'KB5005698' }, { build: 9600 })).toBe('unknownUpdate');
    expect(fit({ ...ucrt, architecture: 'x86' }, { build: 9600 })).toBe('wrongArchitecture');
    expect(fit({ ...ucrt, architecture: 'unknown' }, { build: 9600 })).toBe('fits');
  });

  it('an onboarding package only when the server does not report to another tenant', () => {
    expect(fit(onboarding, { orgId: ours.toUpperCase(), onboarded: true })).toBe('fits');
    expect(fit(onboarding, { orgId: theirs, onboarded: true })).toBe('otherTenant');
    // The tenant id stays behind after offboarding and means nothing then.
    expect(fit(onboarding, { orgId: theirs, onboarded: false })).toBe('fits');
    expect(fit(onboarding, { orgId: null, onboarded: true })).toBe('fits');
  });

  it('an offboarding package only on a server of its tenant', () => {
    expect(fit(offboarding, {})).toBe('notOnboarded');
    expect(fit(offboarding, { orgId: theirs, onboarded: true })).toBe('otherTenant');
    expect(fit(offboarding, { orgId: ours, onboarded: true })).toBe('fits');
    expect(fit({ ...offboarding, orgId: null }, { orgId: ours, onboarded: true })).toBe('fits');
  });

  it.each([
    [1_001, ours, 'fits'],
    [1_000, ours, 'expired'],
    [999, ours, 'expired'],
    [999, theirs, 'otherTenant'],
  ])(
    'an offboarding package until %i, by the clock of the server, which says 1000',
    (expiresAt, orgId, answer) => {
      expect(fit({ ...offboarding, expiresAt }, { orgId, onboarded: true })).toBe(answer);
    },
  );

  it('never across the border of practice, and never when it was refused', () => {
    const server = { build: 17763, orgId: null, onboarded: false, readAt: 0 };
    expect(fitsServer(pack(onboarding, true), { ...server, practice: false })).toEqual({
      fits: false,
      reason: 'practiceOnReal',
    });
    expect(fitsServer(pack(onboarding), { ...server, practice: true })).toEqual({
      fits: false,
      reason: 'genuineInPractice',
    });
    expect(fitsServer(pack(onboarding, true), { ...server, practice: true })).toEqual({ fits: true });
  });

  it('has a text for every reason', () => {
    const reasons: Record<Exclude<ReturnType<typeof fitsServer>, { fits: true }>['reason'], true> = {
      practiceOnReal: true,
      genuineInPractice: true,
      wrongOs: true,
      wrongArchitecture: true,
      unknownUpdate: true,
      otherTenant: true,
      notOnboarded: true,
      expired: true,
    };
    expect(Object.keys(english.fit).sort()).toEqual(Object.keys(reasons).sort());
  });
});
