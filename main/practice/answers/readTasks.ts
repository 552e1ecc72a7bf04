import type { ResultOf } from '../../../shared/model/operations';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { registryText, subKeys } from '../machine/registry';
import { dataOf, eventsOf } from './readRecentEvents';

// Stands on: platform/task-result-constants, platform/task-never-ran (what a task tells that never ran).
// Invented: the tasks of practice; looked for: exported tasks of servers that Group Policy onboards

type Found = ResultOf<'Get-OnboardingTask'>;
type MachineTask = NonNullable<Machine['tasks']>[number];

const file = String.raw`(?:(?:WindowsDefenderATP\w*OnboardingScript|WindowsDefenderATP\w*OffboardingScript|Install)[^\\/"]*?\.(?:cmd|ps1)|DefenderDT\.exe)`;
const program = new RegExp(String.raw`(?:^|[\\/])${file}$`, 'i');
const quoted = new RegExp(`"([^"]*${file})"`, 'i');
const anywhere = new RegExp(file, 'i');
const ourHelper = /-O(?:n|ff)boardingScript|md4ws/i;
const reachMs = 30 * 24 * 60 * 60_000;

/** The word of a command line that names such a file, up to its end. */
function bare(line: string): string | undefined {
  for (const word of line.split(/\s+/)) {
    const found = anywhere.exec(word);
    if (found !== null) return word.slice(0, found.index + found[0].length);
  }
  return undefined;
}

/** The script that a task starts; null where it is none of Defender's. */
function scriptOf(task: MachineTask): string | null {
  const execute = task.execute.replaceAll('"', '');
  const found = program.test(execute) ? execute : (quoted.exec(task.arguments)?.[1] ?? bare(task.arguments));
  if (found === undefined) return null;
  return /Install[^\\/]*\.ps1$/i.test(found) && !ourHelper.test(task.arguments) ? null : found;
}

function kindOf(script: string): Found['tasks'][number]['kind'] {
  if (/DefenderDT\.exe$/i.test(script)) return 'deploymentTool';
  if (/Offboarding/i.test(script)) return 'offboarding';
  return /Onboarding/i.test(script) ? 'onboarding' : 'installation';
}

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
    if (!paths.has(task.toLowerCase()) && !said.some((one) => anywhere.test(one))) return [];
    if (id !== 101 && id !== 103 && id !== 201 && id !== 203) return [];
    return [{ at: event.at, task, event: id, result: Number(said.at(-1)) }];
  });
  const policies = subKeys(machine, keys.taskPolicies).flatMap(
    (name) => registryText(machine, `${keys.taskPolicies}\\${name}`, 'DisplayName') ?? [],
  );
  return { tasks, runs, policies, unreadable: [] };
}
