import type { ResultOf } from '../../../shared/model/operations';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { registryText, subKeys } from '../machine/registry';
import { dataOf, eventsOf } from './readRecentEvents';
import { kindOf, ours, pathsOf, scriptOf } from './taskScripts';

// Stands on: platform/task-result-constants, platform/task-never-ran (what a task tells that never ran).
// Invented: the tasks of practice; looked for: exported tasks of servers that Group Policy onboards

type Found = ResultOf<'Get-OnboardingTask'>;

const reachMs = 30 * 24 * 60 * 60_000;

const states = { Ready: 'ready', Running: 'running', Disabled: 'disabled', Queued: 'queued' } as const;

/** What `Get-OnboardingTask` answers on this machine at `now`. */
export function readTasks(machine: Machine, now: number): Omit<Found, 'readAt'> {
  const tasks = (machine.tasks ?? []).flatMap((task): Found['tasks'] => {
    const script = scriptOf(task);
    if (script === null) return [];
    return [
      {
        path: task.path,
        kind: kindOf(script),
        script,
        onShare: script.startsWith('\\\\'),
        account: task.account,
        sid: task.sid,
        highest: task.highest,
        state: states[task.state],
        lastRunAt: task.lastResult === null ? null : task.lastRunAt,
        lastResult: task.lastResult,
      },
    ];
  });
  const paths = new Set(tasks.map(({ path }) => path.toLowerCase()));
  const log = 'Microsoft-Windows-TaskScheduler/Operational';
  const runs = eventsOf(machine, log, 101, 103, 201, 203).flatMap((event): Found['runs'] => {
    const said = dataOf(event);
    const [task = ''] = said;
    const { id } = event;
    if (said.length < 2 || event.at < now - reachMs) return [];
    if (
      !paths.has(task.toLowerCase()) &&
      !said.some((one) => pathsOf(one).some((path) => ours(path) !== null))
    )
      return [];
    if (id !== 101 && id !== 103 && id !== 201 && id !== 203) return [];
    return [{ at: event.at, task, event: id, result: Number(said.at(-1)) }];
  });
  const policies = subKeys(machine, keys.taskPolicies).flatMap(
    (name) => registryText(machine, `${keys.taskPolicies}\\${name}`, 'DisplayName') ?? [],
  );
  return { tasks, runs, policies, unreadable: [] };
}
