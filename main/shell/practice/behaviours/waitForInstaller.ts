import { GangwayError } from '../../../../shared/errors';
import type { Fault } from '../machine';
import type { Told } from '../behaviour';
import type { Timeline } from '../timeline';

/** Windows Installer's "another installation is in progress". */
const busy = 1618;
const attempts = 20;

/**
 * Takes the next fault of an installation; while it is "another installer is busy", waits thirty seconds and tries
 * again, twenty times at most. Answers the fault that then remains, if any.
 */
export function waitForInstaller(
  timeline: Timeline,
  told: Pick<Told<'Install-Sensor'>, 'takeFault'>,
): Fault | null {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const fault = told.takeFault();
    if (fault?.native !== busy) return fault;
    timeline.log(
      'msi',
      'warn',
      `Another installation is running (1618). Waiting 30 s, attempt ${attempt} of ${attempts}.`,
    );
    timeline.wait(30_000);
  }
  throw new GangwayError('operation.failed', 'Another installation is still running.', busy);
}
