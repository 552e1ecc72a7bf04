import { GangwayError } from '../../../../shared/errors';
import { operations } from '../../../../shared/model/operations';
import { verifyFile, type Behaviour } from '../../behaviour';
import { beginLook, endWith } from './playDeployment';

// Stands on: servicing/servicing-ddt-parameters (-Stage), servicing/servicing-ddt-exit-codes (400).
// Invented: which files it leaves and how long it takes; looked for: a listing of a staging folder, in issues, forums and gists.

/** The names that the fake Windows of the lab stages, too. Each holds its own name. */
const staged = ['practice-2012r2.bin', 'practice-2016.bin', 'practice-intelligence.bin'];
const folder = 'C:\\ProgramData\\Gangway\\stage';
const { afterMs } = operations['Save-DeploymentStage'].longTool;

/** Lets Microsoft's tool download its files, about eight minutes. */
export const saveDeploymentStage: Behaviour<'Save-DeploymentStage'> = (
  timeline,
  { machine, params, takeFault },
) => {
  verifyFile(timeline, machine, params.tool);
  timeline.step('stage', 'begin');
  const fault = takeFault();
  beginLook(timeline, fault, afterMs);
  timeline.wait(480_000);
  const code = endWith(
    timeline,
    fault?.effect === 'fail' ? (fault.native ?? 1000) : machine.cloud.reachable ? 0 : 400,
  );
  timeline.step('stage', 'done', String(code));
  const name = params.tool.name;
  if (code !== 0) throw new GangwayError('operation.failed', `${name} ended with ${String(code)}`, code);
  if (fault?.effect === 'noop')
    throw new GangwayError('operation.failed', `${name} ended with 0 and left no file in ${folder}`, 0);
  return {
    changed: true,
    native: 0,
    resultPath: folder,
    files: staged.length,
    bytes: staged.reduce((sum, one) => sum + one.length, 0),
  };
};
