import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseFacts } from '../../../main/field/importFacts';
import { sha256 } from '../../../main/field/hashed';
import { writeReader } from '../../../main/field/writeReader';
import { describeWithEngine } from '../engine';
import { openLabMachine, type LabMachine } from '../labMachine';
import { machineOf } from '../operations/stage/onMachine';
import { registryOf } from '../registry';
import { furtherReads } from '../../../shared/model/furtherReads';
import { operations } from '../../../shared/model/operations';
import { defaultSettings } from '../../../shared/model/settings';
import { answering, startKit } from './stage';

describeWithEngine('read.cmd on a server without a session', () => {
  let stick = '';
  let lab: LabMachine;
  beforeEach(() => {
    stick = mkdtempSync(join(tmpdir(), "stick & 100% O'Neil; ^é-"));
    const machine = machineOf('2019-fresh');
    lab = openLabMachine({ ...machine, registry: registryOf(machine) });
  });
  afterEach(() => {
    chmodSync(stick, 0o700);
    rmSync(stick, { recursive: true, force: true });
    lab.remove();
  });

  const write = async () => {
    const platform = answering(stick);
    const settings = {
      value: () => defaultSettings,
      save: async () => undefined,
      update: async () => undefined,
    };
    const folder = await writeReader({ platform, settings, version: '9.9.9', now: () => 1_764_000_000_000 });
    if (folder === null) throw new Error('nothing was written');
    const kit = join(folder, 'gangway', 'kit.json');
    return { folder, kit, hash: sha256(readFileSync(kit)) };
  };
  const read = (folder: string, hash: string, out = '') =>
    startKit(lab.env, {
      script: join(folder, 'gangway', 'read.ps1'),
      parameter: 'KitSha256',
      sha256: hash,
      folder,
      out,
    });

  it('leaves one file that tells who the server is and all that a session reads, and changes nothing', async () => {
    const before = lab.read();
    const { folder, hash } = await write();
    const end = await read(folder, hash);
    expect(end.said).toContain('Take this file to Gangway');
    expect(end.code).toBe(0);
    const name = readdirSync(folder).find((file) => file.startsWith('facts-')) ?? '';
    const found = parseFacts(readFileSync(join(folder, name), 'utf8'));
    expect(found.identity.machineId).toMatch(/^[0-9a-f-]{36}$/);
    expect(found.facts.os.build).toBe(17763);
    expect(found.facts.unreadable).toEqual([]);
    expect(found.scripts.map((script) => script.name)).toEqual([
      'Get-ServerIdentity',
      'Get-ServerState',
      ...furtherReads,
    ]);
    // All that a search reads beyond the facts, each as its operation tells it.
    expect(found.further?.map(({ name, code, text }) => [name, code, text])).toEqual(
      furtherReads.map((name) => [name, '', '']),
    );
    for (const { name, value } of found.further ?? [])
      expect([name, operations[name].result.safeParse(value).error]).toEqual([name, undefined]);
    expect(lab.read()).toEqual(before);
    expect(existsSync(join(lab.disk, 'ProgramData/Gangway'))).toBe(false);
  });

  it('does nothing with a script that somebody changed', async () => {
    const { folder, hash } = await write();
    writeFileSync(join(folder, 'gangway/scripts/Get-ServerState.ps1'), '"not ours"');
    const end = await read(folder, hash);
    expect(end.code).toBe(12);
    expect(end.said).toContain('Get-ServerState.ps1');
    expect(readdirSync(folder).filter((file) => file.startsWith('facts-'))).toEqual([]);
  });

  it('writes where it is told, and says where it wrote when the stick cannot be written', async () => {
    const { folder, hash } = await write();
    const out = mkdtempSync(join(tmpdir(), 'out-'));
    const end = await read(folder, hash, out);
    expect(readdirSync(out)).toHaveLength(1);
    expect(end.said).toContain(out);
    rmSync(out, { recursive: true });
    const gone = await read(folder, hash, join(out, 'gone'));
    expect(gone.code).toBe(0);
    expect(gone.said).toContain(folder);
  });
});
