import type { ServerState } from '../../shared/facts';

/** Windows moves its start time by as much as its clock is set; a restart moves it by more than this (ms at normal speed). */
const jitterMs = 10_000;

/** What a later start of Windows is told from: the time of the present one, or of this reading where it is unknown. */
export const bootMark = (facts: ServerState): number => facts.boot.startedAt ?? facts.readAt;

/** True when Windows was started after the mark was taken. Never by ping, never by being away. `speed`: of a practice server. */
export const isNewStart = (facts: ServerState, mark: number, speed: number | undefined): boolean =>
  facts.boot.startedAt !== null && facts.boot.startedAt > mark + jitterMs / (speed ?? 1);
