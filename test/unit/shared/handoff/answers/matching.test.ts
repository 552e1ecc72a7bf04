import { describe, expect, it } from 'vitest';
import type { NamedAnswer } from '../../../../../shared/bridge/fleet';
import {
  createMatching,
  isNoted,
  isOutdated,
  newestOf,
} from '../../../../../shared/handoff/answers/matching';
import type { FleetNote } from '../../../../../shared/model/servers/fleetNotes';

const remote = (address: string) => ({
  target: {
    kind: 'remote' as const,
    id: `remote-${address.replaceAll('.', '-')}`,
    name: /^[\d.]+$/.test(address) ? address : (address.split('.')[0] ?? '').toUpperCase(),
    address,
  },
  facts: null,
});
const answer = (name: string, change: Partial<NamedAnswer> = {}): NamedAnswer => ({
  ...{ name, outcome: 'onboarded', at: 1000, from: 'result', file: 'a.json' },
  ...{ handOff: null, windows: null, detail: null },
  ...change,
});

describe('an answer', () => {
  const list = [
    ...['nord-fs03.nord.example', 'web01.a.example', 'web01.b.example', '10.0.0.7'].map(remote),
    remote('very-long-server-name-01.nord.example'),
  ];
  const match = createMatching(list);
  it.each([
    ['NORD-FS03', 'remote-nord-fs03-nord-example'],
    ['nord-fs03.nord.example.', 'remote-nord-fs03-nord-example'],
    ['nord-fs03.other.example', 'new'],
    ['web01.a.example', 'remote-web01-a-example'],
    ['WEB01', 'several'],
    ['10.0.0.7', 'remote-10-0-0-7'],
    ['10', 'new'],
    ['VERY-LONG-SERVE', 'remote-very-long-server-name-01-nord-example'],
    ['nord-fs0', 'new'],
  ])('of %s is about %s', (name, expected) => {
    const found = match({ name });
    expect(found.kind === 'known' ? found.targetId : found.kind).toBe(expected);
  });

  it('of a practice server is found by what it is made of, because several share a name', () => {
    const practice = (machine: string) => ({
      target: { kind: 'practice' as const, id: `practice-${machine}`, name: 'PRACTICE-2016', machine },
      facts: null,
    });
    const of = createMatching([practice('2016-trellix'), practice('2016-inbox')]);
    expect(of({ name: '2016-INBOX' })).toEqual({ kind: 'known', targetId: 'practice-2016-inbox' });
  });
});

describe('the newest answer', () => {
  it('counts, whatever the order, and names that mean one server are one', () => {
    const read = newestOf([
      answer('nord-fs03.nord.example', { at: 3000, outcome: 'notYet', from: 'list' }),
      answer('NORD-FS03', { at: 5000 }),
      answer('NORD-FS03', { at: 4000, outcome: 'failed' }),
      answer('web01.a.example', { at: null, outcome: 'unknown' }),
      answer('web01.b.example'),
      answer('WEB01'),
    ]);
    expect(read.map(({ name, outcome, older }) => [name, outcome, older])).toEqual([
      ['nord-fs03.nord.example', 'onboarded', 2],
      ['web01.a.example', 'unknown', 0],
      ['web01.b.example', 'onboarded', 0],
      ['WEB01', 'onboarded', 0],
    ]);
  });

  it('is found in bounded time among names that all begin alike', () => {
    const many = Array.from({ length: 40_000 }, (_, index) => [
      answer(`very-long-serve-${String(index)}`),
      answer(`very-long-serve-${String(index)}.nord.example`),
    ]).flat();
    const before = performance.now();
    expect(newestOf(many).length).toBe(80_000);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('without a date is older than each with one', () => {
    const both = [answer('A', { at: null, outcome: 'unknown' }), answer('A')];
    expect(newestOf(both)).toMatchObject([{ outcome: 'onboarded' }]);
    expect(newestOf(both.toReversed())).toMatchObject([{ outcome: 'onboarded' }]);
  });
});

describe('a note of the list', () => {
  const note: FleetNote = { ...answer('A'), takenAt: 9000 };
  it('stands for the same answer and for older ones, and for no newer one', () => {
    const read = (change: Partial<NamedAnswer>) => ({ ...answer('A', change), older: 0 });
    expect(isNoted(read({}), note)).toBe(true);
    expect(isNoted(read({ at: 900, outcome: 'failed' }), note)).toBe(true);
    expect(isNoted(read({ at: 1100 }), note)).toBe(false);
    expect(isNoted(read({}), null)).toBe(false);
  });

  it('is outdated once the server was read after it', () => {
    expect(isOutdated(note, { factsAt: 1001 })).toBe(true);
    expect(isOutdated(note, { factsAt: null, lastReadAt: 999 })).toBe(false);
    expect(isOutdated({ ...note, at: null }, { factsAt: 8000 })).toBe(false);
  });
});
