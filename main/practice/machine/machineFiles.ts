import { GangwayError } from '../../../shared/errors';
import { machineSchema, type Machine } from './machine';
import { networked, onNetwork } from '../networks';
import m2012Refused from '../machines/2012-refused.json';
import m2012r2Fresh from '../machines/2012r2-fresh.json';
import m2012r2Onboarded from '../machines/2012r2-onboarded.json';
import m2012r2Othertenant from '../machines/2012r2-othertenant.json';
import m2012r2Prerequisites from '../machines/2012r2-prerequisites.json';
import m2012r2Restart from '../machines/2012r2-restart.json';
import m2012r2coreFresh from '../machines/2012r2core-fresh.json';
import m2016Fails from '../machines/2016-fails.json';
import m2016Inbox from '../machines/2016-inbox.json';
import m2016Onboarded from '../machines/2016-onboarded.json';
import m2016Othertenant from '../machines/2016-othertenant.json';
import m2016Prerequisites from '../machines/2016-prerequisites.json';
import m2016Restart from '../machines/2016-restart.json';
import m2016Trellix from '../machines/2016-trellix.json';
import m2016coreFresh from '../machines/2016core-fresh.json';
import m2016frPrerequisites from '../machines/2016fr-prerequisites.json';
import m2019Conflict from '../machines/2019-conflict.json';
import m2019Fresh from '../machines/2019-fresh.json';
import m2019Offline from '../machines/2019-offline.json';
import m2019Onboarded from '../machines/2019-onboarded.json';
import m2019Othertenant from '../machines/2019-othertenant.json';
import m2019Prerequisites from '../machines/2019-prerequisites.json';
import m2019Restart from '../machines/2019-restart.json';
import m2019Rtm from '../machines/2019-rtm.json';
import m2019coreFresh from '../machines/2019core-fresh.json';
import m2019coreOnboarded from '../machines/2019core-onboarded.json';
import m2019coreOthertenant from '../machines/2019core-othertenant.json';
import m2019corePrerequisites from '../machines/2019core-prerequisites.json';
import m2019coreRestart from '../machines/2019core-restart.json';
import m2019deFresh from '../machines/2019de-fresh.json';
import m2022Fresh from '../machines/2022-fresh.json';
import m2022Prerequisites from '../machines/2022-prerequisites.json';
import m2022coreFresh from '../machines/2022core-fresh.json';
import m2025Fresh from '../machines/2025-fresh.json';
import m2025Nosensor from '../machines/2025-nosensor.json';
import m2025coreFresh from '../machines/2025core-fresh.json';
import m23h2Fresh from '../machines/23h2-fresh.json';
import hyperv2019Refused from '../machines/hyperv2019-refused.json';
import sac1803Fresh from '../machines/sac1803-fresh.json';
import sac20h2Fresh from '../machines/sac20h2-fresh.json';

const files: Readonly<Record<string, unknown>> = {
  '2012-refused': m2012Refused,
  '2012r2-fresh': m2012r2Fresh,
  '2012r2-onboarded': m2012r2Onboarded,
  '2012r2-othertenant': m2012r2Othertenant,
  '2012r2-prerequisites': m2012r2Prerequisites,
  '2012r2-restart': m2012r2Restart,
  '2012r2core-fresh': m2012r2coreFresh,
  '2016-fails': m2016Fails,
  '2016-inbox': m2016Inbox,
  '2016-onboarded': m2016Onboarded,
  '2016-othertenant': m2016Othertenant,
  '2016-prerequisites': m2016Prerequisites,
  '2016-restart': m2016Restart,
  '2016-trellix': m2016Trellix,
  '2016core-fresh': m2016coreFresh,
  '2016fr-prerequisites': m2016frPrerequisites,
  '2019-conflict': m2019Conflict,
  '2019-fresh': m2019Fresh,
  '2019-offline': m2019Offline,
  '2019-onboarded': m2019Onboarded,
  '2019-othertenant': m2019Othertenant,
  '2019-prerequisites': m2019Prerequisites,
  '2019-restart': m2019Restart,
  '2019-rtm': m2019Rtm,
  '2019core-fresh': m2019coreFresh,
  '2019core-onboarded': m2019coreOnboarded,
  '2019core-othertenant': m2019coreOthertenant,
  '2019core-prerequisites': m2019corePrerequisites,
  '2019core-restart': m2019coreRestart,
  '2019de-fresh': m2019deFresh,
  '2022-fresh': m2022Fresh,
  '2022-prerequisites': m2022Prerequisites,
  '2022core-fresh': m2022coreFresh,
  '2025-fresh': m2025Fresh,
  '2025-nosensor': m2025Nosensor,
  '2025core-fresh': m2025coreFresh,
  '23h2-fresh': m23h2Fresh,
  'hyperv2019-refused': hyperv2019Refused,
  'sac1803-fresh': sac1803Fresh,
  'sac20h2-fresh': sac20h2Fresh,
};

/** Ids of every machine file. */
export const machineIds: readonly string[] = Object.keys(files);

/** The machine of a scenario: as its file describes it, or on the network. Throws `operation.notFound` for any other id. */
export function readMachine(id: string): Machine {
  const found = Object.hasOwn(networked, id) ? networked[id] : undefined;
  if (found !== undefined) return machineSchema.parse(onNetwork(readMachine(found.base), found));
  if (!Object.hasOwn(files, id)) throw new GangwayError('operation.notFound', id);
  return machineSchema.parse(files[id]);
}
