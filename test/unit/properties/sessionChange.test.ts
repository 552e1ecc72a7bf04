import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchAtRest } from '../../../main/packages/downloadWatch';
import { createSession, sendChanges } from '../../../main/session';
import { emptyDesk } from '../../../shared/bridge/logs';
import { emptyFleet } from '../../../shared/bridge/fleet';
import { emptySites } from '../../../shared/bridge/site';
import { emptyToolFolders } from '../../../shared/model/toolFolder';
import { emptyQueue } from '../../../shared/model/servers/queue';
import type { Session } from '../../../shared/bridge/session';
import { sessionChangeSchema, withChange, type SessionChange } from '../../../shared/bridge/sessionChange';
import { defaultSettings } from '../../../shared/model/settings';
import { aView } from '../shared/views';
import { holds } from './holds';

const viewOf = (n: number) => {
  const id = `practice-${String(n)}`;
  return aView({ view: { target: { kind: 'practice', id, name: id, machine: '2019-fresh' } } });
};
const aStore = () =>
  createSession({
    settings: defaultSettings,
    targets: [viewOf(0), viewOf(1)],
    queues: { practice: emptyQueue, real: emptyQueue },
    rounds: { practice: null, real: null },
    libraries: { real: [], practice: [] },
    refused: [],
    downloads: [],
    watch: watchAtRest(null),
    logs: emptyDesk({ offsetMinutes: 60, of: null }),
    sites: emptySites(true),
    toolFolder: emptyToolFolders,
    fleet: emptyFleet,
    notices: [],
  });
type Store = ReturnType<typeof aStore>;

/** What happens to a session: a server or a part changes, servers come, go and move. */
const step = fc.oneof(
  fc.nat(5).map((n) => (store: Store) => {
    store.changeTarget(`practice-${String(n)}`, ({ tags }) => ({ tags: [...tags, 'again'] }));
  }),
  fc.nat(5).map((n) => (store: Store) => {
    store.change(({ targets }) => ({
      targets: [...targets.filter(({ target }) => target.id !== `practice-${String(n)}`), viewOf(n)],
    }));
  }),
  fc.nat(5).map((n) => (store: Store) => {
    store.change(({ targets }) => ({
      targets: targets.filter(({ target }) => target.id !== `practice-${String(n)}`),
    }));
  }),
  fc.constant((store: Store) => {
    store.change(({ targets }) => ({ targets: [...targets].reverse() }));
  }),
  fc.string().map((detail) => (store: Store) => {
    store.change(({ notices }) => ({
      notices: [...notices, { id: detail, key: 'quarantined', detail, at: 1 }],
    }));
  }),
);
const bursts = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

/**
 * Every state that was told, the first included, the changes between them, as they come out of a carrier, and for each change a
 * state that nobody was told: what a page gets that asks in the middle of a burst.
 */
async function told(work: readonly (readonly ((store: Store) => void)[])[]) {
  const store = aStore();
  const states: Session[] = [store.get()];
  const changes: SessionChange[] = [];
  const between: Session[] = [];
  for (const burst of work)
    await new Promise<void>((resolve) => {
      const sending = sendChanges(
        store,
        (event) => {
          if (event.type !== 'change') throw new Error(event.type);
          changes.push(sessionChangeSchema.parse(JSON.parse(JSON.stringify(event.change))));
          states.push(store.get());
          sending.end();
          resolve();
        },
        0,
      );
      for (const [n, one] of burst.entries()) {
        one(store);
        if (n === 0) between.push(store.get());
      }
    });
  return { states, changes, between };
}

describe('a session told by changes', () => {
  it('is what main has after each of them, and what did not change is the same object', async () => {
    await holds(
      fc.asyncProperty(bursts, async (work) => {
        const { states, changes } = await told(work);
        let page = states[0] ?? expect.unreachable();
        for (const [index, change] of changes.entries()) {
          const next = withChange(page, change) ?? expect.unreachable('a gap where there is none');
          expect(next).toEqual(states[index + 1]);
          const named = new Set(change.views.map(({ target }) => target.id));
          for (const view of next.targets)
            if (!named.has(view.target.id)) expect(page.targets).toContain(view);
          page = next;
        }
      }),
      200,
    );
  });

  it('goes on from a session that a page was given between two of them', async () => {
    await holds(
      fc.asyncProperty(bursts, async (work) => {
        const { states, changes, between } = await told(work);
        for (const [index, change] of changes.entries())
          expect(withChange(between[index] ?? expect.unreachable(), change)).toEqual(states[index + 1]);
      }),
      100,
    );
  });

  it('comes out right from any order and with any loss, by whole sessions where a change does not follow', async () => {
    await holds(
      fc.asyncProperty(bursts, fc.infiniteStream(fc.nat(9)), async (work, chance) => {
        const { states, changes } = await told(work);
        const last = states.at(-1) ?? expect.unreachable();
        // Some are lost, some overtake; the last word is always a later one that follows or does not.
        const heard = changes
          .filter((_, index) => index === changes.length - 1 || Number(chance.next().value) > 2)
          .map((change) => ({ change, place: change.to + Number(chance.next().value) }))
          .sort((a, b) => a.place - b.place)
          .map(({ change }) => change);
        let page = states[0] ?? expect.unreachable();
        for (const change of heard) {
          const before = page;
          page = withChange(page, change) ?? last;
          expect(page.revision).toBeGreaterThanOrEqual(before.revision);
          // Whatever was skipped, a state that main never had is not shown.
          expect(states.map(({ revision }) => revision)).toContain(page.revision);
          expect(page).toEqual(states.find(({ revision }) => revision === page.revision));
        }
        expect(page).toEqual(last);
      }),
      200,
    );
  });
});
