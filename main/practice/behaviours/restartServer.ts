import { GangwayError } from '../../../shared/errors';
import type { Fault } from '../machine/machine';
import type { Timeline } from '../answers/timeline';

// Stands on: servicing/servicing-shutdown-1190-is-not-a-restart, servicing/servicing-shutdown-1190-spanish, servicing/servicing-shutdown-1115-over-winrm,
// servicing/servicing-shutdown-1190-and-1115-as-others-handle, servicing/servicing-shutdown-5.

/** Something is planned already, a restart or a power-off. */
const planned = 1190;
/** Windows is going down already. */
const goingDown = 1115;

/**
 * Asks Windows to restart, as `Restart-Server.ps1` does: what is planned already is called off once. Answers whether Windows
 * restarts for it; throws `operation.failed` with the code of shutdown.exe.
 */
export function restartServer(
  timeline: Timeline,
  delaySeconds: number,
  takeFault: () => Fault | null,
): boolean {
  const order = () => {
    const fault = takeFault();
    const code = fault?.effect === 'fail' ? (fault.native ?? 1) : 0;
    if (fault?.effect === 'fail') timeline.log('cmd', 'info', `${fault.line}.(${code})`);
    return { code, restarts: fault === null };
  };
  timeline.step('askRestart', 'begin', String(delaySeconds));
  let { code, restarts } = order();
  let before = '';
  if (code === planned) {
    timeline.log(
      'run',
      'warn',
      '1190: a restart or a power-off is planned already. It is called off, and the restart is asked for in its place.',
    );
    before = ' What was planned before has been called off.';
    ({ code, restarts } = order());
  }
  if (code !== 0 && code !== goingDown)
    throw new GangwayError('operation.failed', `shutdown.exe ended with ${code}.${before}`, code);
  if (code === goingDown)
    timeline.log(
      'run',
      'warn',
      '1115: Windows is going down already. If that is a power-off, somebody must start the server again.',
    );
  timeline.step('askRestart', 'done', String(code));
  return restarts;
}
