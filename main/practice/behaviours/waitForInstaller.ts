import type { Fault } from '../machine/machine';
import type { Told } from '../behaviour';
import type { Timeline } from '../answers/timeline';

// Stands on: servicing/servicing-msi-1618-although-installed.

/** Windows Installer's "another installation is in progress". */
export const busy = 1618;
const attempts = 20;

/** Whether the installation that is in progress brings the product itself: the fault names the package. */
export const bringsProduct = ({ native, line }: Fault): boolean =>
  native === busy && line.includes('md4ws.msi');

/**
 * Takes the next fault of an installation; while it is "another installer is busy", waits thirty seconds and tries
 * again, twenty times at most and as long as the product is not there. Answers the fault that then remains, if any.
 */
export function waitForInstaller(
  timeline: Timeline,
  { takeFault }: Pick<Told<'Install-Sensor'>, 'takeFault'>,
): Fault | null {
  for (let attempt = 1; ; attempt += 1) {
    const fault = takeFault();
    if (fault?.native !== busy || attempt >= attempts || bringsProduct(fault)) return fault;
    timeline.wait(2_000);
    timeline.log('run', 'warn', 'msiexec.exe ended with 1618: another installation is running');
    timeline.progress(attempt, attempts);
    timeline.wait(30_000);
  }
}
