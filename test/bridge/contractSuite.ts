import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requests, type BridgeEvent, type RequestName } from '../../shared/contract';
import { sessionSchema } from '../../shared/session';
import type { PageEnd } from './carriers';

const valueOf = async (page: PageEnd, name: RequestName, input: unknown): Promise<unknown> => {
  const reply = await page.request({ name, input });
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.detail}`);
  return requests[name].reply.parse(reply.value);
};

const snapshots = (events: readonly BridgeEvent[]) =>
  events.flatMap((event) => (event.type === 'snapshot' ? [event.session] : []));

/** What every carrier must do alike, seen from the page's end. Each carrier runs the whole of it. */
export function describeContract(name: string, open: () => Promise<PageEnd>): void {
  describe(`the bridge over ${name}`, () => {
    let page: PageEnd;
    beforeEach(async () => {
      page = await open();
    });
    afterEach(() => page.close());

    it('answers hello and the session by the contract', async () => {
      expect(await valueOf(page, 'hello', {})).toMatchObject({ version: '1.2.3' });
      expect(sessionSchema.parse(await valueOf(page, 'getSession', {})).targets).toEqual([]);
    });

    it.each([
      ['an unknown name', { name: 'format', input: {} }],
      ['a name of Object', { name: 'constructor', input: {} }],
      ['a prototype name', { name: '__proto__', input: {} }],
      ['a missing input', { name: 'connect' }],
      ['an input of another shape', { name: 'connect', input: { targetId: 7 } }],
      ['a field too many', { name: 'hello', input: { extra: true } }],
      ['a path as target id', { name: 'connect', input: { targetId: '../../etc/passwd' } }],
      ['no object', 'hello'],
      ['null', null],
    ])('refuses %s with input.invalid', async (_, message) => {
      expect(await page.request(message)).toMatchObject({ ok: false, error: { code: 'input.invalid' } });
    });

    it('sends snapshots whose revision only rises', async () => {
      await valueOf(page, 'addTarget', { kind: 'practice', machine: '2019-fresh' });
      await valueOf(page, 'connect', { targetId: 'practice-2019-fresh' });
      await valueOf(page, 'readFacts', { targetId: 'practice-2019-fresh' });
      await vi.waitFor(() => {
        expect(snapshots(page.events).at(-1)?.targets[0]?.facts?.computer.name).toMatch(/^PRACTICE/);
      });
      const revisions = snapshots(page.events).map((session) => session.revision);
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    });

    it('sends the output of a run in order and fills gaps on request', async () => {
      const targetId = 'practice-2019-fresh';
      await valueOf(page, 'addTarget', { kind: 'practice', machine: '2019-fresh' });
      await valueOf(page, 'connect', { targetId });
      await valueOf(page, 'readFacts', { targetId });
      await valueOf(page, 'addPracticePackages', { targetId, ids: ['onboarding'] });
      for (const change of [{ kind: 'choosePath' }, { kind: 'chooseMode', mode: 'active' }])
        await valueOf(page, 'changeInputs', { targetId, change });
      const { assess } = await import('../../shared/progress');
      const session = sessionSchema.parse(await valueOf(page, 'getSession', {}));
      const view = session.targets[0];
      if (view === undefined) throw new Error('no server');
      const { known } = assess(view, session.libraries.practice, Date.now());
      const { runId } = requests.startPlan.reply.parse(
        await valueOf(page, 'startPlan', {
          targetId,
          planHash: known?.planHash ?? '',
          name: view.target.name,
        }),
      );
      await vi.waitFor(
        () => {
          expect(snapshots(page.events).at(-1)?.targets[0]?.run?.endedAt).toEqual(expect.any(Number));
        },
        { timeout: 8000 },
      );
      const seen = page.events.flatMap((event) =>
        event.type === 'output' && event.runId === runId ? event.lines : [],
      );
      const kept = requests.getOutput.reply.parse(
        await valueOf(page, 'getOutput', { runId, from: 0, limit: 5000 }),
      );
      expect(seen.length).toBeGreaterThan(3);
      expect(seen.map((line) => line.seq)).toEqual(seen.map((_, index) => index));
      expect(kept.lines).toEqual(seen);
    });
  });
}
