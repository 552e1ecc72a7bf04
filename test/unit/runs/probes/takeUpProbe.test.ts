import { expect, it } from 'vitest';
import { takeUp } from '../../../../main/runs/restore';
import { now } from '../../shared/views';
import { InMemory, runId } from '../inMemory';

const day = 24 * 60 * 60_000;
const end = { kind: 'end', n: 1, at: now, ok: true, code: null, text: '', native: null } as const;

it.each([
  ['was sent yesterday is followed to its end', ['planned', 'intent', 'sent'], 1, 'ended'],
  ['was sent so long ago that its folder is gone is left alone', ['planned', 'intent', 'sent'], 31, 'sent'],
  ['was never sent is left alone', ['planned', 'intent'], 1, 'intent'],
  ['told its result is left alone', ['planned', 'intent', 'sent', 'ack'], 1, 'ack'],
])('a probe that %s, and nothing is sent again', async (_what, phases, days, last) => {
  const on = new InMemory();
  const action = 'run-analyzer';
  const said = {
    planned: { purpose: 'probe', actions: [{ id: action, nn: 1, key: action, needed: true }] },
    intent: { operation: 'Invoke-ClientAnalyzer' },
  };
  for (const phase of phases as ('planned' | 'intent' | 'sent' | 'ack')[]) {
    const place = phase === 'planned' ? { action: null, nn: null } : { action, nn: 1 };
    const data = phase === 'planned' || phase === 'intent' ? said[phase] : null;
    on.noted.push({ at: now, runId, targetId: on.server.id, ...place, phase, data });
  }
  on.clock = now + days * day;
  on.follows.push(async (take) => {
    await take([{ kind: 'result', n: 0, at: now, value: { changed: false } }, end]);
    return 'ended';
  });
  await takeUp(on.needs, on.server);
  await on.over();
  expect([on.noted.at(-1)?.phase, on.follows.length]).toEqual([last, last === 'ended' ? 0 : 1]);
  expect(on.asked.map(({ name }) => name)).not.toContain('Invoke-ClientAnalyzer');
  expect(on.server.running).toBeNull();
});
