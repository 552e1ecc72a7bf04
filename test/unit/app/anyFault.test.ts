import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GangwayError } from '../../../shared/errors';
import type { JournalEntry } from '../../../main/journal/entry';
import type { Play } from '../../fakes/play';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from './stage';

/** One way for a change to go. */
const aPlay: fc.Arbitrary<Play> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc.record({ dropsAfter: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }) }),
  fc.constantFrom<Play>(
    { startError: new GangwayError('shell.exited'), taken: true },
    { startError: new GangwayError('operation.timedOut'), taken: false },
    { startError: new GangwayError('target.accessDenied') },
    { result: null },
    { result: { changed: 'no' }, change: {} },
    { result: null, end: 'none' },
    { result: null, end: 'none', change: {} },
    { result: null, end: { code: 'operation.failed', native: 15 }, change: {} },
    { change: {} },
    { broken: new GangwayError('run.brokenRecords') },
  ),
);
const anError = fc.constantFrom(
  null,
  null,
  new GangwayError('shell.exited'),
  new GangwayError('target.unreachable'),
  new GangwayError('operation.failed'),
);
/** What a person does once everything is at rest, or in the middle of it. */
const aDeed = fc.constantFrom('goOn', 'confirm', 'read', 'connect', 'stop', 'kill', 'test', 'undo');
type Deed = 'goOn' | 'confirm' | 'read' | 'connect' | 'stop' | 'kill' | 'test' | 'undo';

async function doIt(stage: on.Stage, deed: Deed): Promise<on.Stage> {
  const { walker } = stage;
  const at = { targetId: on.id };
  walker.session = await walker.ask('getSession', {});
  switch (deed) {
    case 'goOn':
      await walker.refused('resumePlan', at);
      break;
    case 'confirm':
      await walker.refused('startPlan', on.planOf(walker));
      break;
    case 'read':
      await walker.refused('readFacts', at);
      break;
    case 'connect':
      await walker.refused('connect', at);
      break;
    case 'stop':
      await walker.refused('stopRun', { ...at, asked: true });
      break;
    case 'test':
      await walker.refused('startTest', at);
      break;
    case 'undo':
      await walker.refused('undoChange', on.undoOf(walker));
      break;
    case 'kill':
      await walker.stop(true);
      return { ...stage, walker: await on.openAgain(stage) };
  }
  return stage;
}

async function allJournals({ walker }: on.Stage): Promise<JournalEntry[]> {
  const names = await readdir(join(walker.folder, 'journal'));
  const runs = names.filter((name) => name.endsWith('.jsonl')).map((name) => name.slice(0, -'.jsonl'.length));
  return (await Promise.all(runs.map((runId) => on.journalOf(walker, runId)))).flat();
}

it('whatever fails and whatever a person does: nothing is sent twice, nothing is called done unseen, nothing hangs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ copy: aPlay, mode: aPlay, onboarding: aPlay, test: aPlay }),
      fc.array(anError, { maxLength: 6 }),
      fc.array(aDeed, { minLength: 1, maxLength: 8 }),
      async (plays, factsErrors, deeds) => {
        const server = new ScriptedServer();
        server.plays['Send-Package'] = { ...plays.copy, dropsAfter: [] };
        server.plays['Set-PassiveMode'] = plays.mode;
        server.plays['Invoke-Onboarding'] = plays.onboarding;
        server.plays['Invoke-DetectionTest'] = plays.test;
        let stage = await on.openStage(server, { mode: 'passive' });
        try {
          await stage.walker.decide(on.id, { kind: 'acceptNoProtector', accepted: true });
          expect(server.changes).toEqual([]);
          server.factsErrors.push(...factsErrors);
          for (const deed of ['confirm' as const, ...deeds]) stage = await doIt(stage, deed);
          server.factsErrors.length = 0;
          const { walker } = stage;
          await walker.ask('connect', { targetId: on.id });
          const view = await walker.until(
            on.id,
            'at rest',
            ({ busy, run }) =>
              busy === 'idle' && run?.outcome !== 'running' && run?.outcome !== 'interrupted',
          );
          const entries = await allJournals(stage);
          // Each change that was sent was written down before, and each that was written down was sent at most once.
          const intents = entries.filter(({ phase }) => phase === 'intent').length;
          expect(server.changes.length).toBeLessThanOrEqual(intents);
          for (const action of view.run?.actions ?? []) {
            expect(action.state).not.toBe('running');
            const mine = entries.filter((entry) => entry.runId === view.run?.runId && entry.nn === action.nn);
            if (action.state === 'done') expect(mine.map(({ phase }) => phase)).toContain('verified');
            if (action.state === 'ahead') expect(mine).toEqual([]);
          }
          const verified = entries.filter(({ phase }) => phase === 'verified').length;
          expect(view.changes).toHaveLength(verified);
        } finally {
          await stage.walker.stop();
        }
      },
    ),
    { numRuns: 20 },
  );
}, 30_000);
