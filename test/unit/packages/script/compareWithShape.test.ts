import { describe, expect, it } from 'vitest';
import { otherTenant, practiceTenant } from '../../../../build/practice/blob';
import { compareWithShapes, scriptLines } from '../../../../main/packages/script/compareWithShape';
import { itsTenant, shapes } from '../../../../main/packages/script/shapes';
import { mostDifferences } from '../../../../shared/model/scriptDifferences';
import { portalScript } from '../../../fixtures/portalScript';

const [shape] = shapes();
if (shape === undefined) throw new Error('no shape');
const { lines: script, lacks } = portalScript(shape);
const longest = Math.max(...shapes().map(({ slots }) => slots.length));
const calc = (count: number) => Array.from({ length: count }, () => 'calc');

/** What differs, shortly: `own 3 calc`, `missing 3 end`. */
function differences(lines: readonly string[], kind = shape?.kind ?? 'onboarding'): string[] | null {
  const found = compareWithShapes(scriptLines(lines.join('\n')) ?? [], kind, null);
  return (
    found?.differences.map((one) =>
      one.is === 'own' ? `own ${String(one.line)} ${one.text}` : `missing ${String(one.line)} ${one.sort}`,
    ) ?? null
  );
}

describe('the lines of a script', () => {
  it('are counted as cmd.exe and an editor count them, and blank ones left out', () => {
    const lines = scriptLines('a\r\n \t\nb\rc\n\n');
    expect(lines?.map(({ number, text }) => `${String(number)} ${text}`)).toEqual(['1 a', '3 b', '4 c']);
  });

  it.each([
    [longest + mostDifferences, true],
    [longest + mostDifferences + 1, false],
  ])('are %i at most that are not blank: %s', (count, taken) => {
    expect(scriptLines([...calc(count), '', ''].join('\n')) !== null).toBe(taken);
  });
});

describe('a script beside the known one', () => {
  // Microsoft's own lines are missing in ours; they stand behind the others here, and are the same in every row.
  const known = () => differences(script) ?? [];
  const more = (lines: readonly string[]) => differences(lines)?.filter((one) => !known().includes(one));
  const last = script.length;

  it('lacks what ours lack, and nothing else', () => {
    expect(known()).toHaveLength(lacks);
    expect(known().every((one) => /^missing \d+ (?:variable|certificate|trace)$/.test(one))).toBe(true);
  });

  it.each<[string, string[], string[]]>([
    ['with a line more at its end', [...script, 'calc'], [`own ${String(last + 1)} calc`]],
    ['without its last line', script.slice(0, -1), [`missing ${String(last)} end`]],
    [
      'with another last line',
      [...script.slice(0, -1), 'calc'],
      [`own ${String(last)} calc`, `missing ${String(last + 1)} end`],
    ],
    [
      'with its last two lines the other way round',
      [...script.slice(0, -2), ...script.slice(-2).reverse()],
      [`own ${String(last - 1)} ${script[last - 1]?.trim() ?? ''}`, `missing ${String(last + 1)} end`],
    ],
  ])('%s differs in that', (_, lines, expected) => {
    expect(more(lines)).toEqual(expected);
  });

  it.each([
    [mostDifferences - lacks, true],
    [mostDifferences - lacks + 1, false],
  ])('with %i lines more is known: %s', (count, taken) => {
    expect(differences([...script, ...calc(count)]) !== null).toBe(taken);
  });

  it('is held against those of its own kind alone', () => {
    expect(differences(script, 'offboarding')).toBeNull();
    expect(compareWithShapes(scriptLines(script.join('\n')) ?? [], 'onboarding', null)?.shape).toBe(shape);
  });

  it.each<[string, string | null, number]>([
    ['its own', practiceTenant.orgId, 0],
    ['another', otherTenant.orgId, 4],
    ['none', null, 4],
  ])(
    'that asks for a tenant, where its value names %s, is known in all but the lines that ask',
    (_, orgId, count) => {
      const asking = shapes().find(({ slots }) =>
        slots.some((slot) => 'kind' in slot && slot.kind.endsWith(itsTenant)),
      );
      if (asking === undefined) throw new Error('no such shape');
      const own = portalScript(asking);
      const found = compareWithShapes(scriptLines(own.lines.join('\n')) ?? [], 'offboarding', orgId);
      expect(found?.differences).toHaveLength(own.lacks + count);
    },
  );
});
