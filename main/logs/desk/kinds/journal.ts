import type { LineReader } from '../lines';

const bad = new Set(['failed', 'conflict', 'unknown']);
const waits = new Set(['needsReboot', 'stopped']);

/** Reads a journal of Gangway: each line has its moment in UTC, and says how its action stands. */
export const journalReader: LineReader = {
  read(_bytes, _start, _end, line) {
    const text = line();
    const at = Number(/^\{"v":1,"seq":\d+,"at":(\d{1,15}),/.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(at)) return { severity: 1 };
    const phase = /,"phase":"(\w+)"/.exec(text)?.[1] ?? '';
    return { at, severity: bad.has(phase) ? 2 : waits.has(phase) ? 1 : 0 };
  },
};
