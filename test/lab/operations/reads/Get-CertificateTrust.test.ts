import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { certificateFlaws } from '../../../../shared/knowledge/certificateFlaws';
import { describeWithEngine } from '../../engine';
import { machineOf } from '../stage/onMachine';
import { runTogether } from '../stage/together';

const folder = mkdtempSync(join(tmpdir(), 'gangway-chain-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A certificate that signs itself, made by openssl; null where that is not here. */
function selfSigned(name: string, ...more: readonly string[]): string | null {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.der`)];
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-outform', 'DER'],
        ...['-keyout', key, '-out', cert, ...more],
      ],
      { stdio: 'ignore' },
    );
  } catch {
    return null;
  }
  return readFileSync(cert).toString('base64');
}

describeWithEngine('Get-CertificateTrust', () => {
  let made: Readonly<Record<string, string | null>> = {};
  beforeAll(() => {
    made = {
      stranger: selfSigned('stranger', '-days', '2'),
      mail: selfSigned('mail', '-days', '2', '-addext', 'extendedKeyUsage=emailProtection'),
    };
  });

  it('tells by their names what is wrong with a chain, of a real one', async (context) => {
    const { stranger, mail } = made;
    if (stranger == null || mail == null) return context.skip('openssl is not here to make certificates');
    const ends = await runTogether(
      'Get-CertificateTrust',
      {
        stranger: { params: { chain: [stranger] }, machine: machineOf('2019-fresh') },
        twice: { params: { chain: [stranger, mail] }, machine: null },
        mail: { params: { chain: [mail] }, machine: null },
        nonsense: { params: { chain: ['AAAA'] }, machine: null },
      },
      [],
    );
    const statusesOf = (name: string) => ends.get(name)?.result?.statuses ?? [];
    const of = (name: string) =>
      certificateFlaws(
        { subject: `CN=${name}`, issuer: '', names: [name], notBefore: 0, notAfter: 9, thumbprint: '' },
        name,
        1,
        statusesOf(name),
      );
    expect(of('stranger')).toContain('authority');
    expect(of('stranger')).not.toContain('use');
    expect(statusesOf('twice')).toEqual(statusesOf('stranger'));
    expect(of('mail')).toEqual(expect.arrayContaining(['use', 'authority']));
    expect(ends.get('nonsense')?.code).toBe('operation.failed');
  });
});
