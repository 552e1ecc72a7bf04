import { installedProduct, workspaceIds } from '../../answers/readFindings';
import type { Timeline } from '../../answers/timeline';
import { antivirusFamily, osFamily } from '../../effects';
import { keys } from '../../machine/keys';
import type { Fault, Machine } from '../../machine/machine';
import { registryNumber } from '../../machine/registry';
import { refusalLines } from '../installSensor';
import { GangwayError } from '../../../../shared/errors';
import { toolLog } from '../../../../shared/knowledge/deploymentTool';

// Stands on: servicing/servicing-ddt-exit-codes, servicing/servicing-ddt-log, servicing/servicing-ddt-order-of-work,
// servicing/servicing-features-14081-in-deployment-tool (710 where the feature was removed).
// Invented: which code it gives for a package that refuses (500), without a way to Microsoft (400, 300), for a folder that is not there (20); looked for: runs of the tool, in issues, forums and gists.
// Invented: what it writes for passive mode and tag, how long each piece takes, and the lines of its log that its page does not show; looked for: logs of the tool, in issues, forums and gists.

/** The one folder with staged files that a practice server knows. */
const stagedFolder = 'D:\\DefenderDT';

/** Where the tool keeps its log on a server. */
export const logPathOf = ({ name }: Machine): string => toolLog.replace('<COMPUTERNAME>', name);

/** What its log says of the feature (its page). */
const enabling = "Enabling Feature 'Windows-Defender'";

/** What the tool is told of a server that joins, or of one that leaves. */
export interface Told {
  readonly source: string | null;
  readonly passive?: boolean;
  readonly tag?: string | null;
  readonly workspace?: string | null;
}

/** Whether the sensor runs and says that it is onboarded. */
export const isOnboarded = (machine: Machine): boolean =>
  registryNumber(machine, keys.sensorStatus, 'OnboardingState') === 1 &&
  machine.services.Sense?.status === 'Running';

/** A line of the tool's log, as our script passes it on. */
export const say = (timeline: Timeline, text: string): void => timeline.log('DefenderDT', 'info', text);

/** The tool begins a look or a download, which our script ends after its minutes (ms) where it does not return. */
export function beginLook(timeline: Timeline, fault: Fault | null, afterMs: number): void {
  say(timeline, 'Microsoft Defender deployment tool 1.0.0.6');
  if (fault?.effect !== 'hang') return;
  timeline.wait(afterMs);
  timeline.log('run', 'warn', 'ended: the tool');
  throw new GangwayError(
    'operation.toolEnded',
    `the tool was at work for ${String(afterMs / 60_000)} minutes and was ended`,
  );
}

const words: Readonly<Record<number, string>> = { 0: ' [Success]', 710: ' [EnableFeatureFailed]' };
/** The end of the tool's log; answers its code. */
export function endWith(timeline: Timeline, code: number): number {
  say(timeline, 'Sequence completion');
  say(
    timeline,
    `Microsoft Defender deployment tool completed, exit code: ${String(code)}${words[code] ?? ''}`,
  );
  return code;
}

/** Prerequisites, the feature and the sensor: brings what is missing of them, and answers the code that ends the tool there; null where it goes on. */
function prepare(timeline: Timeline, machine: Machine, fault: Fault | null): number | null {
  const family = osFamily(machine);
  const hasRuntime = machine.files['C:\\Windows\\System32\\ucrtbase.dll'] !== undefined;
  if (family === '2012r2' && !hasRuntime) {
    timeline.wait(60_000);
    timeline.effect('update:KB2999226');
  }
  const feature = machine.features['Windows-Defender'];
  if (feature === 'Disabled') {
    say(timeline, enabling);
    timeline.wait(120_000);
    timeline.effect(`feature.enable:${antivirusFamily(machine)}`);
  }
  if (feature === 'Disabled' || feature === 'EnablePending') return 10;
  if (feature === 'DisabledWithPayloadRemoved') {
    say(timeline, enabling);
    say(timeline, 'Error 14081: 0x3701 The referenced assembly could not be found');
    return 710;
  }
  if (family !== '2019' && installedProduct(machine) === null) {
    timeline.wait(180_000);
    // The runtime came a moment ago.
    const ready = hasRuntime || family !== '2012r2';
    if (refusalLines(machine, timeline.now()) !== null && ready) return 500;
    timeline.effect(`sensor.install:${family}`);
  }
  if (fault?.effect !== 'restart') return null;
  timeline.effect('sensor.pendingRestart');
  return 10;
}

/** What the tool does on a server that joins, to its code. */
export function join(
  timeline: Timeline,
  machine: Machine,
  orgId: string,
  { source, passive, tag, workspace }: Told,
  fault: Fault | null,
): number {
  if (source !== null && source !== stagedFolder) return 20;
  if (source === null && !machine.cloud.reachable) return 400;
  if (isOnboarded(machine)) return 2;
  const ended = prepare(timeline, machine, fault);
  if (ended !== null) return ended;
  if (passive === true)
    timeline.patch({ registry: { [keys.policySensor]: { ForceDefenderPassiveMode: 1 } } });
  if (tag != null) timeline.patch({ registry: { [keys.policyTagging]: { Group: tag } } });
  if (workspace != null) {
    if (!workspaceIds(machine).some((id) => id.toLowerCase() === workspace.toLowerCase())) return 930;
    timeline.patch({ registry: { [`${keys.workspaces}\\Log Analytics - ${workspace}`]: null } });
  }
  const hasSensor = machine.services.Sense !== undefined || osFamily(machine) !== '2019';
  if (!hasSensor) return 200;
  timeline.wait(35_000);
  timeline.effect('sensor.start', { orgId });
  timeline.wait(15_000);
  timeline.effect('onboard', { orgId });
  timeline.wait(10_000);
  timeline.effect('onboard.reported');
  return 0;
}

/** What the tool does on a server that leaves, to its code. */
export function leave(
  timeline: Timeline,
  machine: Machine,
  orgId: string,
  { source, removes, offline }: { source: string | null; removes: boolean; offline: boolean },
): number {
  if (source !== null && source !== stagedFolder) return 20;
  if (!isOnboarded(machine)) return 3;
  if (!machine.cloud.reachable && !offline) return 300;
  timeline.wait(25_000);
  timeline.effect('offboard.written', { orgId });
  timeline.effect('offboard', { orgId });
  if (machine.defender !== null) {
    timeline.effect('tamper.lifted');
    if (machine.defender.AMRunningMode === 'Passive Mode') timeline.effect('mode.released');
  }
  timeline.effect('offboard.reported');
  if (removes && osFamily(machine) !== '2019') {
    timeline.wait(90_000);
    timeline.effect(`sensor.remove:${osFamily(machine)}`);
  }
  return 0;
}
