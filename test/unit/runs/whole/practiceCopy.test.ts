import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { simulatedNetwork } from '../../../fakes/simulatedNetwork';
import { changesIn, receivedBy } from '../../app/received';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

const machine = 'network-fresh';
const id = `practice-${machine}`;

it('a copy whose link drops in the middle of a piece goes on by itself, and only that piece is sent twice', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gangway-copy-'));
  // Identity, facts, facts of the run, the hold, the look, the length of what lies there: the seventh request carries the piece.
  const network = simulatedNetwork({
    dataFolder,
    rttMs: 10,
    onSleep: (count, server) => {
      if (count === 7) server.chooseFault('linkDown');
    },
  });
  const made = await Walker.start(dataFolder, { openShell: network.openShell, pace: on.quickly });
  walker = made;
  await made.prepare(machine, ['onboarding'], 'active');
  const { known } = made.assess(id);
  const name = made.view(id).target.name;
  await made.ask('startPlan', { journey: 'onboard', targetId: id, planHash: known?.planHash ?? '', name });
  const lost = await made.until(id, 'interrupted', ({ run }) => run?.outcome === 'interrupted');
  expect(lost.run?.actions.find((action) => action.id === 'send-kit')?.copy).toEqual({
    way: { key: 'sendOverSession', detail: '' },
    acknowledged: null,
    minutesLeft: null,
  });
  await made.ask('setPractice', { targetId: id, fault: 'none' });
  const over = await made.until(id, 'over', ({ run, busy }) => busy === 'idle' && run?.endedAt != null);
  expect(over.run?.outcome).toBe('done');
  const [file] = over.facts?.kit ?? [];
  const received = await receivedBy(dataFolder, machine);
  expect(changesIn(received)).toEqual(['Send-Package', 'Send-Package', 'Invoke-Onboarding']);
  // It fits into one piece: sent once in vain, and once more.
  expect(received.flatMap(({ bytes }) => bytes ?? [])).toEqual([file?.bytes, file?.bytes]);
});
