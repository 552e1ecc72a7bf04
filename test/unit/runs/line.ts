import { expect } from 'vitest';
import type { Purpose } from '../../../main/runs/purposes';
import { startRun } from '../../../main/runs/runs';
import { actions } from '../../../shared/plan/actions';
import type { ActionId } from '../../../shared/plan/actions/action';
import { now, type ViewChange } from '../shared/views';
import { InMemory } from './inMemory';

/** Runs of actions that are all like the onboarding: sent as a task, and done once the server was told so. */
export class Line {
  readonly on: InMemory;
  /** What the server shows as done. */
  readonly done = new Set<string>();
  /** What facts call for and nobody agreed to. */
  agreed = true;
  /** What happens on the server while an action runs. */
  during: Partial<Record<ActionId, () => void>> = {};
  results: Partial<Record<ActionId, object>> = {};

  constructor(
    readonly ids: readonly ActionId[],
    ...changes: ViewChange[]
  ) {
    this.on = new InMemory(...changes);
  }

  readonly purpose: Purpose = {
    journey: 'onboard',
    name: 'plan',
    items: () =>
      this.ids.map((id) => {
        const action = actions.find((one) => one.id === id) ?? expect.unreachable();
        const isDone = () => this.done.has(id);
        const call = { operation: 'Install-Prerequisite', params: { fix: 'defenderEnable' } } as const;
        const mine = { ...action, operation: 'Install-Prerequisite', isDone } as const;
        return {
          action: mine,
          id,
          step: 'install',
          needed: !isDone(),
          call,
          blocked: false,
          hindered: null,
          key: id,
        };
      }),
    agreed: () => this.agreed,
  };

  async start(): Promise<void> {
    for (let count = this.ids.length; count > 0; count -= 1)
      this.on.follows.push(async (take, _from, _signal, nn) => {
        const id = this.ids[nn - 1] ?? expect.unreachable();
        this.during[id]?.();
        if (!this.results[id]) this.done.add(id);
        const value = this.results[id] ?? { changed: true, restart: false, native: 0 };
        await take([
          { kind: 'result', n: 0, at: now, value },
          { kind: 'end', n: 1, at: now, ok: true, code: null, text: '', native: null },
        ]);
        return 'ended';
      });
    await startRun(this.on.needs, this.on.server, () => this.purpose);
    await this.on.over();
  }

  get states() {
    return this.on.page.run?.actions.map(({ state }) => state);
  }
  get sent() {
    return this.on.asked.filter(({ name }) => name === 'Install-Prerequisite').length;
  }
}
