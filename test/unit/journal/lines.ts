import { noHash, toLine } from '../../../main/journal/entry';

/** An entry of one run, with the line it is written as. */
export const entry = (seq: number, prev: string, data = 'x') =>
  toLine({
    v: 1,
    seq,
    at: 1_700_000_000_000,
    runId: 'run-20261124-c3',
    targetId: 'practice-2019',
    action: null,
    nn: null,
    phase: 'note',
    data,
    prev,
  });
export const first = entry(0, noHash);
export const second = entry(1, first.entry.hash);
export const one = `${first.line}\n`;
export const two = `${one}${second.line}\n`;
/** A line whose text is not what its hash was made of. */
export const edited = second.line.replace('"x"', '"y"');
