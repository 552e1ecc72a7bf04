import { describe, expect, it } from 'vitest';
import { emptyInputs } from '../../../../shared/model/inputs';
import type { Package } from '../../../../shared/model/packages';
import type { SiteEntry } from '../../../../shared/model/siteKit';
import { serversOf, sitePlan, type ListedServer } from '../../../../shared/site/siteRows';
import { sourceOf } from '../../../../shared/site/sources';
import { packageKindSchema } from '../../../../shared/model/packages';
import { aServer, server2012R2, type DeepPartial } from '../../../fixtures/facts';
import { aPackage } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import type { ServerState } from '../../../../shared/model/facts';

const site: SiteEntry[] = [
  { kind: 'profile', family: '2012r2', count: 2 },
  { kind: 'profile', family: '2019', count: 1 },
];
const library: Package[] = [
  anOnboardingPackage({ bytes: 18_000 }, { connectivity: 'standard' }),
  {
    ...aPackage('mpam-fe.exe', { kind: 'intelligence', version: '1.459.1.0' }),
    sha256: 'b'.repeat(64),
    bytes: 200,
  },
];
const listed = (targetId: string, ...facts: DeepPartial<ServerState>[] | [null]): ListedServer => ({
  targetId,
  name: targetId.toUpperCase(),
  facts: facts[0] === null ? null : aServer(...(facts as DeepPartial<ServerState>[])),
  inputs: emptyInputs(targetId),
});

describe('the files of a kit', () => {
  it('stand once, whoever needs them, with the missing ones first', () => {
    const plan = sitePlan({ entries: site }, [], library, false);
    expect(plan.rows.map(({ kind, kb, package: file }) => [kb ?? kind, file !== null])).toEqual([
      ['installation', false],
      ['installScript', false],
      ['sensorUpdate', false],
      ['KB2999226', false],
      ['KB3080149', false],
      ['KB3045999', false],
      ['onboarding', true],
      ['intelligence', true],
    ]);
    expect(plan.rows.map(({ receivers }) => serversOf(receivers))).toEqual([2, 2, 2, 2, 2, 2, 3, 3]);
    expect(plan).toMatchObject({ ready: 2, missing: 6, readyBytes: 18_200, complete: false });
    expect(plan.bytes, 'the size of md4ws.msi is about known').toBe(18_200 + 238_000_000);
  });

  it('are needed for certain where one server of them all needs them for certain', () => {
    const plan = sitePlan(
      { entries: [...site, { kind: 'server', targetId: 'local' }] },
      [listed('local', server2012R2, { files: { ucrtbase: null } })],
      library,
      false,
    );
    const weights = Object.fromEntries(plan.rows.map(({ kb, kind, weight }) => [kb ?? kind, weight]));
    expect(weights).toMatchObject({ KB2999226: 'always', KB3080149: 'maybe', installation: 'always' });
  });

  it('are as many as there are packages that servers chose', () => {
    const other = anOnboardingPackage({ addedAt: 2 }, { connectivity: 'standard' });
    const both = [...library, { ...other, sha256: 'c'.repeat(64) }];
    const one = listed('local');
    const server = { ...one, inputs: { ...one.inputs, chosen: ['a'.repeat(64)] } };
    const plan = sitePlan(
      { entries: [...site, { kind: 'server', targetId: 'local' }] },
      [server],
      both,
      false,
    );
    const packages = plan.rows.filter(({ kind }) => kind === 'onboarding');
    expect(packages.map(({ package: file, receivers }) => [file?.sha256[0], serversOf(receivers)])).toEqual([
      ['c', 3],
      ['a', 1],
    ]);
  });

  it.each([
    ['was not read in this session', [listed('local', null)], 'unread'],
    ['is not on the list any more', [], 'gone'],
    ['cannot be onboarded', [listed('local', { os: { build: 9200 } })], 'unsupported'],
  ])('are never all there for a server that %s', (_what, servers, state) => {
    const plan = sitePlan({ entries: [{ kind: 'server', targetId: 'local' }] }, servers, library, false);
    expect(plan.receivers.map((one) => one.state)).toEqual([state]);
    expect(plan).toMatchObject({ rows: [], complete: false });
  });

  it('are all there where each need has one, and for nobody never', () => {
    const entries: SiteEntry[] = [{ kind: 'profile', family: '2025', count: 1 }];
    expect(sitePlan({ entries }, [], library, false).complete).toBe(true);
    expect(sitePlan({ entries: [] }, [], library, false).complete).toBe(false);
    expect(sitePlan({ entries }, [], library, true).complete, 'real files are none for practice').toBe(false);
  });
});

describe('where a file comes from', () => {
  it('is known for every kind, and by its number where the catalogue has it', () => {
    for (const kind of packageKindSchema.options) expect(sourceOf(kind, null).how).toBeTypeOf('string');
    expect(sourceOf('sensorUpdate', null)).toMatchObject({ how: 'catalog', kb: 'KB5005292' });
    expect(sourceOf('platformStep', null)).toMatchObject({ how: 'catalog', kb: 'KB4052623' });
    expect(sourceOf('windowsUpdate', 'KB3080149')).toEqual({
      how: 'download',
      id: 'updateKB3080149',
      link: 'updateKB3080149',
    });
    expect(sourceOf('installation', null).how).toBe('portal');
    expect(sourceOf('certificateList', null)).toEqual({ how: 'command' });
  });
});
