import { performance } from 'node:perf_hooks';
import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type Attack, attacksOn, textOf } from './attacks';
import { productPatterns } from './productPatterns';

/** Times below it are noise: at this size a pattern that is not linear needs minutes. */
const noiseMs = 20;
const worst = 2;
/** What one pass may take at most; more is no answer at all. */
const patienceMs = 5000;

/** One pass as the product makes it: through the whole text where it looks for all, else to the first. */
function pass(pattern: RegExp, text: string): void {
  pattern.lastIndex = 0;
  for (let end = -1; pattern.test(text) && pattern.global; end = pattern.lastIndex)
    if (pattern.lastIndex === end) pattern.lastIndex += 1;
}

const inTime = vm.createContext({ work: (): void => undefined });

/** Milliseconds of the processor for one pass; others on a busy machine cost none of it. Infinity when it was ended. */
function timeOf(pattern: RegExp, text: string): number {
  Object.assign(inTime, { work: () => pass(pattern, text) });
  const before = process.cpuUsage();
  try {
    vm.runInContext('work()', inTime, { timeout: patienceMs });
  } catch {
    return Infinity;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const quickest = (pattern: RegExp, text: string, times: number): number =>
  Math.min(...Array.from({ length: times }, () => timeOf(pattern, text)));

/** Twice the text may take two and a half times as long. Measured anew where it seems to take longer. */
function isLinear(pattern: RegExp, attack: Attack, size: number): boolean {
  const full = textOf(attack, size);
  for (let times = 1; times <= 4; times += 1) {
    const long = quickest(pattern, full, times);
    if (long === Infinity) return false;
    if (long < noiseMs || long <= 2.5 * quickest(pattern, textOf(attack, size / 2), times)) return true;
  }
  return false;
}

/** The attacks that keep a pattern busy for longest. The better of two passes counts, because a pause in one of them would choose the wrong attack. */
function worstOn(pattern: RegExp, size: number): Attack[] {
  const tried = attacksOn(pattern).map((attack) => {
    const text = textOf(attack, size);
    const passes = Array.from({ length: 2 }, () => {
      const started = performance.now();
      pass(pattern, text);
      return performance.now() - started;
    });
    return { attack, ms: Math.min(...passes) };
  });
  return tried
    .sort((left, right) => right.ms - left.ms)
    .slice(0, worst)
    .map(({ attack }) => attack);
}

describe('a pattern of the product', () => {
  it('takes for 1 MB at most two and a half times as long as for half of it, on the worst that is known', async () => {
    const patterns = await productPatterns();
    expect(patterns.length).toBeGreaterThan(200);
    const slow = patterns.flatMap(({ where, pattern }) => {
      const found = worstOn(pattern, 4 * 1024).find((attack) => !isLinear(pattern, attack, 1024 * 1024));
      return found === undefined ? [] : [`${where} ${String(pattern)} on ${JSON.stringify(found)}`];
    });
    expect(slow).toEqual([]);
  });

  it.each([/^\s*@?exit\s+\/b\b/im, /(?:[a-z]|\\+\/){20,}/, /\s+$/, /<body(?:\s[^>]*)?>/])(
    'would be seen as %s',
    (pattern) => {
      const found = worstOn(pattern, 2 * 1024).find((attack) => !isLinear(pattern, attack, 256 * 1024));
      expect(found).toBeDefined();
    },
  );
});
