// Stands on: defender/mde-sense-event-5, defender/mde-sense-event-67 (400: another tenant).
// Invented: texts of the events; looked for: an exported log of the sensor with failures
import type { Machine } from '../machine/machine';
import { before } from './parts';

type MachineEvent = Machine['events'][number];

/** A practice server that hides a fault: which machine it is like, and what is wrong with it. No list shows it. */
export interface HiddenFault {
  readonly like: string;
  readonly patches: readonly Record<string, unknown>[];
}

/** An event of the sensor, so many minutes ago. */
export const sense = (
  id: number,
  level: number,
  minutes: number,
  text: string,
  data: string[] = [],
): MachineEvent => ({
  log: 'Microsoft-Windows-SENSE/Operational',
  provider: 'Microsoft-Windows-SENSE',
  id,
  level,
  at: before(0, 0, minutes),
  text,
  data,
});

/** Somebody who cannot reach the address; the code is that of WinHTTP, or the status of HTTP. */
export const unreached = (minutes: number, code: string): MachineEvent =>
  sense(
    5,
    2,
    minutes,
    `Contacted server 6 times, all failed, URI: https://winatp-gw-weu.microsoft.com/. Last HTTP error code: ${code}`,
    ['6', 'https://winatp-gw-weu.microsoft.com/', code],
  );

/** What Windows Update tells of one update, so many hours ago: its code where it failed, its title, and the service it came from. */
export const update = (
  id: 19 | 20,
  hours: number,
  title: string,
  service: string,
  code?: string,
): MachineEvent => ({
  log: 'System',
  provider: 'Microsoft-Windows-WindowsUpdateClient',
  id,
  level: id === 19 ? 4 : 2,
  at: before(0, hours),
  text: id === 19 ? `Installation Successful: ${title}` : `Installation Failure: ${title}`,
  data: [
    ...(code === undefined ? [] : [code]),
    title,
    '{2d53c1f0-4b1e-4c07-9f62-7d3c0a9be514}',
    '200',
    service,
  ],
});
/** A WSUS server among the services of Windows Update. */
export const wsus = '{3da21691-e39d-4da6-8a4b-b43877bcb1b7}';
