import type { OutputLine } from '../../../../../shared/bridge/output';

/** Lines as main sends them, numbered from `from`. Every tenth is a warning, every hundredth an error. */
export function outputLines(count: number, from = 0): OutputLine[] {
  return Array.from({ length: count }, (_, index) => {
    const seq = from + index;
    return {
      seq,
      at: 1_795_531_638_000 + seq,
      source: 'msi',
      level: seq % 100 === 99 ? 'error' : seq % 10 === 9 ? 'warn' : 'info',
      text: `Action ${seq}`,
      action: 'install',
    };
  });
}
