import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyQueue,
  queueSchema,
  queueStates,
  type Queue,
  type QueueChange,
} from '../../../shared/model/servers/queue';
import {
  changeQueue,
  enqueue,
  followQueue,
  give,
  hasEnded,
  refuse,
  startable,
} from '../../../shared/several/queueRules';
import type { RunView, TargetView } from '../../../shared/bridge/session';
import { aRun, aView } from '../shared/views';
import { holds } from './holds';

const ids = Array.from({ length: 6 }, (_, n) => `practice-${String(n)}`);
type Outcome = RunView['outcome'];
const ends: readonly Outcome[] = ['done', 'failed', 'conflict', 'unknown', 'stopped', 'restartRequired'];

/** A world of servers beside a queue: what the queue started, and what it was allowed to. */
class World {
  queue: Queue = emptyQueue;
  time = 1_800_000_000_000;
  /** Plans that a person confirmed, by server. */
  readonly confirmed = new Map<string, string>();
  readonly views = new Map<string, TargetView>();
  /** Every start of the queue: server and plan, and how the queue stood just before. */
  readonly started: { readonly id: string; readonly hash: string; readonly before: Queue }[] = [];
  /** True from a bad end until a person starts the queue again. */
  held = false;

  constructor() {
    for (const id of ids)
      this.views.set(
        id,
        aView({ view: { target: { kind: 'practice', id, name: id, machine: '2019-fresh' } } }),
      );
  }

  view(id: string): TargetView {
    return this.views.get(id) ?? expect.unreachable();
  }

  /** What main does after anything has changed. */
  look(): void {
    for (;;) {
      const before = this.queue;
      const followed = followQueue(before, [...this.views.values()]);
      if (followed.heldBy !== null && followed.heldBy !== before.heldBy) this.held = true;
      const next = startable(followed);
      this.time += 1;
      this.queue = next.length === 0 ? followed : give(followed, next, this.time);
      for (const id of next) {
        expect(this.held, 'nothing starts after a bad end until a person says so').toBe(false);
        const hash = this.queue.entries.find((entry) => entry.targetId === id)?.planHash ?? '';
        this.started.push({ id, hash, before: followed });
      }
      if (this.queue === before) break;
    }
    this.check();
  }

  private check(): void {
    const { queue } = this;
    queueSchema.parse(queue);
    expect(new Set(queue.entries.map(({ targetId }) => targetId)).size).toBe(queue.entries.length);
    for (const entry of queue.entries) expect(queueStates).toContain(entry.state);
    if (queue.heldBy !== null) expect(queue.going).toBe(false);
    for (const { id, hash, before } of this.started.splice(0)) {
      expect(this.confirmed.get(id), 'only the plan that was confirmed').toBe(hash);
      expect(before.going).toBe(true);
      const place = before.entries.findIndex(({ targetId }) => targetId === id);
      const running = before.entries.filter(({ state }) => state === 'running').length;
      const earlier = before.entries.slice(0, place).filter(({ state }) => state === 'waiting').length;
      expect(running + earlier, 'never more than the cap, and first come first served').toBeLessThan(
        before.cap,
      );
      if (before.pilotFirst && !before.entries.some(({ state }) => state === 'done'))
        expect(
          [running, earlier, before.entries.filter(({ state }) => state === 'needsYou').length],
          'a pilot is alone',
        ).toEqual([0, 0, 0]);
    }
  }
}

abstract class Step implements fc.Command<object, World> {
  constructor(
    readonly name: string,
    readonly id = '',
  ) {}
  check(): boolean {
    return true;
  }
  abstract act(world: World): void;
  run(_model: object, world: World): void {
    world.time += 1000;
    this.act(world);
    world.look();
  }
  toString(): string {
    return `${this.name} ${this.id}`;
  }
}

class Confirm extends Step {
  constructor(
    id: string,
    readonly hash: string,
  ) {
    super('confirm', id);
  }
  act(world: World): void {
    // Main refuses a plan for a server at work before the queue is asked.
    if (world.view(this.id).busy !== 'idle') return;
    const entry = world.queue.entries.find(({ targetId }) => targetId === this.id);
    if (entry?.state === 'running') return;
    world.queue = enqueue(world.queue, {
      journey: 'onboard',
      targetId: this.id,
      planHash: this.hash,
      at: world.time,
    });
    world.confirmed.set(this.id, this.hash);
  }
}

class Change extends Step {
  constructor(readonly what: QueueChange) {
    super(what.kind, 'targetId' in what ? what.targetId : '');
  }
  act(world: World): void {
    try {
      world.queue = changeQueue(world.queue, this.what);
    } catch {
      return;
    }
    if (this.what.kind === 'start') world.held = false;
  }
}

/** What the queue gave a place begins on the server. */
class Begin extends Step {
  act(world: World): void {
    const entry = world.queue.entries.find(({ state, runId }) => state === 'running' && runId === null);
    if (entry === undefined) return;
    const run = {
      ...aRun('onboard', 'running', 'running', 'plan'),
      runId: `run-${String(world.time)}`,
      startedAt: world.time,
    };
    world.views.set(entry.targetId, { ...world.view(entry.targetId), busy: 'running', run });
  }
}

/** Or it does not: a pause was heard, the plan is another one, the server does not answer. */
class Refuse extends Step {
  constructor(
    id: string,
    readonly state: 'waiting' | 'changed' | 'failed',
  ) {
    super(`refuse as ${state}`, id);
  }
  act(world: World): void {
    // A place is given back as waiting only after a pause, or the queue would begin it at once for ever.
    if (this.state === 'waiting' && world.queue.going) return;
    const failure = { code: 'plan.changed' as const, detail: '', native: null };
    const before = world.queue;
    world.queue = refuse(before, this.id, this.state, this.state === 'waiting' ? null : failure);
    if (world.queue.heldBy !== null && world.queue.heldBy !== before.heldBy) world.held = true;
  }
}

class End extends Step {
  constructor(
    id: string,
    readonly outcome: Outcome,
  ) {
    super(`end as ${outcome}`, id);
  }
  act(world: World): void {
    const view = world.view(this.id);
    if (view.busy !== 'running' || view.run === null) return;
    world.views.set(this.id, {
      ...view,
      busy: 'idle',
      run: { ...view.run, outcome: this.outcome, endedAt: world.time },
    });
  }
}

/** A person restarts the server that asks for it, and the plan goes on by itself. */
class Restart extends Step {
  act(world: World): void {
    const view = world.view(this.id);
    if (view.busy !== 'idle' || view.run?.outcome !== 'restartRequired') return;
    world.views.set(this.id, { ...view, busy: 'restarting', run: { ...view.run, outcome: 'restarting' } });
    world.look();
    world.views.set(this.id, { ...view, busy: 'idle', run: { ...view.run, outcome: 'stopped' } });
    world.look();
    const run = {
      ...view.run,
      outcome: 'running' as const,
      runId: `run-${String(world.time)}`,
      startedAt: world.time,
    };
    world.views.set(this.id, { ...view, busy: 'running', run });
  }
}

const id = fc.constantFrom(...ids);
const commands = fc.commands<object, World>(
  [
    fc.tuple(id, fc.constantFrom('a', 'b')).map(([one, hash]) => new Confirm(one, hash)),
    fc.constant(new Change({ kind: 'start' })),
    fc.constant(new Change({ kind: 'start' })),
    fc.constantFrom(...(['pause', 'clear', 'stop'] as const)).map((kind) => new Change({ kind })),
    fc
      .tuple(fc.constantFrom(...(['remove', 'first'] as const)), id)
      .map(([kind, targetId]) => new Change({ kind, targetId })),
    fc.integer({ min: 1, max: 8 }).map((cap) => new Change({ kind: 'cap', cap })),
    fc.boolean().map((on) => new Change({ kind: 'pilotFirst', on })),
    fc.constant(new Begin('begin')),
    fc.constant(new Begin('begin')),
    fc.constant(new Begin('begin')),
    fc
      .tuple(id, fc.constantFrom(...(['waiting', 'changed', 'failed'] as const)))
      .map(([one, state]) => new Refuse(one, state)),
    fc.tuple(id, fc.constantFrom('done' as const, ...ends)).map(([one, outcome]) => new End(one, outcome)),
    id.map((one) => new Restart('restart', one)),
  ],
  { maxCommands: 80, size: 'max' },
);

describe('a queue', () => {
  it('whatever happens, starts only what was confirmed, within the cap, the pilot alone, and nothing after a bad end', async () => {
    await holds(
      fc.property(commands, (steps) => {
        fc.modelRun(() => ({ model: {}, real: new World() }), steps);
      }),
      400,
    );
  });

  it('lets every server come to an end when a person keeps it going, and none is passed over', async () => {
    await holds(
      fc.property(
        fc.array(fc.constantFrom(...ends), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (outcomes, cap, pilotFirst) => {
          const world = new World();
          world.queue = { ...emptyQueue, cap, pilotFirst };
          for (const one of ids) new Confirm(one, 'a').run({}, world);
          const begun: string[] = [];
          for (let round = 0; round < 40; round += 1) {
            if (!world.queue.going) new Change({ kind: 'start' }).run({}, world);
            for (const { targetId, state, runId } of world.queue.entries)
              if (state === 'running' && runId === null) {
                begun.push(targetId);
                new Begin('begin').run({}, world);
              }
            const next = world.queue.entries.find(({ state }) => state === 'running');
            if (next) new End(next.targetId, outcomes[ids.indexOf(next.targetId)] ?? 'done').run({}, world);
            // Whoever needs a restart gets it, and is done then.
            for (const { targetId, state } of world.queue.entries)
              if (state === 'needsYou') {
                new Restart('restart', targetId).run({}, world);
                new End(targetId, 'done').run({}, world);
              }
          }
          expect(world.queue.entries.every(hasEnded)).toBe(true);
          expect(begun).toEqual(ids);
          expect(world.queue.going).toBe(false);
        },
      ),
      200,
    );
  });
});
