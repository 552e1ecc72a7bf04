import { expect } from 'vitest';
import { takePen } from '../../../main/runs/pen';
import type { Work } from '../../../main/runs/sendTask';
import type { PlanItem } from '../../../shared/plan/plan';
import type { ViewChange } from '../shared/views';
import { aRunOf, InMemory, runId } from './inMemory';

/** The onboarding of a run under way, or its copy; `isDone`: whether the server shows it in the end. */
export async function atWork(id: 'onboard' | 'send-kit', isDone = true, ...changes: ViewChange[]) {
  const on = new InMemory(...changes, { view: { run: aRunOf(['send-kit', 'onboard']), busy: 'running' } });
  const found = on.server.known().plan.find((item) => item.id === id) ?? expect.unreachable();
  const item: PlanItem = { ...found, action: { ...found.action, isDone: () => isDone } };
  const nn = id === 'onboard' ? 2 : 1;
  const leave = new AbortController();
  const pen = await takePen(on.needs, on.server, runId);
  const work: Work = {
    needs: on.needs,
    server: on.server,
    journey: 'onboard',
    runId,
    pen,
    signal: leave.signal,
  };
  return { on, item, nn, leave, work, state: () => on.page.run?.actions[nn - 1]?.state };
}
