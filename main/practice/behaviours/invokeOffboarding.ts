// Stands on: defender/mde-script-offboarding-2022 (codes 65, 5, 10, 15), defender/mde-script-offboarding-2024 (70 for another tenant),
// defender/mde-script-offboarding-console (what it says, in order), defender/mde-svc-sense-offboarded, defender/mde-reg-offboarding-state,
// defender/mde-sense-event-44, servicing/servicing-ips1-offboarded-but-still-2 (a script that ends well, and a sensor that stays).
// Invented: the words of the practice script, and how long the sensor takes to stop; looked for: a timed console output of the script
import { GangwayError } from '../../../shared/errors';
import { operations } from '../../../shared/model/operations';
import { verifyFile, type Behaviour } from '../behaviour';
import type { Machine } from '../machine/machine';
import { keys } from '../machine/keys';
import { registryNumber, registryText } from '../machine/registry';
import { playTool } from '../playTool';
import type { Timeline } from '../answers/timeline';

const lines = [
  'Starting Microsoft Defender for Endpoint offboarding process...',
  'Testing administrator privileges',
  'Script is running with sufficient privileges',
  'Performing offboarding operations',
  'Successfully offboarded machine from Microsoft Defender for Endpoint',
] as const;
/** The script looked in vain while it waited for the sensor to stop; a slow sensor stops a little later. */
const notStopped = 15;

/** What the sensor itself says of an offboarding, as the script looks for it. */
function isOffboarded(machine: Machine): boolean {
  const { Sense } = machine.services;
  if (Sense === undefined) return true;
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  return Sense.start !== 2 && state !== 1 && Sense.status !== 'Running';
}

/** The sensor reads the package: it gives up its start, stops, and lifts what it held of the antivirus. */
function giveUp(timeline: Timeline, { defender }: Machine, orgId: string): void {
  timeline.effect('offboard', { orgId });
  if (defender === null) return;
  timeline.effect('tamper.lifted');
  if (defender.AMRunningMode === 'Passive Mode') timeline.effect('mode.released');
}

function awaitInVain(timeline: Timeline, most: number): void {
  for (let attempt = 1; attempt <= most; attempt += 1) {
    timeline.progress(attempt, most);
    timeline.wait(5_000);
  }
}

const { afterMs } = operations['Invoke-Offboarding'].longTool;
/** A script that waits for somebody is ended after its limit, with what it started. */
function waitUntilEnded(timeline: Timeline): never {
  timeline.log('cmd', 'info', lines[0]);
  timeline.wait(afterMs);
  timeline.log('run', 'warn', 'ended: the tool');
  const minutes = String(afterMs / 60_000);
  throw new GangwayError('operation.toolEnded', `the tool was at work for ${minutes} minutes and was ended`);
}

const at = (instant: number) => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')}Z`;

/** Runs the offboarding script: half a minute until the sensor has stopped. */
export const invokeOffboarding: Behaviour<'Invoke-Offboarding'> = (
  timeline,
  { machine, params, takeFault },
) => {
  const orgId = params.orgId.toLowerCase();
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  const senseStart = machine.services.Sense?.start ?? null;
  if (isOffboarded(machine)) {
    timeline.step('offboard', 'skipped', params.orgId);
    return { changed: false, native: null, onboardingState: state, senseStart };
  }
  const current = registryText(machine, keys.sensorStatus, 'OrgId')?.toLowerCase() ?? '';
  if (current !== '' && current !== orgId)
    throw new GangwayError('package.otherTenant', `this server reports to the tenant ${current}`);
  if (params.expiresAt <= timeline.now())
    throw new GangwayError(
      'package.expired',
      `${params.file.name}: valid until ${at(params.expiresAt)}, and this server has ${at(timeline.now())}`,
    );
  verifyFile(timeline, machine, params.file);
  if (machine.services.Sense?.status === 'Running') timeline.step('startSensor', 'skipped');
  else {
    timeline.step('startSensor', 'begin');
    timeline.wait(3_000);
    timeline.effect('sensor.wake');
    timeline.step('startSensor', 'done');
  }
  timeline.step('offboard', 'begin', params.orgId);
  const fault = takeFault();
  if (fault?.effect === 'hang') waitUntilEnded(timeline);
  const { native, failed } = playTool(timeline, fault, {
    source: 'cmd',
    ms: 25_000,
    lines,
    restart: false,
    effect: () => {
      timeline.effect('offboard.written', { orgId });
      giveUp(timeline, machine, orgId);
      timeline.effect('offboard.reported');
    },
  });
  if (native === notStopped) timeline.effect('offboard.written', { orgId });
  if (failed) timeline.effect('offboard.failed', { code: String(native) });
  timeline.step('offboard', 'done', String(native));
  const failure = new GangwayError('operation.failed', `the offboarding script ended with ${native}`, native);
  if (failed && native !== notStopped) throw failure;
  timeline.step('awaitOffboarding', 'begin');
  const stays = failed || fault?.effect === 'noop';
  if (stays) awaitInVain(timeline, failed ? 36 : 6);
  timeline.step('awaitOffboarding', 'done', String(stays ? (senseStart ?? '') : 3));
  const after = stays ? { onboardingState: state, senseStart } : { onboardingState: 0, senseStart: 3 };
  const result = { changed: true, native, ...after };
  if (failed) {
    timeline.result(result);
    throw failure;
  }
  if (after.senseStart === 2) {
    timeline.result(result);
    throw new GangwayError(
      'sensor.stillOnboarded',
      `Start of Sense is 2 and OnboardingState is ${state ?? ''}`,
    );
  }
  return result;
};
