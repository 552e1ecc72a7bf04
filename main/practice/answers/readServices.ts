import type { ServiceFact } from '../../../shared/model/facts';
import type { Machine } from '../machine/machine';

const statuses = {
  Running: 'running',
  Stopped: 'stopped',
  StartPending: 'startPending',
  StopPending: 'stopPending',
  Paused: 'paused',
} as const;
const starts = ['boot', 'system', 'automatic', 'manual', 'disabled'] as const;

/** The executable of an ImagePath: without quotes and arguments. */
function executable(imagePath: string): string | null {
  const quoted = /^"([^"]+)"/.exec(imagePath);
  return quoted?.[1] ?? /^.*?\.(?:exe|sys)/i.exec(imagePath)?.[0] ?? (imagePath === '' ? null : imagePath);
}

/** A Windows service or driver as facts show it; null when it does not exist. */
export function serviceFact(machine: Machine, name: string): ServiceFact | null {
  const service = machine.services[name];
  if (service === undefined) return null;
  return {
    status: statuses[service.status],
    start: starts[service.start] ?? 'unknown',
    imagePath: executable(service.imagePath),
  };
}

/** The version of a file by full path; null when there is no such file. */
export function fileVersion(machine: Machine, path: string | null): string | null {
  if (path === null) return null;
  const wanted = path.toLowerCase();
  return Object.entries(machine.files).find(([name]) => name.toLowerCase() === wanted)?.[1].version ?? null;
}

/** The version of the file that a service runs. */
export function serviceVersion(machine: Machine, name: string): string | null {
  return fileVersion(machine, serviceFact(machine, name)?.imagePath ?? null);
}
