import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fieldIdOf } from '../../shared/field/factsFile';
import { parseFacts } from '../../main/field/importFacts';
import { assess } from '../../shared/steps/progress';
import { machineOf } from '../lab/operations/stage/onMachine';
import { answering } from '../lab/field/stage';
import { Walker } from '../unit/app/walker';
import { onZ, WineServer, type Ended } from './server';
import { lab, policyKey } from './stage';
import { describeWithWine } from './wine';

/** As a stick may be called by somebody who does not know what cmd.exe reads. Wine loses a percent sign and letters beyond ASCII in %~dp0: docs/manual-testing.md has them. */
const nasty = "stick & ^ O'Neil; (1)";

// In this order: what was read is planned, what was planned is run, what it left is taken in.
describeWithWine('a field kit on Wine, by cmd.exe itself', () => {
  let server: WineServer;
  let folder = '';
  let stick = '';
  let w: Walker;
  let picked = '';
  let kit = '';
  let id = '';
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2016-trellix'));
    folder = mkdtempSync(join(tmpdir(), 'gangway-field-'));
    stick = join(folder, nasty);
    mkdirSync(stick);
    const platform = { ...answering(stick), pickFiles: async () => [picked] };
    w = await Walker.start(join(folder, 'data'), { platform });
  });
  afterAll(async () => {
    await w.stop(true);
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** As a person starts it who drags the file onto a console: the path comes by a variable, because the way from here to cmd.exe has quotes of its own. */
  const start = (path: string): Promise<Ended> => {
    const call = join(folder, 'call.cmd');
    writeFileSync(call, '@"%GANGWAY_TEST_KIT%"\r\n');
    const env = { ...server.fakes(folder), ...lab, GANGWAY_TEST_KIT: onZ(path) };
    return server.wine(['cmd', '/c', onZ(call)], env);
  };
  const fileIn = (where: string, begin: string): string =>
    join(where, readdirSync(where).find((name) => name.startsWith(begin)) ?? 'nothing');

  it('read.cmd leaves what a session would read, from a folder whose name cmd.exe would trip over', async () => {
    const { path } = await w.ask('writeFieldReader', {});
    const ended = await start(join(path ?? '', 'read.cmd'));
    const said = ended.out.toString('utf8') + ended.err.toString('utf8');
    expect(ended.code, said).toBe(0);
    picked = fileIn(path ?? '', 'facts-');
    const found = parseFacts(readFileSync(picked, 'utf8'));
    expect(found.facts.os.build).toBe(14393);
    id = fieldIdOf(found.identity.machineId) ?? '';
    expect((await w.ask('importFacts', {})).targetId).toBe(id);
  });

  it('run.cmd refuses a plan that somebody changed, before anything of it runs', async () => {
    await w.decide(id, { kind: 'wish', wishes: { deviceTag: 'Wave 1' } });
    w.session = await w.ask('getSession', {});
    const { planHash = '' } = assess(w.view(id), [], Date.now(), 'maintain').known ?? {};
    const { name } = w.view(id).target;
    const written = await w.ask('writeFieldRun', { targetId: id, journey: 'maintain', planHash, name });
    kit = written.path ?? '';
    const plan = join(kit, 'gangway/plan.json');
    const text = readFileSync(plan, 'utf8');
    writeFileSync(plan, text.replace('Wave 1', 'Wave 2'));
    expect((await start(join(kit, 'run.cmd'))).code).toBe(12);
    writeFileSync(plan, text);
  });

  it('run.cmd carries out the plan by a task, and its result is taken in', async () => {
    const ended = await start(join(kit, 'run.cmd'));
    const said = ended.out.toString('utf8') + ended.err.toString('utf8');
    expect(ended.code, said).toBe(0);
    const { out } = await server.wine(['reg', 'query', `${policyKey}\\DeviceTagging`, '/v', 'Group']);
    expect(out.toString('latin1')).toContain('Wave 1');
    picked = fileIn(kit, 'result-');
    await w.ask('importFieldResult', { targetId: id, partial: false });
    const view = await w.until(id, 'taken in', ({ busy, run }) => busy === 'idle' && run !== null);
    expect(view.run).toMatchObject({ outcome: 'done', failure: null });
    expect(view.changes).toMatchObject([
      { action: 'set-device-tag', after: expect.stringContaining('Wave 1') as string },
    ]);
  });
});
