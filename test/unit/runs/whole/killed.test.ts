import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Journal } from '../../../../main/journal/journal';
import { changesIn, receivedBy } from '../../app/received';
import { Walker } from '../../app/walker';

/** Called before and after each entry of a journal reaches the disk. */
const at = vi.hoisted(() => ({ boundary: (): Promise<void> => Promise.resolve() }));

vi.mock('../../../../main/journal/journal', async (original) => {
  const real = await original<{ createJournal: (folder: string, now?: () => number) => Journal }>();
  return {
    createJournal: (folder: string, now?: () => number): Journal => {
      const journal = real.createJournal(folder, now);
      return {
        ...journal,
        async begin(runId, targetId) {
          const writer = await journal.begin(runId, targetId);
          return {
            ...writer,
            async append(entry) {
              await at.boundary();
              const made = await writer.append(entry);
              await at.boundary();
              return made;
            },
          };
        },
      };
    },
  };
});

let place = '';
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'gangway-kill-'));
});
afterEach(async () => {
  at.boundary = () => Promise.resolve();
  await rm(place, { recursive: true, force: true });
});

const machines = {
  '2019-fresh': { packages: ['onboarding'], mode: 'active' },
  '2016-trellix': { packages: ['onboarding', 'installation', 'platformUpdate'], mode: 'passive' },
} as const;
type Machine = keyof typeof machines;

/** Carries out the whole plan of a practice server; the folder stays. */
async function wholeRun(machine: Machine): Promise<{ folder: string; id: string; changes: string[] }> {
  const walker = await Walker.start(join(place, 'data'));
  const { packages, mode } = machines[machine];
  const id = await walker.prepare(machine, [...packages], mode);
  for (const check of walker.assess(id).known?.checks ?? [])
    if (check.state === 'toFix' && check.fix !== null)
      await walker.decide(id, { kind: 'acceptFix', fix: check.fix });
  await walker.decide(id, { kind: 'acceptNoProtector', accepted: true });
  const view = await walker.carryOut(id);
  expect(view.run?.outcome).toBe('done');
  await walker.stop(true);
  return { folder: walker.folder, id, changes: changesIn(await receivedBy(walker.folder, machine)) };
}

/** Dozens of apps work at the same time here, so on a busy machine each takes long. */
const patienceMs = 60_000;

/** Starts the app over what a kill left, and goes on to the end as a person would. Answers what the server received. */
async function goOn(folder: string, id: string, machine: Machine): Promise<string[]> {
  const before = changesIn(await receivedBy(folder, machine));
  const walker = await Walker.start(folder);
  try {
    await walker.ask('connect', { targetId: id });
    const view = await walker.until(
      id,
      'at rest',
      ({ busy, run }) => busy === 'idle' && run?.outcome !== 'interrupted' && run?.outcome !== 'running',
      patienceMs,
    );
    for (const action of view.run?.actions ?? []) expect(action.state).not.toBe('running');
    // Following only reads: whatever is sent is sent on a person's word.
    expect(changesIn(await receivedBy(folder, machine))).toEqual(before);
    await walker.ask('readFacts', { targetId: id });
    walker.session = await walker.ask('getSession', {});
    const left = walker.assess(id).known?.plan.filter((item) => item.needed && item.step !== 'test') ?? [];
    if (left.length > 0) {
      const end = walker.view(id).inputs.journeys.onboard.confirmed
        ? await resumed(walker, id)
        : await walker.carryOut(id);
      expect(end.run?.outcome).toBe('done');
    }
    expect(walker.view(id).facts?.sensor.onboardingState).toBe(1);
    return changesIn(await receivedBy(folder, machine));
  } finally {
    await walker.stop();
  }
}

async function resumed(walker: Walker, id: string) {
  await walker.ask('resumePlan', { targetId: id });
  return walker.until(id, 'at its end', ({ busy }) => busy === 'idle', patienceMs);
}

// Of a short plan test/faults/killedAtWrites.test.ts tries every operation of the disk.
it('the app killed before or after any entry of a long plan goes on, and the server receives each change once', async () => {
  const copies: string[] = [];
  at.boundary = async () => {
    const copy = join(place, `copy-${String(copies.length)}`);
    copies.push(copy);
    await cp(join(place, 'data'), copy, { recursive: true });
  };
  const { id, changes } = await wholeRun('2016-trellix');
  at.boundary = () => Promise.resolve();
  // Twice an entry: four of each action, the plan and the end.
  expect(copies).toHaveLength(2 * (4 * changes.length + 2));
  const received = await Promise.all(copies.map((copy) => goOn(copy, id, '2016-trellix')));
  for (const [index, sent] of received.entries()) expect([index, sent]).toEqual([index, changes]);
}, 90_000);

it('a journal that lost its newest entries sends nothing again', async () => {
  const { folder, id, changes } = await wholeRun('2019-fresh');
  const [name = ''] = await journals(folder);
  const lines = (await readFile(join(folder, 'journal', name), 'utf8')).split('\n');
  const copies = await Promise.all(
    lines.map(async (_line, count) => {
      const copy = join(place, `cut-${String(count)}`);
      await cp(folder, copy, { recursive: true });
      // The last line kept is torn, as a power cut leaves it.
      const text = [...lines.slice(0, count), lines[count]?.slice(0, 40) ?? ''].join('\n');
      await writeFile(join(copy, 'journal', name), text);
      return copy;
    }),
  );
  const received = await Promise.all(copies.map((copy) => goOn(copy, id, '2019-fresh')));
  for (const sent of received) expect(sent).toEqual(changes);
}, 20_000);

async function journals(folder: string): Promise<string[]> {
  return (await readdir(join(folder, 'journal'))).filter((name) => name.endsWith('.jsonl'));
}
