import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineIds, readMachine } from '../main/practice/machine/machines';
import { networkIds } from '../main/practice/networks';
import { createPracticeShell } from '../main/practice/practiceShell';
import { simulatedNetwork } from '../test/fakes/simulatedNetwork';
import { walkNetworkPath } from '../test/unit/connect/networkPath';
import { Walker } from '../test/unit/app/walker';
import type { Measured } from './goals';
import { timed } from './rounds';

/** How many servers stand side by side, and how many times faster than real ones they work. */
export interface NetworkSizes {
  readonly servers: number;
  readonly speed: number;
}

const machine = 'network-fresh';

/** Measures what practice servers of the network can show: the delay of a link, a copy, and many servers at a time. */
export async function networkRows({ servers, speed }: NetworkSizes): Promise<Measured> {
  const { oursMs, scriptMs } = await walkNetworkPath(50);
  return {
    networkPath: { ours: oursMs / 1000, reference: scriptMs / 1000 },
    secondCopy: await copyTwice(),
    sideBySide: await sideBySide(servers, speed),
  };
}

/** Bytes of files that a second copy sends, and those of the first, by the count of the server. */
async function copyTwice(): Promise<{ ours: number; reference: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-bench-'));
  try {
    const content = Buffer.alloc(3_400_000, 'practice');
    const source = join(folder, 'md4ws.msi');
    await writeFile(source, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const shell = createPracticeShell({
      file: join(folder, 'server.json'),
      scenario: machine,
      machine: readMachine(machine),
      speed: 6000,
    });
    const files = [{ sha256, name: 'md4ws.msi', bytes: content.length, source }];
    for (let copy = 0; copy < 2; copy += 1) await shell.run('Send-Package', { files });
    const [first, second] = shell.received().map(({ bytes }) => bytes);
    await shell.close();
    if (first === undefined) throw new Error('nothing was sent');
    return { ours: second ?? 0, reference: first };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Confirms the plans of some servers at once, and answers how long (ms) it takes until the session shows all of them done. */
async function carriedOut(walker: Walker, ids: readonly string[]): Promise<number> {
  const starts = ids.map((targetId) => ({
    targetId,
    journey: 'onboard' as const,
    planHash: walker.assess(targetId).known?.planHash ?? '',
    name: walker.view(targetId).target.name,
  }));
  return timed(async () => {
    const over = new Promise<void>((resolve, reject) => {
      const stop = walker.app.subscribe((event) => {
        if (event.type !== 'change' || walker.session === null) return;
        const outcomes = walker.session.targets.flatMap(({ target, run }) =>
          ids.includes(target.id) ? [run?.endedAt == null ? null : run.outcome] : [],
        );
        if (outcomes.includes(null)) return;
        stop();
        if (outcomes.every((outcome) => outcome === 'done')) resolve();
        else reject(new Error(`the plans ended as ${outcomes.join(', ')}`));
      });
    });
    await Promise.all(starts.map((start) => walker.ask('startPlan', start)));
    await over;
  });
}

/**
 * Milliseconds from the first start to the last end of the same plan on so many servers at once, in the whole app without its
 * pages; against the same plan on one of them alone.
 */
async function sideBySide(count: number, speed: number): Promise<{ ours: number; reference: number }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gangway-bench-'));
  const { openShell } = simulatedNetwork({ dataFolder, rttMs: 5, speed, machine });
  const walker = await Walker.start(dataFolder, { openShell });
  try {
    const asked = [...networkIds, ...machineIds].slice(0, count + 1);
    const ids: string[] = [];
    for (const one of asked) ids.push(await walker.prepare(one, ['onboarding'], 'active'));
    const [alone, ...together] = ids;
    if (alone === undefined || together.length !== count) throw new Error('there are not enough servers');
    const reference = await carriedOut(walker, [alone]);
    const ours = await carriedOut(walker, together);
    return { ours, reference };
  } finally {
    await walker.stop();
  }
}
