import { GangwayError } from '../../../../shared/errors';
import { verifyFile, NeverEnds, type Behaviour, type Told } from '../../behaviour';
import type { Timeline } from '../../answers/timeline';
import { keys } from '../../machine/keys';
import type { Machine } from '../../machine/machine';
import { registryNumber, registryText } from '../../machine/registry';
import { toolNumber } from '../../playTool';
import { operations } from '../../../../shared/model/operations';
import { endWith, isOnboarded, join, leave, logPathOf, say } from './playDeployment';

// Stands on: servicing/servicing-ddt-parameters, servicing/servicing-ddt-exit-codes. What the tool does stands on what `playDeployment.ts` names.
// Invented: that it starts with a line that names its version; looked for: a log of the tool, in issues, forums and gists.

const steps = { deploy: 'deployByTool', offboard: 'offboardByTool', uninstall: 'removeByTool' } as const;
/** Codes in which nothing went wrong. */
const well = { deploy: [0, 2, 10], offboard: [0, 3, 10], uninstall: [0, 3, 10] } as const;

const { afterMs } = operations['Invoke-DeploymentTool'].longTool;

/** A tool that never returns: our script names it after its minutes, and ends it nowhere. */
export function hang(timeline: Timeline): never {
  timeline.wait(afterMs);
  const minutes = String(afterMs / 60_000);
  timeline.log(
    'run',
    'warn',
    `The tool (process ${String(toolNumber(timeline.pid()))}) is at work for ${minutes} minutes. It is not ended.`,
  );
  throw new NeverEnds();
}

function isOffboarded(machine: Machine): boolean {
  const { Sense } = machine.services;
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  return Sense === undefined || (Sense.start !== 2 && state !== 1 && Sense.status !== 'Running');
}

const at = (instant: number) => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** What our script asks before the tool is started. */
function refuse(timeline: Timeline, machine: Machine, params: Told<'Invoke-DeploymentTool'>['params']): void {
  const current = registryText(machine, keys.sensorStatus, 'OrgId')?.toLowerCase() ?? '';
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  const isOther = current !== '' && current !== params.orgId.toLowerCase();
  if (params.what === 'deploy') {
    if (state === 1 && isOther)
      throw new GangwayError('step.blocked', `this server is onboarded to the tenant ${current}`);
    return;
  }
  if (isOther) throw new GangwayError('package.otherTenant', `this server reports to the tenant ${current}`);
  if (params.expiresAt <= timeline.now())
    throw new GangwayError(
      'package.expired',
      `${params.file.name}: valid until ${at(params.expiresAt)}, and this server has ${at(timeline.now())}`,
    );
}

/** The start of the tool to its code. */
function start(
  timeline: Timeline,
  { machine, params, takeFault }: Told<'Invoke-DeploymentTool'>,
): { code: number; without: boolean } {
  const fault = takeFault();
  say(timeline, 'Microsoft Defender deployment tool 1.0.0.6');
  if (fault?.effect === 'hang') hang(timeline);
  timeline.wait(20_000);
  const orgId = params.orgId.toLowerCase();
  const code =
    fault?.effect === 'fail'
      ? (fault.native ?? 1000)
      : fault?.effect === 'noop'
        ? 0
        : params.what === 'deploy'
          ? join(timeline, machine, orgId, params, fault)
          : leave(timeline, machine, orgId, {
              source: params.source,
              removes: params.what === 'uninstall',
              offline: params.offline,
            });
  return { code: endWith(timeline, code), without: fault?.effect === 'noop' };
}

/** Lets Microsoft's tool bring a server on board, or take it off: a few minutes. */
export const invokeDeploymentTool: Behaviour<'Invoke-DeploymentTool'> = (timeline, told) => {
  const { machine, params } = told;
  const { what } = params;
  const step = steps[what];
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  const left = what === 'uninstall' ? machine.services.Sense === undefined : isOffboarded(machine);
  if (what !== 'deploy' && left) {
    timeline.step(step, 'skipped', params.orgId);
    return { changed: false, restart: false, native: null, onboardingState: state, logPath: '' };
  }
  refuse(timeline, machine, params);
  verifyFile(timeline, machine, params.tool, [params.file]);
  timeline.step(step, 'begin', params.orgId);
  let ended = start(timeline, told);
  if (ended.code === 5 || ended.code === 6) {
    timeline.log(
      'run',
      'info',
      `${params.tool.name} ended with ${String(ended.code)}: it is started once more.`,
    );
    ended = start(timeline, told);
  }
  const { code, without } = ended;
  timeline.step(step, 'done', String(code));
  if (!well[what].some((one) => one === code))
    throw new GangwayError('operation.failed', `${params.tool.name} ended with ${String(code)}`, code);
  const works = code === 0 && !without;
  const after = !works ? state : what === 'deploy' ? 1 : 0;
  if (code !== 10) awaitSensor(timeline, machine, what, works, after);
  return {
    changed: code !== 2 && code !== 3,
    restart: code === 10,
    native: code,
    onboardingState: after,
    logPath: logPathOf(machine),
  };
};

/** Half a minute is waited where the server does not show it. */
function awaitSensor(
  timeline: Timeline,
  machine: Machine,
  what: keyof typeof steps,
  works: boolean,
  state: number | null,
): void {
  const step = what === 'deploy' ? 'awaitSensor' : 'awaitOffboarding';
  timeline.step(step, 'begin');
  const shows = works || (what === 'deploy' ? isOnboarded(machine) : isOffboarded(machine));
  for (let attempt = 1; !shows && attempt <= 6; attempt += 1) {
    timeline.progress(attempt, 6);
    timeline.wait(5_000);
  }
  timeline.step(step, 'done', String(state ?? ''));
}
