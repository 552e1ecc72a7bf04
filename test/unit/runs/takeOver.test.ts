import { expect, it } from 'vitest';
import { takeOver } from '../../../main/runs/takeOver';
import { GangwayError } from '../../../shared/errors';
import { InMemory } from './inMemory';

it('takes over the hold of the very run that was shown, and the page shows who holds the server now', async () => {
  const on = new InMemory();
  await takeOver(on.needs, on.server, 'run-of-anna');
  expect(on.asked.map(({ name }) => name)).toEqual(['Set-Lease', 'Get-ServerState']);
  expect(on.asked[0]?.params).toMatchObject({
    runId: expect.not.stringMatching('run-of-anna'),
    lease: { takeOver: 'run-of-anna' },
  });
});

it('shows who holds the server by now where another one was faster', async () => {
  const on = new InMemory();
  on.answers['Set-Lease'] = () => Promise.reject(new GangwayError('run.leased', 'ADMIN-7'));
  await expect(takeOver(on.needs, on.server, 'run-of-anna')).rejects.toMatchObject({ code: 'run.leased' });
  expect(on.asked.map(({ name }) => name)).toEqual(['Set-Lease', 'Get-ServerState']);
});

it('asks the server for nothing beside a run of our own', async () => {
  const on = new InMemory();
  on.server.running = new AbortController();
  await expect(takeOver(on.needs, on.server, 'run-of-anna')).rejects.toMatchObject({ code: 'step.blocked' });
  expect(on.asked).toEqual([]);
});
