import { randomBytes } from 'node:crypto';

/** A run id: sortable by time, unique, safe as a folder name on the server. */
export function newRunId(now: number): string {
  const time = new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  return `${time}-${randomBytes(4).toString('hex')}`;
}
