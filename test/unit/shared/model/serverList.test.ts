import { describe, expect, it } from 'vitest';
import {
  joinTags,
  readServerList,
  serverLineSchema,
  serverListLimit,
  serverListTextSchema,
} from '../../../../shared/model/servers/serverList';

/** Servers are told by their name in small letters without a last dot, as far as these tests go. */
const find = (address: string) =>
  /[\s/\\]/.test(address)
    ? null
    : { id: `remote-${address.toLowerCase().replace(/\.$/, '')}`, name: address };
const read = (text: string) => readServerList(text, find);
const short = (text: string) =>
  read(text).lines.map(({ number, address, tags }) => [number, address, ...tags]);

describe('a list of servers', () => {
  it('is one server a line, with tags after comma, semicolon or tab', () => {
    expect(short('a\nb, Lyon\nc;Lyon;wave 1\r\nd\tLyon\twave 2\n\n')).toEqual([
      [1, 'a'],
      [2, 'b', 'Lyon'],
      [3, 'c', 'Lyon', 'wave 1'],
      [4, 'd', 'Lyon', 'wave 2'],
    ]);
    expect(short('a;;x;\n"b","one, two","say ""hi"""')).toEqual([
      [1, 'a', 'x'],
      [2, 'b', 'one, two', 'say "hi"'],
    ]);
    expect(short('fd00::1;v6')).toEqual([[1, 'fd00::1', 'v6']]);
  });

  it.each([
    ['blanks around its fields', 'a ; b\t c ', ['b', 'c']],
    ['a quote after a blank', 'a; "x, y"', ['x, y']],
    ['a quote after a blank of a web page', 'a;\u00a0"x, y"', ['x, y']],
    ['quotes within a field', 'a;b "c" d;e', ['b "c" d', 'e']],
    ['a quote that stays open', 'a;"b;c', ['"b', 'c']],
  ])('is read with %s', (_, line, tags) => {
    expect(short(line)).toEqual([[1, 'a', ...tags]]);
  });

  it('passes over comments, empty lines, a mark of order, and what a spreadsheet says first', () => {
    expect(short('\uFEFFsep=;\n# all of Lyon\n\n a  # the old one\r#x\rb')).toEqual([
      [4, 'a'],
      [6, 'b'],
    ]);
    expect(read('# one\n\n \t\nsep=;\na').bad).toEqual([]);
    // A server may be called nearly so.
    expect(short('a-sep=;\nsep=;b')).toEqual([
      [1, 'a-sep='],
      [2, 'sep=', 'b'],
    ]);
  });

  it('tolerates a first line with names of columns, and finds the columns by them', () => {
    expect(read('Server\na').header).toBe(1);
    expect(short('Name;DNSHostName;OperatingSystem;Tags\nA;a.lan;Windows Server 2019;Lyon')).toEqual([
      [2, 'a.lan', 'Lyon'],
    ]);
    expect(short('nom,étiquettes\na,Lyon')).toEqual([[2, 'a', 'Lyon']]);
    // Where it names the servers alone, all that follows is a tag.
    expect(short('Server\na,Lyon')).toEqual([[2, 'a', 'Lyon']]);
    // Only the first line can be one: a server may be called so.
    expect(short('a\nserver')).toEqual([
      [1, 'a'],
      [2, 'server'],
    ]);
  });

  it('knows a server again however it is written, and joins its tags', () => {
    const list = read('a.lan;Lyon\nA.LAN.;lyon;wave 1\nb\na.lan');
    expect(list.lines.map(({ number, tags, again }) => [number, tags, again])).toEqual([
      [1, ['Lyon', 'wave 1'], [2, 4]],
      [3, [], []],
    ]);
    expect(joinTags(['a', 'B'], ['b', 'A', 'c'])).toEqual(['a', 'B', 'c']);
  });

  it('names every line that it does not take, with its number and why', () => {
    const tags = Array.from({ length: 21 }, (_, n) => `t${String(n)}`);
    const text = `;Lyon\nhttp://a\na;${'x'.repeat(41)}\nb,${tags.join(',')}\nc\u0007\nd;e\u0007`;
    expect(read(text).bad.map(({ number, fault }) => [number, fault])).toEqual([
      [1, 'noAddress'],
      [2, 'badAddress'],
      [3, 'badTag'],
      [4, 'tooManyTags'],
      [6, 'badTag'],
    ]);
    const long = Array.from({ length: serverListLimit + 2 }, (_, n) => `s${String(n)}`);
    const list = read([...long, 's0'].join('\n'));
    expect(list.lines).toHaveLength(serverListLimit);
    expect(list.bad.map(({ number, fault }) => [number, fault])).toEqual([
      [serverListLimit + 1, 'tooMany'],
      [serverListLimit + 2, 'tooMany'],
    ]);
    expect(list.lines[0]?.again).toEqual([serverListLimit + 3]);
  });

  it('takes twenty tags, an address of 300 letters, and no more', () => {
    const tags = Array.from({ length: 20 }, (_, n) => `t${String(n)}`);
    expect(short(['a', ...tags].join(','))).toHaveLength(1);
    const [long, longer] = ['a'.repeat(300), 'b'.repeat(301)];
    expect(short(`${long}\n${longer}`)).toEqual([[1, long]]);
    expect(read(`  ${longer}  `).bad).toEqual([{ number: 1, text: 'b'.repeat(120), fault: 'badAddress' }]);
    expect(read('  a b ').bad).toEqual([{ number: 1, text: 'a b', fault: 'badAddress' }]);
    const fits = (address: string) => serverLineSchema.safeParse({ address, tags: [] }).success;
    expect(['', 'a', long, longer].map(fits)).toEqual([false, true, true, false]);
    const texts = ['', 'x'.repeat(300_000), 'x'.repeat(300_001)];
    expect(texts.map((text) => serverListTextSchema.safeParse(text).success)).toEqual([true, true, false]);
  });
});
