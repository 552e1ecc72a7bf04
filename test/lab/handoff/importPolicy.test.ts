import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { scriptText } from '../../../main/handoff/scripts';
import { groupPolicy, policyName } from '../../../shared/handoff/groupPolicy/groupPolicy';
import { sha256 } from '../../../shared/sha256';
import { wantedHandOff } from '../../fixtures/handOff';
import { describeWithEngine } from '../engine';
import { findProblems, shown } from '../gateCheck';
import { openLabMachine } from '../labMachine';
import { runFile } from '../warmEngine';

const unit = 'OU=Servers,DC=nord,DC=example';
/** Administrators change it; Domain Computers and Domain Controllers read it. */
const domain = 'S-1-5-21-1004336348-1177238915-682003330';
const good = `O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;${domain}-515)(A;OICI;FRFX;;;${domain}-516)(A;OICIIO;FA;;;CO)`;

const domainSchema = z.object({
  groupPolicy: z.object({
    gpos: z.array(
      z.object({
        name: z.string(),
        backup: z.string().optional(),
        permissions: z.array(z.object({ name: z.string(), level: z.string() })).optional(),
      }),
    ),
    links: z.record(z.string(), z.array(z.object({ name: z.string(), enabled: z.boolean() }))),
  }),
});

interface Around {
  readonly words?: string;
  /** Policies that are there, and what is linked to the unit. */
  readonly names?: readonly string[];
  readonly linked?: readonly { readonly name: string; readonly enabled: boolean }[];
  /** Access lists by the path below the share; '' is the share itself. */
  readonly lists?: Readonly<Record<string, string>>;
  readonly spoil?: (folder: string) => void;
}

/** Writes a hand-off, puts its files on a share, and runs the script in a domain. */
async function run({ words = '', names = [], linked = [], lists = {}, spoil }: Around) {
  const lab = openLabMachine({
    os: { BuildNumber: 17763, InstallationType: 'Server' },
    groupPolicy: {
      gpos: names.map((name, n) => ({ id: `00000000-0000-0000-0000-00000000000${String(n)}`, name })),
      links: { [unit]: linked, 'DC=nord,DC=example': [] },
    },
  });
  try {
    const share = join(lab.disk, 'share');
    const made = groupPolicy(wantedHandOff, scriptText);
    const paths: Record<string, string> = {};
    for (const { path, content } of made.files) {
      const text = typeof content === 'object' && 'kind' in content ? content.name : content;
      const at = path.startsWith('Share/')
        ? join(share, path.slice('Share/'.length))
        : join(lab.folder, 'out', path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, path === 'policies.json' && typeof text === 'string' ? ours(text, share) : text);
      if (path.startsWith('Share/')) paths[at] = good;
    }
    spoil?.(share);
    const own = Object.fromEntries(
      Object.entries(lists).map(([path, list]) => [path === '' ? share : join(share, path), list]),
    );
    const machine = { ...lab.read(), accessLists: { ...paths, [share]: good, ...own } };
    writeFileSync(lab.env.GANGWAY_LAB ?? '', JSON.stringify(machine));
    // The access list of a folder lies beside the machine.
    mkdirSync(join(lab.folder, 'acl'), { recursive: true });
    writeFileSync(join(lab.folder, 'acl', encodeURIComponent(share)), own[share] ?? good);
    const file = join(lab.folder, 'Run.ps1');
    const script = join(lab.folder, 'out', 'Import-Policy.ps1');
    const id = '[string]$_.FullyQualifiedErrorId';
    writeFileSync(
      file,
      `try { & '${script}' ${words} 3>&1 } catch { 'failed: ' + ${id} + ' ' + $_.Exception.Message }`,
    );
    const text = await runFile({ env: lab.env, file, parameters: {}, timeout: 90_000 });
    return {
      text,
      failed: /failed: (\S+)/.exec(text)?.[1] ?? null,
      domain: domainSchema.parse(lab.read()).groupPolicy,
    };
  } finally {
    lab.remove();
  }
}

/** The list as it would be had the share been this folder: paths of this computer, and the hash of what stands in for the library. */
function ours(text: string, share: string): string {
  const list = z
    .looseObject({ files: z.array(z.object({ path: z.string(), sha256: z.string() })) })
    .parse(JSON.parse(text));
  const files = list.files.map((file) => ({
    path: file.path.replaceAll('\\', '/'),
    sha256: file.path.startsWith('files')
      ? sha256(file.path.slice(file.path.lastIndexOf('\\') + 1))
      : file.sha256,
  }));
  return JSON.stringify({ ...list, files, share });
}

const name2016 = policyName(wantedHandOff.name, 'onboard', '2016');

describeWithEngine('Import-Policy', (path) => {
  it('keeps the rules of every script', async () => {
    expect((await findProblems(path, 'shared/handoff/groupPolicy')).map(shown)).toEqual([]);
  });

  it('makes a policy of each Windows and links none', async () => {
    const { failed, text, domain: after } = await run({});
    expect([failed, text]).toEqual([null, expect.stringContaining('Linked to nothing')]);
    expect(after.gpos.map(({ name }) => name)).toEqual(
      wantedHandOff.parts.map(({ family }) => policyName(wantedHandOff.name, 'onboard', family)),
    );
    expect(after.links[unit]).toEqual([]);
    // A group gets it alone, and everybody still reads it (MS16-072), whatever Windows calls them.
    expect(after.gpos[1]?.permissions).toEqual([
      { name: 'Authentifizierte Benutzer', level: 'GpoRead' },
      { name: 'Servers 2016', level: 'GpoApply' },
    ]);
    expect(after.gpos[0]?.permissions).toEqual([{ name: 'Authentifizierte Benutzer', level: 'GpoApply' }]);
  });

  it('links where it is told to, and one Windows alone where that is asked', async () => {
    const { failed, domain: after } = await run({ words: `-Family 2016 -LinkTo '${unit}'` });
    expect(failed).toBeNull();
    expect(after.links[unit]).toEqual([{ name: name2016, enabled: true }]);
    expect(after.gpos).toHaveLength(1);
  });

  it('makes nothing with -WhatIf', async () => {
    const { failed, domain: after } = await run({ words: `-WhatIf -LinkTo '${unit}'` });
    expect([failed, after.gpos, after.links[unit]]).toEqual([null, [], []]);
  });

  it.each<[string, Around, string]>([
    ['a policy of that name is there', { names: [name2016] }, 'handOff.nameTaken'],
    [
      'a policy that offboards is in force',
      {
        words: `-LinkTo '${unit}'`,
        linked: [{ name: policyName(wantedHandOff.name, 'offboard', '2019'), enabled: true }],
      },
      'handOff.both',
    ],
    [
      'Domain Controllers cannot read the share',
      { lists: { '': good.replace(`(A;OICI;FRFX;;;${domain}-516)`, '') } },
      'handOff.share',
    ],
    ['every user can write there', { lists: { '': `${good}(A;OICI;0x1301bf;;;WD)` } }, 'handOff.share'],
    [
      'computers can change the script',
      { lists: { 'Invoke-HandOff.ps1': `${good}(A;;FA;;;${domain}-515)` } },
      'handOff.share',
    ],
    [
      'a file is another one',
      { spoil: (folder) => writeFileSync(join(folder, 'handoff.json'), '{}') },
      'handOff.share',
    ],
    ['a file is missing', { spoil: (folder) => rmSync(join(folder, 'Invoke-HandOff.ps1')) }, 'handOff.share'],
    ['the share is not there', { spoil: (folder) => rmSync(folder, { recursive: true }) }, 'handOff.share'],
    ['no policy is for that Windows', { words: '-Family 2008' }, 'handOff.noPolicy'],
  ])('imports nothing where %s', async (_what, around, id) => {
    const before = around.names?.length ?? 0;
    const { failed, domain: after } = await run(around);
    expect(failed).toBe(id);
    expect(after.gpos).toHaveLength(before);
  });

  it('imports where a link that is off names the opposite, and where nobody looks at the share', async () => {
    const opposite = { name: policyName(wantedHandOff.name, 'offboard', '2019'), enabled: false };
    const { failed } = await run({
      words: `-SkipShare -LinkTo '${unit}'`,
      linked: [opposite],
      spoil: (folder) => rmSync(folder, { recursive: true }),
    });
    expect(failed).toBeNull();
  });
});
