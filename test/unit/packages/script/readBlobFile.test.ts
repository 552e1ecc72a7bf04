import { describe, expect, it } from 'vitest';
import {
  offboardingBlob,
  onboardingBlob,
  otherTenant,
  practiceTenant,
} from '../../../../build/practice/blob';
import { onboardingScript } from '../../../../build/practice/onboardingScript';
import { readBlobFile } from '../../../../main/packages/script/readBlobFile';
import { readScript } from '../../../../main/packages/script/readScript';
import { packageDetailsSchema } from '../../../../shared/model/packages';
import { refusalOf } from '../refusalOf';

const onboards = onboardingBlob(practiceTenant);
const end = Date.parse('2026-12-01T17:35:00Z');
const offboards = offboardingBlob(practiceTenant, end);

describe('a file for the deployment tool', () => {
  it('says of its tenant what the script of the same package says', () => {
    const { details } = readBlobFile(onboards, 'x.onboarding');
    const script = readScript(onboardingScript(practiceTenant, 'groupPolicy'), 'x.cmd').details;
    expect(script).toMatchObject({ ...details, kind: 'onboarding' });
    expect(details).toMatchObject({ kind: 'onboardingFile', orgId: practiceTenant.orgId });
  });

  it('is known by its content under either name', () => {
    expect(readBlobFile(onboards, 'a.offboarding').details.kind).toBe('onboardingFile');
    expect(readBlobFile(`\uFEFF${offboards}\r\n`, 'a.onboarding')).toEqual({
      practice: false,
      details: { kind: 'offboardingFile', orgId: practiceTenant.orgId, expiresAt: end },
    });
  });

  it('ends on the earlier of the days in its name and inside', () => {
    const name = 'WindowsDefenderATP_valid_until_2026-11-28.offboarding';
    expect(readBlobFile(offboards, name).details).toMatchObject({
      expiresAt: Date.parse('2026-11-29T00:00:00Z'),
    });
  });

  it('keeps nothing of what is secret in it', () => {
    const kept = JSON.stringify(packageDetailsSchema.parse(readBlobFile(onboards, 'x.onboarding').details));
    const { sig, cert } = JSON.parse(onboards);
    expect([sig, cert].every((secret) => typeof secret === 'string' && !kept.includes(secret))).toBe(true);
  });

  it('says that it is for practice by a mark of its own', () => {
    expect(readBlobFile(onboardingBlob(practiceTenant, true), 'x').practice).toBe(true);
  });
});

describe('a file is refused', () => {
  it.each([
    ['that was cut off', onboards.slice(0, -20), 'truncated'],
    ['that is no JSON', 'reg add', 'notAPackage'],
    ['that is JSON of something else', '{"body":1}', 'notAPackage'],
    ['whose body is no JSON', '{"body":"x"}', 'notAPackage'],
    ['that does neither', '{"body":"{\\"orgId\\":\\"x\\"}"}', 'notAPackage'],
    ['that names no tenant', onboards.replaceAll(practiceTenant.orgId, 'none'), 'unreadable'],
    [
      'that names two tenants',
      onboards.replace('{"body"', `{"note":"\\"orgId\\":\\"${otherTenant.orgId}\\"","body"`),
      'severalTenants',
    ],
  ])('%s', async (_, text, code) => {
    expect(await refusalOf(async () => readBlobFile(text, 'x.onboarding'))).toBe(code);
  });
});
