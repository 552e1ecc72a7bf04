// Stands on: defender/mde-script-onboarding-waits, defender/mde-wdatp-eventcreate, defender/mde-svc-sense-missing-1060.
// Invented: the lines of the practice script, and what net.exe says in French and German; looked for: output of a portal script on such a Windows
import { GangwayError } from '../../../shared/errors';
import { operations } from '../../../shared/model/operations';
import { verifyFile, type Behaviour } from '../behaviour';
import { connectivityOf } from '../answers/connectivityOf';
import { keys } from '../machine/keys';
import type { Fault, Machine } from '../machine/machine';
import { playTool, type ToolEnd } from '../playTool';
import { registryNumber, registryText } from '../machine/registry';
import type { Timeline } from '../answers/timeline';
import { windowsText } from '../answers/windowsLanguage';

// Stands on: defender/mde-script-onboarding-codes, defender/mde-script-onboarding-waits (a minute at most),
// defender/mde-onboarding-times-2012r2 (53 s, code 15, and well afterwards), defender/mde-svc-sense-missing-1060,
// defender/mde-svc-sense-start-onboarded, defender/mde-svc-sense-notonboarded, defender/mde-svc-sense-qc-onboarded.
// Invented: the words of the script, in our own; looked for: its console output on a server

/**
 * The portal's script: it starts the service, waits for what the sensor writes down, and says so in the Application log. It
 * waits for each in a phase of its own (row defender/mde-script-onboarding-waits); its words are those of practice packages.
 */
const course = [
  { effect: 'sensor.start', ms: 35_000, lines: 7 },
  { effect: 'onboard', ms: 15_000, lines: 1 },
  { effect: 'onboard.reported', ms: 10_000, lines: 1 },
] as const;
const linesOn = ({ services, language }: Machine): readonly string[] => [
  'Starting Microsoft Defender for Endpoint onboarding process...',
  'Testing administrator privileges',
  'Script is running with sufficient privileges',
  'Performing onboarding operations',
  'Starting the service, if not already running',
  // The one line here that is not the script's own: net.exe speaks the language of Windows.
  windowsText('The {service} service was started successfully.', language, {
    service: services.Sense?.displayName ?? '',
  }),
  'Microsoft Defender for Endpoint Service has started',
  'Waiting for the onboarding status to be set',
  'Successfully onboarded machine to Microsoft Defender for Endpoint',
];
/** The script's error 15: the service did not start, here because nothing has installed it (row defender/mde-svc-sense-missing-1060). */
const noService = {
  operation: 'Invoke-Onboarding',
  effect: 'fail',
  native: 15,
  line: '',
  times: null,
} as const;
/** Codes that only say "nothing was found within a minute"; the server may get there a little later. */
const patient = [15, 30, 35, 40];

function isOnboarded(machine: Machine): boolean {
  const sense = machine.services.Sense;
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  return sense?.status === 'Running' && sense.start === 2 && state === 1;
}

/** Stage by stage, each with what Windows shows after it. */
function runThrough(timeline: Timeline, orgId: string, lines: readonly string[]): ToolEnd {
  let from = 0;
  for (const { effect, ms, lines: count } of course) {
    const said = lines.slice(from, from + count);
    from += count;
    playTool(timeline, null, {
      source: 'cmd',
      ms,
      lines: said,
      restart: false,
      effect: () => timeline.effect(effect, { orgId }),
    });
  }
  return { native: 0, restart: false, failed: false, why: '' };
}

function runWith(timeline: Timeline, fault: Fault, orgId: string, lines: readonly string[]): ToolEnd {
  const effect = () => {
    for (const stage of course) timeline.effect(stage.effect, { orgId });
  };
  return playTool(timeline, fault, { source: 'cmd', ms: 60_000, lines, restart: false, effect });
}

function awaitInVain(timeline: Timeline, most: number): void {
  for (let attempt = 1; attempt <= most; attempt += 1) {
    timeline.progress(attempt, most);
    timeline.wait(5_000);
  }
}

const { afterMs } = operations['Invoke-Onboarding'].longTool;
/** A script that waits for somebody is ended after its limit, with what it started. */
function waitUntilEnded(timeline: Timeline): never {
  timeline.log('cmd', 'info', 'Starting Microsoft Defender for Endpoint onboarding process...');
  timeline.wait(afterMs);
  timeline.log('run', 'warn', 'ended: the tool');
  const minutes = String(afterMs / 60_000);
  throw new GangwayError('operation.toolEnded', `the tool was at work for ${minutes} minutes and was ended`);
}

/** Runs the Group Policy onboarding script: about a minute and a half until the sensor says it is onboarded. */
export const invokeOnboarding: Behaviour<'Invoke-Onboarding'> = (
  timeline,
  { machine, params, takeFault },
) => {
  const orgId = params.orgId.toLowerCase();
  const current = registryText(machine, keys.sensorStatus, 'OrgId')?.toLowerCase() ?? '';
  const state = registryNumber(machine, keys.sensorStatus, 'OnboardingState');
  if (state === 1 && current !== '' && current !== orgId) {
    throw new GangwayError('step.blocked', `this server is onboarded to the tenant ${current}`);
  }
  const set = connectivityOf(registryText(machine, keys.policySensor, 'OnboardingInfo')) ?? 'unknown';
  const onboarded = isOnboarded(machine) && current === orgId;
  const { connectivity = 'unknown' } = params;
  const restart = onboarded && set !== 'unknown' && connectivity !== 'unknown' && set !== connectivity;
  if (onboarded && !restart) {
    timeline.step('onboard', 'skipped', params.orgId);
    return { changed: false, restart: false, native: null, onboardingState: 1 };
  }
  verifyFile(timeline, machine, params.file);
  timeline.step('onboard', 'begin', params.orgId);
  const fault = machine.services.Sense === undefined ? noService : takeFault();
  if (fault?.effect === 'hang') waitUntilEnded(timeline);
  const { native, failed } =
    fault === null
      ? runThrough(timeline, orgId, linesOn(machine))
      : runWith(timeline, fault, orgId, linesOn(machine));
  if (failed) timeline.effect('onboard.failed', { code: String(native) });
  timeline.step('onboard', 'done', String(native));
  const failure = new GangwayError('operation.failed', `the onboarding script ended with ${native}`, native);
  if (failed && !patient.includes(native)) throw failure;
  timeline.step('awaitSensor', 'begin');
  if (failed) {
    awaitInVain(timeline, 36);
    throw failure;
  }
  if (fault?.effect === 'noop') {
    awaitInVain(timeline, 6);
    timeline.step('awaitSensor', 'done', String(state ?? ''));
    return { changed: true, restart, native, onboardingState: state };
  }
  timeline.step('awaitSensor', 'done', '1');
  return { changed: true, restart, native, onboardingState: 1 };
};
