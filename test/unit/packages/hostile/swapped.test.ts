import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { atRest, id, openStage, startPlan, stateOf, type Stage } from '../../app/stage';

let stage: Stage;
afterEach(async () => {
  await stage.walker.stop();
});

/** The kept onboarding script of the stage's library, and what it holds. */
async function keptScript(): Promise<{ path: string; text: string }> {
  const [pkg] = stage.walker.session?.libraries.practice ?? [];
  if (pkg === undefined) throw new Error('no package was taken');
  const path = join(stage.walker.folder, 'library', 'practice', pkg.sha256, pkg.name);
  return { path, text: await readFile(path, 'utf8') };
}

describe('a kept package that is swapped on the disk', () => {
  it.each([
    [
      'for other bytes of the same length',
      (text: string) => text.replace('OnboardingInfo', 'OnboardingInfX'),
    ],
    ['for a shorter one', (text: string) => text.slice(0, 200)],
    ['for nothing', () => ''],
  ])('%s, after the plan was confirmed, is never sent', async (_how, swap) => {
    stage = await openStage();
    const { path, text } = await keptScript();
    await writeFile(path, swap(text));
    await startPlan(stage.walker);
    const { run } = await atRest(stage.walker);
    expect(run?.outcome).toBe('failed');
    const failed = run?.actions.find(({ state }) => state === 'failed');
    expect([failed?.id, failed?.failure?.code]).toEqual(['send-kit', 'package.notTrusted']);
    expect(stateOf(run, 'onboard')).not.toBe('done');
    const sent = stage.server.received.map((call) => JSON.stringify(call));
    expect(sent.filter((call) => /Send-Package|Invoke-Onboarding/.test(call))).toEqual([]);
    expect(stage.walker.view(id).busy).toBe('idle');
  });
});
