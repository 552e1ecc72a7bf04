import { describe, expect, it } from 'vitest';
import { isArrival } from '../../../../main/packages/watch/arrivals';
import { publicDownloads } from '../../../../shared/knowledge/downloads';
import { knownUpdates } from '../../../../shared/knowledge/packageKinds';
import { portalGuide } from '../../../../shared/knowledge/portal';
import { links } from '../../../../shared/knowledge/urls';
import { downloadFailures } from '../../../../shared/model/downloads';
import en from '../../../../shared/locales/en/download.json';
import portal from '../../../../shared/locales/en/portal.json';

/** The only hosts that the product may ever fetch a file from. */
const hosts = [
  'github.com',
  'codeload.github.com',
  // The short addresses of Microsoft.
  'aka.ms',
  'go.microsoft.com',
  'definitionupdates.microsoft.com',
  'download.microsoft.com',
];

describe.each(publicDownloads)('the download $id', (entry) => {
  it('is asked over https, at a host of its own list, without password or port', () => {
    const url = new URL(entry.url);
    expect([url.protocol, url.username, url.password, url.port]).toEqual(['https:', '', '', '']);
    expect(entry.hosts[0]).toBe(url.host);
    expect(hosts).toEqual(expect.arrayContaining([...entry.hosts]));
  });

  it('has a plain id, a plain name, a limit and a source', () => {
    expect(entry.id).toMatch(/^[A-Za-z0-9]+$/);
    expect(entry.fileName).toMatch(/^[\w.-]+\.(zip|exe|msu)$/);
    // Row servicing/servicing-mpam-fe-measured: 223 MB.
    expect(entry.atMost).toBeLessThanOrEqual(entry.kind === 'intelligence' ? 400_000_000 : 100_000_000);
    expect(entry.source).toMatch(/, \d{4}-\d\d-\d\d$/);
  });
});

it('limits the C runtime, a file of 1 MB, by a limit of its own', () => {
  const limits = publicDownloads.flatMap(({ kb, atMost }) => (kb === null ? [] : [[kb, atMost]]));
  expect(Object.fromEntries(limits)).toMatchObject({ KB2999226: 10_000_000, KB3080149: 100_000_000 });
});

it('has every update that a prerequisite asks for', () => {
  const found = publicDownloads.flatMap(({ kb }) => (kb === null ? [] : [kb]));
  expect(found).toEqual(knownUpdates.map(({ kb }) => kb));
});

it('fetches nothing that belongs to a tenant, and opens pages for what it does not fetch', () => {
  expect(publicDownloads.map(({ kind }) => kind)).not.toContain('onboarding');
  expect(publicDownloads.map(({ kind }) => kind)).not.toContain('installation');
});

it('has a text for every failure and no other', () => {
  expect(Object.keys(en.failure).sort()).toEqual([...downloadFailures].sort());
});

describe('the portal guide', () => {
  it.each([
    [9600, 'withInstaller', 'Windows Server 2016 and Windows Server 2012 R2', 'Streamlined'],
    [14393, 'withInstaller', 'Windows Server 2016 and Windows Server 2012 R2', 'Streamlined'],
    [17134, 'builtIn', 'Windows Server 2019, 2022, and 2025', 'Standard'],
    [17763, 'builtIn', 'Windows Server 2019, 2022, and 2025', 'Streamlined'],
    [26100, 'builtIn', 'Windows Server 2019, 2022, and 2025', 'Streamlined'],
  ])('for build %i is that of its family', (build, family, system, connectivity) => {
    const guide = portalGuide(build);
    const pick = (field: string) => guide.picks.find((one) => one.field === field)?.value;
    expect(guide.family).toBe(family);
    expect(pick('operatingSystem')).toBe(system);
    expect(pick('connectivity')).toBe(connectivity);
    expect(pick('method')).toBe('Group Policy');
    expect(guide.downloads).toEqual(
      family === 'withInstaller' ? ['installation', 'onboarding'] : ['onboarding'],
    );
    expect(links[guide.link].url).toBe(
      'https://security.microsoft.com/securitysettings/endpoints/onboarding',
    );
    // "Windows" is the Defender deployment tool's.
    expect(guide.picks.find(({ field }) => field === 'operatingSystem')?.otherWay).toBe('Windows');
    expect(guide.fileNames.includes('GatewayWindowsDefenderATPOnboardingPackage.zip')).toBe(
      connectivity === 'Streamlined',
    );
    for (const name of guide.fileNames) expect(isArrival(name)).toBe(true);
    expect(guide.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
    for (const { note } of guide.picks) if (note !== null) expect(portal.guide.note[note]).toMatch(/\S/);
  });
});
