import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Shape, shapes } from '../../../../main/packages/script/shapes';
import { rowOf } from '../../../ground/row';

const text = z.string();
const shows = (row: string, field: string) => rowOf(`defender/${row}`).shows[field];

/** The kinds of a script of the portal in their order; none for those that come with Gangway. */
const kindsOf = ({ slots }: Shape): string[] => slots.flatMap((slot) => ('kind' in slot ? [slot.kind] : []));
const ofPortal = () => shapes().filter(({ slots }) => slots.every((slot) => 'kind' in slot));
const held = (kinds: readonly string[], name: string): string[] =>
  kinds.flatMap((kind) => (kind.startsWith(`${name} `) ? [kind.slice(name.length + 1)] : []));
const named = (kind: Shape['kind'], variant: Shape['variant']) =>
  ofPortal()
    .filter((shape) => shape.kind === kind && shape.variant === variant)
    .map(kindsOf);
const sorted = (codes: Iterable<string>) => [...new Set(codes)].sort((a, b) => Number(a) - Number(b));

/** Which looks are repeated, how often, with how many seconds between them, and the code where they are all in vain. */
const waits = (kinds: readonly string[]) =>
  kinds.flatMap((kind, at) => {
    const [counter] = held([kind], 'ifCounter');
    if (counter === undefined) return [];
    const [seconds] = held(kinds.slice(at), 'wait');
    const [code] = held(kinds.slice(at), 'errorCode');
    return [{ look: kinds[at - 2], counter, seconds, code, from: kinds[at - 4] }];
  });

describe('the scripts that are known', () => {
  it('fail with the codes that those of the portal have', () => {
    const onboarding = z.record(text, text).parse(shows('mde-script-onboarding-codes', 'codes'));
    const former = z.array(text).parse(shows('mde-script-offboarding-2022', 'codes'));
    const other = text.parse(shows('mde-script-offboarding-2024', 'otherTenantCode'));
    for (const variant of ['groupPolicy', 'local'] as const) {
      const codes = (kind: Shape['kind']) =>
        named(kind, variant).map((kinds) => sorted(held(kinds, 'errorCode')));
      expect(codes('onboarding')).toEqual([sorted(Object.keys(onboarding))]);
      expect(codes('offboarding')).toEqual([sorted(['0', ...former]), sorted(['0', ...former, other])]);
    }
  });

  it('wait as often and as long', () => {
    const row = (field: string) => text.parse(shows('mde-script-onboarding-waits', field));
    const phase = { counter: row('counterLimit'), seconds: row('waitSeconds') };
    for (const variant of ['groupPolicy', 'local'] as const) {
      expect(named('onboarding', variant).map(waits)).toMatchObject([
        [
          { ...phase, look: 'findService running', code: '15' },
          { ...phase, look: 'queryState', code: '35' },
          { ...phase, look: 'findState', code: '40' },
        ],
      ]);
      expect(named('offboarding', variant).map(waits)).toMatchObject(
        ['mde-script-offboarding-2022', 'mde-script-offboarding-2024'].map((edition) => [
          {
            ...{ look: 'findService stopped', code: '15' },
            ...{ counter: shows(edition, 'counterLimit'), seconds: shows(edition, 'waitSeconds') },
          },
        ]),
      );
    }
    for (const kinds of ofPortal().map(kindsOf))
      expect(waits(kinds).map(({ from }) => from)).toEqual(waits(kinds).map(() => 'noCounter'));
  });

  it('jump to labels that they have, close what they open, and look at what came of a command before they go on', () => {
    for (const kinds of ofPortal().map(kindsOf)) {
      const labels = held(kinds, 'label');
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels).toEqual(
        expect.arrayContaining([...held(kinds, 'goto'), ...held(kinds, 'ifWorkedGoto')]),
      );
      const opened = kinds.filter((kind) => /^if(?!WorkedGoto)/.test(kind)).length;
      expect(kinds.filter((kind) => kind === 'close')).toHaveLength(opened);
      for (const [at, kind] of kinds.entries())
        if (/^(?:needsRights|addValue|deleteValue|startService|find|query)/.test(kind))
          expect(kinds[at + 1]).toMatch(/^if(?:Failed|Worked)/);
    }
  });

  it.each([
    ['onboarding', 'local', ['ask', 'latency', 'pause']],
    ['onboarding', 'groupPolicy', []],
    ['offboarding', 'local', ['pause']],
    ['offboarding', 'groupPolicy', []],
  ] as const)('as %s, %s, stop at %j', (kind, variant, stops) => {
    // Row defender/mde-script-local-vs-gp; both offboarding scripts that were seen end with a key (mde-script-offboarding-2024).
    expect(named(kind, variant)).not.toEqual([]);
    for (const kinds of named(kind, variant))
      expect(kinds.filter((one) => ['ask', 'latency', 'pause'].includes(one))).toEqual(stops);
  });

  it.each([
    ['onboarding', '696c1fa1-4030-4fa4-8713-faf9b2ea7c0a', 'onboardinginfo'],
    ['offboarding', 'onboardinginfo', '696c1fa1-4030-4fa4-8713-faf9b2ea7c0a'],
  ] as const)('as %s take away %s alone, and write %s alone, behind it', (kind, former, next) => {
    for (const kinds of ofPortal()
      .filter((shape) => shape.kind === kind)
      .map(kindsOf)) {
      const values = kinds.filter((one) => /^(?:query|delete|add)Value /.test(one));
      expect(values).toEqual([`queryValue ${former}`, `deleteValue ${former}`, `addValue ${next}`]);
    }
  });
});
