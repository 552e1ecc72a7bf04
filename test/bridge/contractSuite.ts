import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requests, type RequestName } from '../../shared/bridge/contract';
import type { BridgeEvent } from '../../shared/bridge/messages';
import { sessionSchema, type Session } from '../../shared/bridge/session';
import { withChange, type SessionChange } from '../../shared/bridge/sessionChange';
import type { PageEnd } from './carriers';

const valueOf = async (page: PageEnd, name: RequestName, input: unknown): Promise<unknown> => {
  const reply = await page.request({ name, input });
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.detail}`);
  return requests[name].reply.parse(reply.value);
};

const changes = (events: readonly BridgeEvent[]): SessionChange[] =>
  events.flatMap((event) => (event.type === 'change' ? [event.change] : []));

const wholeSession = async (page: PageEnd): Promise<Session> =>
  sessionSchema.parse(await valueOf(page, 'getSession', {}));

/** A session with all that the page heard since; fails where a change does not follow. */
function heardSince(session: Session, page: PageEnd): Session {
  return changes(page.events).reduce(
    (known, change) =>
      withChange(known, change) ?? expect.unreachable(`nothing leads to ${String(change.from)}`),
    session,
  );
}

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
      expect((await wholeSession(page)).targets).toEqual([]);
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

    it('tells changes without a gap, and they lead to the session that main has', async () => {
      const first = await wholeSession(page);
      await valueOf(page, 'addTarget', { kind: 'practice', machine: '2019-fresh' });
      await valueOf(page, 'connect', { targetId: 'practice-2019-fresh' });
      await valueOf(page, 'readFacts', { targetId: 'practice-2019-fresh' });
      await vi.waitFor(async () => {
        const heard = heardSince(first, page);
        expect(heard.targets[0]?.facts?.computer.name).toMatch(/^PRACTICE/);
        expect(heard).toEqual(await wholeSession(page));
      });
      const told = changes(page.events);
      expect(told.slice(1).map(({ from }) => from)).toEqual(told.slice(0, -1).map(({ to }) => to));
    });

    it('tells of one server what changed there, and nothing of the others', async () => {
      const first = await wholeSession(page);
      for (const machine of ['2019-fresh', '2022-fresh'])
        await valueOf(page, 'addTarget', { kind: 'practice', machine });
      const before = await wholeSession(page);
      await vi.waitFor(() => expect(heardSince(first, page)).toEqual(before));
      await valueOf(page, 'setTags', { targetId: 'practice-2022-fresh', tags: ['Lyon'] });
      await vi.waitFor(() => expect(heardSince(before, page).targets[1]?.tags).toEqual(['Lyon']));
      expect(changes(page.events).at(-1)).toMatchObject({
        parts: {},
        views: [{ target: { id: 'practice-2022-fresh' }, tags: ['Lyon'] }],
        order: null,
      });
    });

    it('lets a page notice what it missed, and a whole session lets it go on', async () => {
      const first = await wholeSession(page);
      await valueOf(page, 'addTarget', { kind: 'practice', machine: '2019-fresh' });
      await vi.waitFor(() => expect(changes(page.events)).not.toEqual([]));
      const missed = page.events.splice(0);
      await valueOf(page, 'setTags', { targetId: 'practice-2019-fresh', tags: ['Lyon'] });
      await vi.waitFor(() => expect(changes(page.events)).not.toEqual([]));
      const [next] = changes(page.events);
      if (next === undefined) throw new Error('nothing was told');
      expect(withChange(first, next), 'one is missing').toBeNull();
      const late = await wholeSession(page);
      // A change that comes late or twice has no effect.
      for (const change of changes([...missed, ...page.events])) expect(withChange(late, change)).toBe(late);
      await valueOf(page, 'forgetTarget', { targetId: 'practice-2019-fresh' });
      await vi.waitFor(() => expect(heardSince(late, page).targets).toEqual([]));
    });

    it('sends the output of a run in order and fills gaps on request', async () => {
      const targetId = 'practice-2019-fresh';
      await valueOf(page, 'addTarget', { kind: 'practice', machine: '2019-fresh' });
      await valueOf(page, 'connect', { targetId });
      await valueOf(page, 'readFacts', { targetId });
      await valueOf(page, 'addPracticePackages', { to: targetId, ids: ['onboarding'] });
      for (const change of [{ kind: 'choosePath' }, { kind: 'wish', wishes: { mode: 'active' } }])
        await valueOf(page, 'changeInputs', { targetId, change });
      const { assess } = await import('../../shared/steps/progress');
      const session = await wholeSession(page);
      const view = session.targets[0];
      if (view === undefined) throw new Error('no server');
      const { known } = assess(view, session.libraries.practice, Date.now());
      const { runId } = requests.startPlan.reply.parse(
        await valueOf(page, 'startPlan', {
          journey: 'onboard',
          targetId,
          planHash: known?.planHash ?? '',
          name: view.target.name,
        }),
      );
      await vi.waitFor(
        () => {
          expect(heardSince(session, page).targets[0]?.run?.endedAt).toEqual(expect.any(Number));
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
