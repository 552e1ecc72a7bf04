import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readBlob } from '../../../../main/packages/script/blob';
import { registryValue, writesRegistryValue } from '../../../../main/packages/script/registryValue';
import { inspect } from '../../../../main/packages/inspection/inspect';
import { holds, rowOf } from '../../../ground/row';

const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const policy = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
const names = (row: string, field: string) => z.array(z.string()).parse(rowOf(row).shows[field]);
const fill = (keys: readonly string[], more: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(keys.map((key) => [key, more[key] ?? 'x']));

/** The JSON that a portal script writes, with the names of the rows and what a test gives for them. */
function information(body: readonly string[], more: Readonly<Record<string, unknown>>): string {
  const outer = names('defender/mde-script-envelope', 'outerKeys');
  const inner = JSON.stringify(fill(body, { orgId: tenant, ...more }));
  return JSON.stringify(fill(outer, { body: inner, chain: ['a', 'b'] }));
}

/** The line that writes it, as either generation of the scripts has it. */
const line = (tool: string, json: string) =>
  `${tool} "${policy}" /v OnboardingInfo /t REG_SZ /f /d "${json.replace(/(\\*)"/g, '$1$1\\"')}" >NUL 2>&1`;

const standard = names('defender/mde-script-body-standard', 'keys');
const streamlined = [...standard, ...names('defender/mde-script-body-streamlined', 'adds')];

describe('the data of a portal script', () => {
  it.each(['REG add', 'reg add', '%windir%\\System32\\reg.exe add'])('is found behind %s', (tool) => {
    // Row defender/mde-script-regex-old: a pattern that wants a blank between the two words misses the newer form.
    expect(holds(rowOf('defender/mde-script-generations'), tool)).toBe(true);
    const json = information(standard, {});
    expect(writesRegistryValue(line(tool, json), 'OnboardingInfo')).toBe(true);
    expect(registryValue(line(tool, json), 'OnboardingInfo')).toBe(json);
  });

  it('of the standard way names its tenant and none of the addresses of the other way', () => {
    const blob = readBlob(information(standard, { geoLocationUrl: 'https://winatp-gw-eus.microsoft.com/' }));
    expect(blob).toMatchObject({ orgId: tenant, vortexServerUrl: null, partnerGeoLocation: null });
    for (const key of ['vortexServerUrl', 'partnerGeoLocation'])
      expect(rowOf('defender/mde-script-body-standard').missing).toContain(key);
  });

  it('of the streamlined way tells its geography', () => {
    const [, partnerGeoLocation] = names('defender/mde-script-body-streamlined', 'partnerGeoLocation');
    const blob = readBlob(information(streamlined, { partnerGeoLocation }));
    expect(blob).toMatchObject({ orgId: tenant, partnerGeoLocation: 'GW_US' });
  });

  it('for Linux is none: its form is another', async () => {
    // Row defender/mde-script-body-server-linux: its body has more names, and deviceType says Server.
    const json = information([...standard, ...names('defender/mde-script-body-server-linux', 'adds')], {
      deviceType: rowOf('defender/mde-script-body-server-linux').shows.deviceType,
    });
    const box = await mkdtemp(join(tmpdir(), 'gangway-portal-'));
    try {
      const path = join(box, 'mdatp_onboard.json');
      await writeFile(path, json);
      const options = {
        unpackInto: join(box, 'out'),
        practice: false,
        keeps: ['onboarding' as const],
        now: 0,
      };
      expect(await inspect(path, options)).toMatchObject([{ state: 'refused', refusal: 'notAPackage' }]);
    } finally {
      await rm(box, { recursive: true });
    }
  });
});
