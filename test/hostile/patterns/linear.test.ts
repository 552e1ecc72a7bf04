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

/**
 * Whether a quarter of the size already tells it, which takes a quarter of the time: true, or null where it does not. A pattern
 * with a share that grows by the square, and so takes 2.5 times as long for the whole size as for half of it, takes 2.15 times as
 * long for a quarter as for an eighth. One that is below noise at the whole size is sixteen times below it here.
 */
function isLinearEarly(pattern: RegExp, attack: Attack, size: number): true | null {
  const long = timeOf(pattern, textOf(attack, size / 4));
  if (long < noiseMs / 16) return true;
  return long <= 2.1 * quickest(pattern, textOf(attack, size / 8), 2) ? true : null;
}

/** Twice the text may take two and a half times as long. Measured anew where it seems to take longer. */
function isLinear(pattern: RegExp, attack: Attack, size: number): boolean {
  if (isLinearEarly(pattern, attack, size) === true) return true;
  const full = textOf(attack, size);
  for (let times = 1; times <= 4; times += 1) {
    const long = quickest(pattern, full, times);
    if (long === Infinity) return false;
    if (long < noiseMs) return true;
    const half = quickest(pattern, textOf(attack, size / 2), times);
    if (long <= 2.5 * half) return true;
    // So much is no accident of the second measurement.
    if (times > 1 && long > 5 * noiseMs && long > 3.2 * half) return false;
  }
  return false;
}

/**
 * The attacks that keep a pattern busy for longest. A pause in a pass makes an attack seem worse than it is, so the worst ones
 * are tried a second time, and the better of both passes counts.
 */
function worstOn(pattern: RegExp, size: number): Attack[] {
  const passOn = (text: string): number => {
    const started = performance.now();
    pass(pattern, text);
    return performance.now() - started;
  };
  const slowest = <T extends { ms: number }>(tried: T[], count: number): T[] =>
    tried.sort((left, right) => right.ms - left.ms).slice(0, count);
  const once = attacksOn(pattern).map((attack) => {
    const text = textOf(attack, size);
    return { attack, text, ms: passOn(text) };
  });
  const again = slowest(once, 16).map((one) => ({ ...one, ms: Math.min(one.ms, passOn(one.text)) }));
  return slowest(again, worst).map(({ attack }) => attack);
}

describe('a pattern of the product', () => {
  it('takes for 1 MB at most two and a half times as long as for half of it, on the worst that is known', async () => {
    // Many a pattern stands in several places.
    const patterns = [
      ...new Map((await productPatterns()).map((one) => [String(one.pattern), one])).values(),
    ];
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
      const found = worstOn(pattern, 2 * 1024).find((attack) => !isLinear(pattern, attack, 32 * 1024));
      expect(found).toBeDefined();
    },
  );
});
