import type { ResultOf } from '../../../shared/model/operations';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { registryText, subKeys } from '../machine/registry';
import { dataOf, eventsOf } from './readRecentEvents';

// Stands on: platform/task-result-constants, platform/task-never-ran (what a task tells that never ran).
// Invented: the tasks of practice; looked for: exported tasks of servers that Group Policy onboards

type Found = ResultOf<'Get-OnboardingTask'>;
type MachineTask = NonNullable<Machine['tasks']>[number];

const ourHelper = /-O(?:n|ff)boardingScript|md4ws/i;
const reachMs = 30 * 24 * 60 * 60_000;

const endings = ['.cmd', '.ps1', '.exe'];

/** A path up to the end of its first file, where that is one of Defender's; null for any other. */
function ours(path: string): string | null {
  const small = path.toLowerCase();
  const ends = endings.map((ending) => small.indexOf(ending)).filter((at) => at >= 0);
  if (ends.length === 0) return null;
  const end = Math.min(...ends) + 4;
  const name = small.slice(Math.max(small.lastIndexOf('\\', end), small.lastIndexOf('/', end)) + 1, end);
  const isScript =
    name.startsWith('install') ||
    (name.startsWith('windowsdefenderatp') &&
      (name.includes('onboardingscript') || name.includes('offboardingscript')));
  return name === 'defenderdt.exe' || (isScript && !name.endsWith('.exe')) ? path.slice(0, end) : null;
}

/** The paths of a command line: what stands in quotes is one, whatever blanks are in it. */
const pathsOf = (line: string): string[] =>
  line.split('"').flatMap((part, at) => (at % 2 === 1 ? [part] : part.split(/\s+/)));

/** The script that a task starts; null where it is none of Defender's. */
function scriptOf(task: MachineTask): string | null {
  const found =
    ours(task.execute.replaceAll('"', '')) ??
    pathsOf(task.arguments)
      .map(ours)
      .find((path) => path !== null) ??
    null;
  const isInstall = found !== null && found.toLowerCase().endsWith('.ps1') && !/boarding/i.test(found);
  return isInstall && !ourHelper.test(task.arguments) ? null : found;
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
