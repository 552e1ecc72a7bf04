import { describe, expect, it } from 'vitest';
import {
  offboardingBlob,
  onboardingBlob,
  otherTenant,
  practiceTenant,
  quoted,
} from '../../../../build/practice/blob';
import { batchFile } from '../../../../build/practice/batchFile';
import { offboardingScript } from '../../../../build/practice/offboardingScript';
import { onboardingScript } from '../../../../build/practice/onboardingScript';
import { decodeText } from '../../../../main/packages/script/decodeText';
import { offboardingLines } from '../../../../main/packages/script/practice/offboarding';
import { onboardingLines } from '../../../../main/packages/script/practice/onboarding';
import { readScript } from '../../../../main/packages/script/readScript';
import { rowOf } from '../../../ground/row';
import { refusalOf } from '../refusalOf';

const name = 'WindowsDefenderATPOnboardingScript.cmd';
const groupPolicy = onboardingScript(practiceTenant, 'groupPolicy');

/** A practice script that writes another value. */
const writing = (value: string): string => batchFile(onboardingLines(value, 'groupPolicy'));

describe('a practice script', () => {
  it.each([
    [groupPolicy, 'defender/mde-script-onboarding-waits', 3, 5, 5],
    [
      offboardingScript(practiceTenant, Date.UTC(2035, 11, 31)),
      'defender/mde-script-offboarding-2022',
      1,
      6,
      10,
    ],
  ] as const)('waits as real ones do: %#', (script, row, phases, looks, seconds) => {
    const found = (form: RegExp) => [...script.matchAll(form)].map((match) => Number(match[1]));
    expect(found(/if %tries% gtr (\d+) /g)).toEqual(Array(phases).fill(looks - 1));
    expect(found(/timeout\.exe (\d+) /g)).toEqual(Array(phases).fill(seconds));
    // What the maker's counts to, and how long it waits at most in a phase.
    const { counterLimit, secondsPerPhase, secondsAtMost } = rowOf(row).shows;
    expect(String(looks - 1)).toBe(counterLimit);
    expect(String((looks - 1) * seconds)).toBe(secondsPerPhase ?? secondsAtMost);
  });
});

describe('an onboarding script', () => {
  it('of the Group Policy method gives tenant, region, package and end of the certificate', () => {
    expect(readScript(groupPolicy, name)).toEqual({
      practice: true,
      waitsAt: null,
      details: {
        kind: 'onboarding',
        variant: 'groupPolicy',
        orgId: practiceTenant.orgId,
        datacenter: 'Practice',
        geoLocationUrl: 'https://edr.practice.invalid/edr/',
        vortexServerUrl: 'https://events.practice.invalid/OneCollector/1.0',
        vortexTicketUrl: 'https://tickets.practice.invalid',
        vortexGeoLocation: 'PRACTICE',
        partnerGeoLocation: null,
        packageGuid: practiceTenant.packageGuid,
        certificateNotAfter: Date.parse('2035-12-31T23:59:59Z'),
        connectivity: 'unknown',
        scriptName: name,
        differences: [],
      },
    });
  });

  it('of the local method is seen to wait, and where', () => {
    const { details, waitsAt } = readScript(onboardingScript(practiceTenant, 'local'), name);
    expect(details).toMatchObject({ kind: 'onboarding', variant: 'local' });
    expect(waitsAt).toMatch(/^\d+: set \/p$/);
  });

  it.each([
    ['https://edr-weu.eu.endpoint.security.microsoft.com/edr/', 'streamlined'],
    ['https://winatp-gw-weu.microsoft.com/', 'standard'],
    ['https://winatp-gw-weu.microsoft.com.example.net/', 'unknown'],
    ['https://edr-usgt.usg.endpoint.security.microsoft.us/edr/', 'streamlined'],
    ['https://edr-weu.eu.endpoint.security.microsoft.com.example.net/', 'unknown'],
    ['https://xwinatp-gw-weu.microsoft.com/', 'unknown'],
    ['not-an-address', 'unknown'],
  ])('at %s is %s', (geoLocationUrl, connectivity) => {
    const body = JSON.stringify({ orgId: practiceTenant.orgId, geoLocationUrl });
    const { details } = readScript(writing(quoted(JSON.stringify({ body }))), name);
    expect(details).toMatchObject({ connectivity, geoLocationUrl });
  });

  it.each([
    ['GW_US', 'streamlined'],
    ['GW_US-1', 'unknown'],
    ['XGW_US', 'unknown'],
    ['FFL4Mod', 'unknown'],
  ])(
    'of the partner geography %s is %s, and shows its three channels',
    (partnerGeoLocation, connectivity) => {
      const channels = {
        geoLocationUrl: 'https://edr.example/',
        vortexServerUrl: 'https://events.example/OneCollector/1.0',
        vortexTicketUrl: 'https://tickets.example',
      };
      const body = JSON.stringify({ orgId: practiceTenant.orgId, ...channels, partnerGeoLocation });
      const { details } = readScript(writing(quoted(JSON.stringify({ body }))), name);
      expect(details).toMatchObject({ ...channels, connectivity });
    },
  );

  it('whose value has another form is not known, because cmd.exe may read it in another way', async () => {
    const usual = quoted(onboardingBlob(practiceTenant));
    const carets = usual.replaceAll('{', '^{').replaceAll('}', '^}');
    const loose = `"{\\"body\\":\\"{\\\\\\"orgId\\\\\\":\\\\\\"${practiceTenant.orgId}\\\\\\"" more`;
    for (const value of [carets, loose, `${usual} /reg:32`, usual.replace('Practice', 'Practice %x%')])
      expect(await refusalOf(() => readScript(writing(value), name))).toBe('unknownScript');
  });

  it('is the same in every encoding', () => {
    const expected = readScript(groupPolicy, name);
    const utf16 = Buffer.from(groupPolicy, 'utf16le');
    const encoded = [
      Buffer.from(groupPolicy, 'utf8'),
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(groupPolicy)]),
      utf16,
      Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
      Buffer.from(utf16).swap16(),
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    ];
    for (const bytes of encoded) expect(readScript(decodeText(bytes), name)).toEqual(expected);
    // 0x82 is é in the French OEM code pages and not UTF-8.
    const french = Buffer.concat([Buffer.from('rem \x82\r\n', 'latin1'), Buffer.from(groupPolicy)]);
    expect(readScript(decodeText(french), name).details).toMatchObject({ orgId: practiceTenant.orgId });
  });

  it('never gives the blob away', () => {
    const seen = JSON.stringify(readScript(groupPolicy, name));
    const { sig, cert } = JSON.parse(onboardingBlob(practiceTenant)) as Record<string, string>;
    expect(seen).not.toContain(sig);
    expect(seen).not.toContain(cert);
  });
});

describe('an offboarding script', () => {
  const end = Date.parse('2026-12-01T17:35:00Z');

  it('is told from an onboarding script, with its tenant and its end', () => {
    const { details } = readScript(offboardingScript(otherTenant, end), 'whatever.cmd');
    expect(details).toEqual({
      kind: 'offboarding',
      variant: 'groupPolicy',
      orgId: otherTenant.orgId,
      expiresAt: end,
      scriptName: 'whatever.cmd',
      differences: [],
    });
  });

  it('ends at the earlier of both dates', () => {
    const earlier = 'WindowsDefenderATPOffboardingScript_valid_until_2026-11-28.cmd';
    const { details } = readScript(offboardingScript(otherTenant, end), earlier);
    expect(details).toMatchObject({ expiresAt: Date.parse('2026-11-29T00:00:00Z') });
  });

  it('reads the time stamp of a published sample', () => {
    const body = JSON.stringify({ orgId: otherTenant.orgId, expirationTimestamp: '133108473269484019' });
    const script = batchFile(offboardingLines(quoted(JSON.stringify({ body }))));
    expect(readScript(script, 'x.cmd').details).toMatchObject({
      expiresAt: Date.parse('2022-10-21T17:35:26.948Z'),
    });
    expect(offboardingBlob(otherTenant, end)).toContain(otherTenant.orgId);
  });
});

describe('another or a broken script', () => {
  it('is no package', async () => {
    expect(await refusalOf(() => readScript('@echo off\r\necho OnboardingInfo\r\nexit /b 0\r\n', name))).toBe(
      'notAPackage',
    );
    expect(await refusalOf(() => readScript('', name))).toBe('notAPackage');
  });

  it('is no package when it would do both', async () => {
    const both = groupPolicy + offboardingScript(practiceTenant, 0);
    expect(await refusalOf(() => readScript(both, name))).toBe('notAPackage');
  });

  it('is truncated when it ends within the value or before its last line', async () => {
    const value = groupPolicy.indexOf('OnboardingInfo');
    expect(await refusalOf(() => readScript(groupPolicy.slice(0, value + 400), name))).toBe('truncated');
    expect(await refusalOf(() => readScript(groupPolicy.slice(0, groupPolicy.length - 40), name))).toBe(
      'truncated',
    );
  });

  it('is unreadable when it names no tenant', async () => {
    const script = writing(quoted(JSON.stringify({ body: '{"orgId":"not-a-GUID"}' })));
    expect(await refusalOf(() => readScript(script, name))).toBe('unreadable');
  });

  const own = practiceTenant.orgId;
  const other = otherTenant.orgId;
  const more = (count: number) => Array.from({ length: count }, () => 'calc').join('\r\n');
  it.each<[string, string, string]>([
    ['another tenant', `rem "orgId":"${other}"`, 'severalTenants'],
    ['another tenant behind its own', `rem "orgId":"${own}","orgId":"${other}"`, 'severalTenants'],
    ['another tenant behind blanks', `rem "orgId" \t: \t"${other}"`, 'severalTenants'],
    ['another tenant in JSON of JSON', `rem \\\\\\"orgId\\\\\\":\\\\\\"${other}\\\\\\"`, 'severalTenants'],
    ['another tenant behind a caret', `rem "org^Id":"${other}"`, 'severalTenants'],
    ['another tenant, whatever its letters', `rem "ORGID":"${other.toUpperCase()}"`, 'severalTenants'],
    ['its own tenant in capitals', `rem "orgId":"${own.toUpperCase()}"`, 'taken'],
    ['the name of a tenant alone', 'rem "orgId":', 'taken'],
    ['a tenant of another name', `rem "other":"${other}"`, 'taken'],
    ['as many lines more as may be', more(40), 'taken'],
    ['one more', more(41), 'unknownScript'],
    ['far more', more(400), 'unknownScript'],
  ])('with %s is judged by that: %s', async (_, line, expected) => {
    const text = groupPolicy.replace('@echo off\r\n', () => `@echo off\r\n${line}\r\n`);
    expect(await refusalOf(() => readScript(text, name))).toBe(expected);
  });

  it('is truncated where its value has no end, though its last line is there', async () => {
    const cut = groupPolicy.replace(/(OnboardingInfo \/t REG_SZ \/f \/d ".{200}).*/, '$1');
    expect(await refusalOf(() => readScript(cut, name))).toBe('truncated');
  });

  it.each<[string, (line: string) => string[], string]>([
    ['at its question', (line) => [line], '13: set /p'],
    ['at a question that is indented', (line) => [`\t${line}`], '13: set /p'],
    ['not at a remark', (line) => ['rem pause', line], '14: set /p'],
    ['not at another command', (line) => ['xpause', line], '14: set /p'],
    ['not at what only begins so', (line) => ['pauses', line], '14: set /p'],
    ['at its key, where it has no question', () => [], '108: pause'],
  ])('of the local method waits %s', (_, change, expected) => {
    const local = onboardingScript(practiceTenant, 'local').split('\r\n');
    const text = local.flatMap((line) => (line.startsWith('set /p answer=') ? change(line) : [line]));
    expect(readScript(text.join('\r\n'), name).waitsAt).toBe(expected);
  });

  it('of the local method that waits nowhere any more is called one that waits', () => {
    const local = onboardingScript(practiceTenant, 'local').replace(/^(?:set \/p answer=.*|pause)\r\n/gm, '');
    const { details, waitsAt } = readScript(local, name);
    expect([details.differences.map(({ is }) => is), waitsAt]).toEqual([['missing', 'missing'], '']);
  });

  it('that offboards without a date ends never', () => {
    const body = JSON.stringify({ orgId: otherTenant.orgId });
    const script = batchFile(offboardingLines(quoted(JSON.stringify({ body }))));
    expect(readScript(script, 'x.cmd').details).toMatchObject({ expiresAt: null });
  });
});
