import { createDesk, type Desk } from '../../../../main/logs/desk/desk';
import type { Given } from '../../../../main/logs/desk/found';
import type { LogsDesk } from '../../../../shared/bridge/logs';

/** 30 November 2026, 04:05 of a computer an hour before UTC, as its clock reads. */
export const written = Date.UTC(2026, 10, 30, 4, 5);

/** A log by name and text. */
export const aLog = (name: string, bytes: string | Buffer, modified: number | null = written): Given => ({
  kind: 'bytes',
  name,
  bytes: Buffer.from(bytes),
  modified,
});

/** A desk with logs on it, on a computer an hour before UTC, and what it told. */
export async function deskWith(...given: readonly Given[]): Promise<{ desk: Desk; view: LogsDesk }> {
  const desk = createDesk({ tell: () => undefined, offsetAt: () => 60, now: () => written - 3_600_000 });
  await desk.add(given);
  return { desk, view: desk.view() };
}

/** What a wish for lines leaves out. */
export const everything = { from: null, to: null, files: [], levels: [], words: '' };
