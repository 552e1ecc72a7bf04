import { expect, it } from 'vitest';
import { connectAndRead, readServer } from '../../../main/runs/readServer';
import { GangwayError } from '../../../shared/errors';
import { now } from '../shared/views';
import { aRunOf, InMemory, runId } from './inMemory';

/** A server whose run waits for a restart that is over. */
function restarted() {
  const on = new InMemory({
    facts: { boot: { startedAt: now } },
    view: { run: aRunOf([], { outcome: 'restartRequired' }) },
  });
  on.noted.push({
    at: now,
    runId,
    targetId: on.server.id,
    nn: null,
    action: null,
    phase: 'note',
    data: { bootMark: 1 },
  });
  return on;
}

it('a reading that was asked for judges a restart that was waited for', async () => {
  const on = restarted();
  await readServer(on.needs, on.server);
  expect(on.page.run?.outcome).toBe('done');
});

it('a reading beside a run judges nothing, and is no second reading of a person', async () => {
  const on = restarted();
  on.server.running = new AbortController();
  on.server.reading = new AbortController();
  await readServer(on.needs, on.server);
  expect(on.asked.map(({ name }) => name)).toEqual(['Get-ServerState']);
  expect(on.page.run?.outcome).toBe('restartRequired');
});

it('a second reading of a person is refused while one is under way', async () => {
  const on = restarted();
  on.server.reading = new AbortController();
  await expect(readServer(on.needs, on.server)).rejects.toMatchObject({ code: 'step.blocked' });
  expect(on.asked).toEqual([]);
});

it('a server of a list is connected first, and not read where nobody is let in', async () => {
  const on = restarted();
  await connectAndRead(on.needs, on.server);
  expect(on.asked.map(({ name }) => name)).toEqual(['Get-ServerState']);
  on.page = { ...on.page, connectedAt: null };
  // This computer says of itself what it cannot.
  await expect(connectAndRead(on.needs, on.server)).rejects.toBeInstanceOf(GangwayError);
  expect(on.asked).toHaveLength(1);
});
