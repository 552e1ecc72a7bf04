import { describe, expect, it } from 'vitest';
import { siteWays } from '../../../../shared/model/siteKit';
import { fileInKit, manifestFileSchema } from '../../../../shared/site/manifest';
import { clockOf, receiverVerdicts } from '../../../../shared/site/verdict';
import { provableAt, siteProofs, siteWayEntries } from '../../../../shared/site/ways';
import { shareLayouts } from '../../../../shared/site/share';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 30);

describe('the clock of a kit', () => {
  it.each([
    ['written a year ahead', 365 * day, 'future'],
    ['written two days ahead', 2 * day, 'future'],
    ['written a day ahead, as clocks differ', day, 'fine'],
    ['written just now', 0, 'fine'],
    ['almost a year old', -365 * day + 1, 'fine'],
    ['a year old', -365 * day, 'old'],
  ] as const)('%s', (_what, ahead, expected) => {
    expect(clockOf(now + ahead, now)).toBe(expected);
  });
});

describe('what a server lacks of a kit', () => {
  const file = (path: string, sha256: string) =>
    manifestFileSchema.parse({
      path,
      name: path,
      bytes: 1,
      sha256,
      kind: 'installation',
      kb: null,
      source: 'portal',
      version: null,
    });
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const needs = [
    { kind: 'installation', kb: null, sha256: a },
    { kind: 'windowsUpdate', kb: 'KB2999226', sha256: b },
    { kind: 'intelligence', kb: null, sha256: null },
  ] as const;
  const manifest = {
    for: [{ name: null, family: '2012r2', count: 1, needs: [...needs] }],
    files: [file('files/a', a), file('files/b', b)],
  };
  it.each([
    ['files that are whole count', { 'files/a': 'whole', 'files/b': 'whole' }, ['intelligence notInKit']],
    [
      'any other state does not',
      { 'files/a': 'changed', 'files/b': 'short' },
      ['installation changed', 'windowsUpdate short', 'intelligence notInKit'],
    ],
    [
      'what nobody looked at is gone',
      { 'files/a': 'whole' },
      ['windowsUpdate absent', 'intelligence notInKit'],
    ],
  ] as const)('%s', (_what, states, expected) => {
    const [verdict] = receiverVerdicts(manifest, new Map(Object.entries(states)));
    expect(verdict?.needs).toBe(3);
    expect(verdict?.lacks.map(({ kind, why }) => `${kind} ${why}`)).toEqual(expected);
  });
});

describe('what can be proved at a site', () => {
  it('needs a way to the cloud for all that is in the cloud, and a computer with Internet for the rest', () => {
    for (const way of [null, ...siteWays]) {
      const { can, cannot } = provableAt(way);
      expect([...can, ...cannot].sort()).toEqual([...siteProofs].sort());
      const hasCloud = way !== null && way !== 'none';
      for (const proof of ['contact', 'portal', 'alert', 'updates'] as const)
        expect([way, proof, can.includes(proof)]).toEqual([way, proof, hasCloud]);
      expect(can).toContain('antivirus');
      expect(cannot).toContain('revocation');
    }
    expect(siteWayEntries.map(({ id }) => id)).toEqual(siteWays);
  });

  it('has two shares, of which no folder and no setting is one of the other', () => {
    const [one, other] = shareLayouts.map(({ layout, policies, commands }) => [
      ...policies,
      ...commands,
      ...layout,
    ]);
    for (const line of one ?? []) expect(other).not.toContain(line);
    expect(JSON.stringify(shareLayouts[0])).not.toMatch(/SharedSignature/);
    expect(JSON.stringify(shareLayouts[1])).not.toMatch(/FileSharesSources|FallbackOrder/);
  });
});

describe('the place of a file in a kit', () => {
  it.each([
    'md4ws.msi',
    'Windows8.1-KB2999226-x64 (1).msu',
    'Päckchen für Nord.cmd',
    '.hidden',
    'ends with a dot.',
    '../../evil.cmd',
    'x'.repeat(300),
    '漢字.cmd',
  ])('is one that every kit may have: %s', (name) => {
    const path = fileInKit('a'.repeat(64), name);
    expect(path).toMatch(/^files\/a{12}\/[^/]+$/);
    expect(manifestFileSchema.shape.path.safeParse(path).success).toBe(true);
  });

  it.each(['../x', '/x', 'a//b', 'a/./b', 'a/../b', 'a\\b', 'C:x', 'a/b.', 'a /b', 'a/b/c/d/e', 'con\u0000'])(
    'is never %s',
    (path) => {
      expect(manifestFileSchema.shape.path.safeParse(path).success).toBe(false);
    },
  );
});
