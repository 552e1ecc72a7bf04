import { GangwayError } from '../../../../shared/errors';
import { operations } from '../../../../shared/model/operations';
import { verifyFile, type Behaviour } from '../../behaviour';
import { beginLook, endWith, logPathOf } from './playDeployment';

// Stands on: servicing/servicing-ddt-parameters (-Precheck and -Verbose), servicing/servicing-ddt-exit-codes.
// Invented: that it finds nothing amiss on a practice server without a fault, and how long it takes; looked for: a log of -Precheck, in issues, forums and gists.

const { afterMs } = operations['Test-DeploymentTool'].longTool;

/** Lets Microsoft's tool look, for half a minute. */
export const testDeploymentTool: Behaviour<'Test-DeploymentTool'> = (
  timeline,
  { machine, params, takeFault },
) => {
  verifyFile(timeline, machine, params.tool);
  timeline.step('precheck', 'begin');
  const fault = takeFault();
  beginLook(timeline, fault, afterMs);
  timeline.wait(30_000);
  const code = endWith(timeline, fault?.effect === 'fail' ? (fault.native ?? 1000) : 0);
  timeline.step('precheck', 'done', String(code));
  if (code !== 0 && code !== 2)
    throw new GangwayError('operation.failed', `${params.tool.name} ended with ${String(code)}`, code);
  return { native: code, logPath: logPathOf(machine) };
};
