import { Readable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { practiceTenant } from '../../../build/practice/blob';
import { onboardingScript } from '../../../build/practice/onboardingScript';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from '../app/stage';
import type { Walker } from '../app/walker';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const fileName = 'WindowsDefenderATPOnboardingScript.cmd';
/** A practice script with a line of somebody's own behind its first one. */
const changed = (line: string): Buffer =>
  Buffer.from(onboardingScript(practiceTenant, 'groupPolicy').replace('\r\n', `\r\n${line}\r\n`));

/** The stage with that script as its onboarding package, and the hash of it. */
async function withScript(line = 'echo one more & rem'): Promise<on.Stage & { sha256: string }> {
  const server = new ScriptedServer();
  stage = await on.openStage(server);
  const { walker } = stage;
  await upload(walker, line);
  const pkg = walker.session?.libraries.practice[0];
  expect(pkg).toMatchObject({
    kind: 'onboarding',
    details: { variant: 'groupPolicy', differences: [{ is: 'own', line: 2, text: line }] },
  });
  return { walker, server, sha256: pkg?.sha256 ?? '' };
}

async function upload(walker: Walker, line: string): Promise<void> {
  await walker.app.upload(on.id, fileName, Readable.from([changed(line)]), null);
  walker.session = await walker.ask('getSession', {});
}

const name = 'PRACTICE-2019';

describe('a script with a line that nobody knows', () => {
  it('is kept, and nothing runs with it: the step is open, and main refuses the plan', async () => {
    const { walker, server } = await withScript();
    expect(walker.states(on.id).packages).toBe('toFix');
    expect(await walker.refused('startPlan', on.planOf(walker))).toBe('step.blocked');
    expect(await walker.refused('queuePlan', { ...on.planOf(walker), journey: 'onboard' })).toBe(
      'step.blocked',
    );
    expect(server.changes).toEqual([]);
  });

  it('is confirmed by the name of the server, for this very file', async () => {
    const { walker, sha256 } = await withScript();
    const confirm = { targetId: on.id, sha256, name };
    expect(await walker.refused('confirmScript', { ...confirm, name: 'another' })).toBe('step.blocked');
    expect(await walker.refused('confirmScript', { ...confirm, name: '' })).toBe('step.blocked');
    // A word without a name is nobody's.
    expect(await walker.refused('confirmScript', confirm)).toBe('step.blocked');
    expect(walker.states(on.id).packages).toBe('toFix');
    await walker.ask('changeSettings', { technician: 'Ada' });
    expect(await walker.refused('confirmScript', { ...confirm, sha256: 'f'.repeat(64) })).toBe(
      'package.missing',
    );
    await walker.ask('confirmScript', confirm);
    walker.session = await walker.ask('getSession', {});
    expect(walker.session.libraries.practice[0]).toMatchObject({ sha256, confirmation: { by: 'Ada' } });
    expect(walker.states(on.id).packages).toBe('done');
    // The same file once more is the same file; one letter more is another.
    await upload(walker, 'echo one more & rem');
    expect(walker.states(on.id).packages).toBe('done');
    await upload(walker, 'echo one more & rem.');
    expect(walker.states(on.id).packages).toBe('toFix');
  });

  it('stays confirmed when the app starts again, and asks anew when it was removed', async () => {
    const { walker, server, sha256 } = await withScript();
    await walker.ask('changeSettings', { technician: 'Ada' });
    await walker.ask('confirmScript', { targetId: on.id, sha256, name });
    await walker.stop(true);
    const again = await on.openAgain({ walker, server });
    stage = { walker: again, server };
    expect(again.session?.libraries.practice[0]).toMatchObject({ sha256, confirmation: { by: 'Ada' } });
    await again.ask('removePackage', { practice: true, sha256 });
    await upload(again, 'echo one more & rem');
    expect(again.session?.libraries.practice[0]?.confirmation).toBeUndefined();
  });

  it('runs once it is confirmed; plan, journal and report say whose word stands for it', async () => {
    const { walker, server, sha256 } = await withScript();
    await walker.ask('changeSettings', { technician: 'Ada' });
    await walker.ask('confirmScript', { targetId: on.id, sha256, name });
    const { path } = await walker.ask('savePlan', { journey: 'onboard', targetId: on.id });
    expect(await readFile(path ?? '', 'utf8')).toMatch(
      /Unknown: +lines of the script: 1, confirmed .* Ada\r/,
    );
    const runId = await on.startPlan(walker);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes).toContain('Invoke-Onboarding');
    const journal = await on.journalOf(walker, runId);
    const intent = journal.find((entry) => entry.action === 'onboard' && entry.phase === 'intent');
    expect(intent?.data).toMatchObject({ confirmed: { sha256, lines: 1, by: 'Ada' } });
    const { html } = await walker.ask('previewReport', { journey: 'onboard', targetId: on.id });
    expect(html).toMatch(/Unknown lines: 1, confirmed [^<]* Ada/);
  });

  it('does not run when its record went and came back unconfirmed while the plan was at work', async () => {
    const { walker, server, sha256 } = await withScript();
    const held = on.gate();
    server.plays['Send-Package'] = { waits: held.waits };
    await walker.ask('changeSettings', { technician: 'Ada' });
    await walker.ask('confirmScript', { targetId: on.id, sha256, name });
    await on.startPlan(walker);
    await on.running(walker, 'send-kit');
    await walker.ask('removePackage', { practice: true, sha256 });
    await upload(walker, 'echo one more & rem');
    held.open();
    const { run } = await on.atRest(walker);
    expect(run?.actions.find(({ id }) => id === 'onboard')).toMatchObject({
      state: 'failed',
      failure: { code: 'package.unconfirmed' },
    });
    expect(server.changes).toEqual(['Send-Package']);
  });
});
