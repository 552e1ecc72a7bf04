import { GangwayError } from '../../../shared/errors';
import { machineSchema, type Machine } from './machine';
import m2012r2Fresh from './machines/2012r2-fresh.json';
import m2012r2Onboarded from './machines/2012r2-onboarded.json';
import m2012r2Othertenant from './machines/2012r2-othertenant.json';
import m2012r2Prerequisites from './machines/2012r2-prerequisites.json';
import m2012r2Restart from './machines/2012r2-restart.json';
import m2016Fails from './machines/2016-fails.json';
import m2016Onboarded from './machines/2016-onboarded.json';
import m2016Othertenant from './machines/2016-othertenant.json';
import m2016Prerequisites from './machines/2016-prerequisites.json';
import m2016Restart from './machines/2016-restart.json';
import m2016Trellix from './machines/2016-trellix.json';
import m2019Conflict from './machines/2019-conflict.json';
import m2019Fresh from './machines/2019-fresh.json';
import m2019Offline from './machines/2019-offline.json';
import m2019Onboarded from './machines/2019-onboarded.json';
import m2019Othertenant from './machines/2019-othertenant.json';
import m2019Prerequisites from './machines/2019-prerequisites.json';
import m2019Restart from './machines/2019-restart.json';
import m2019coreFresh from './machines/2019core-fresh.json';
import m2019coreOnboarded from './machines/2019core-onboarded.json';
import m2019coreOthertenant from './machines/2019core-othertenant.json';
import m2019corePrerequisites from './machines/2019core-prerequisites.json';
import m2019coreRestart from './machines/2019core-restart.json';

const files: Readonly<Record<string, unknown>> = {
  '2012r2-fresh': m2012r2Fresh,
  '2012r2-onboarded': m2012r2Onboarded,
  '2012r2-othertenant': m2012r2Othertenant,
  '2012r2-prerequisites': m2012r2Prerequisites,
  '2012r2-restart': m2012r2Restart,
  '2016-fails': m2016Fails,
  '2016-onboarded': m2016Onboarded,
  '2016-othertenant': m2016Othertenant,
  '2016-prerequisites': m2016Prerequisites,
  '2016-restart': m2016Restart,
  '2016-trellix': m2016Trellix,
  '2019-conflict': m2019Conflict,
  '2019-fresh': m2019Fresh,
  '2019-offline': m2019Offline,
  '2019-onboarded': m2019Onboarded,
  '2019-othertenant': m2019Othertenant,
  '2019-prerequisites': m2019Prerequisites,
  '2019-restart': m2019Restart,
  '2019core-fresh': m2019coreFresh,
  '2019core-onboarded': m2019coreOnboarded,
  '2019core-othertenant': m2019coreOthertenant,
  '2019core-prerequisites': m2019corePrerequisites,
  '2019core-restart': m2019coreRestart,
};

/** Ids of every machine file. */
export const machineIds: readonly string[] = Object.keys(files);

/** The machine of a scenario as its file describes it. Throws `operation.notFound` for an id that has no file. */
export function readMachine(id: string): Machine {
  if (!Object.hasOwn(files, id)) throw new GangwayError('operation.notFound', id);
  return machineSchema.parse(files[id]);
}
