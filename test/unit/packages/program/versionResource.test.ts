import { describe, expect, it } from 'vitest';
import { programFile } from '../../../../build/practice/programFile';
import { readVersionResource } from '../../../../main/packages/program/versionResource';
import { readVersionTree } from '../../../../main/packages/program/versionStrings';
import { Refused } from '../../../../main/packages/refused';
import { opened } from '../opened';

const strings = { InternalName: 'UpdatePlatform.exe', Comments: 'none' };
const whole = programFile({ version: '4.18.24010.65535', strings });
const section = 0x98 + 240;
const resources = 0x200;
const changed = (...changes: [at: number, value: number, size: number][]): Buffer => {
  const bytes = Buffer.from(whole);
  for (const [at, value, size] of changes) bytes.writeUIntLE(value, at, size);
  return bytes;
};
/** Version and internal name of a program, or why it is refused. */
const read = (bytes: Buffer, name = 'InternalName'): Promise<string> =>
  opened(bytes, async (file) => {
    try {
      const { fileVersion, text } = await readVersionResource(file);
      return `${fileVersion} ${text(name)}`;
    } catch (error) {
      return error instanceof Refused ? error.message : String(error);
    }
  });
/** The program with a resource of another type (3, an icon) before that of its version, as all real programs have. */
function withIcon(): Buffer {
  const own = Buffer.from(whole.subarray(resources));
  const types = Buffer.alloc(32);
  // Everything moves behind the longer list of types.
  for (const at of [20, 44, 68, 72]) own.writeUInt32LE(own.readUInt32LE(at) + types.length, at);
  types.writeUInt16LE(2, 14);
  types.writeUInt32LE(3, 16);
  types.writeUInt32LE(16, 24);
  types.writeUInt32LE(own.readUInt32LE(20), 28);
  const bytes = Buffer.concat([whole, types, own]);
  bytes.writeUInt32LE(types.length + own.length, section + 16);
  bytes.writeUInt32LE(whole.length, section + 20);
  return bytes;
}
const good = '4.18.24010.65535 UpdatePlatform.exe';

describe('a program', () => {
  it.each<[string, Buffer, string]>([
    ['that is whole', whole, good],
    ['without that text', programFile({ version: '1.0.0.0', strings: {} }), '1.0.0.0 null'],
    ['with another first mark', changed([0, 0, 1]), 'unreadable'],
    ['with another second mark', changed([0x83, 1, 1]), 'unreadable'],
    ['of 32 bits, whose table lies elsewhere', changed([0x98, 0x10b, 2], [0x98 + 96 + 16, 0x1000, 4]), good],
    ['of 32 bits, whose table is that of 64', changed([0x98, 0x10b, 2]), 'unreadable'],
    ['without resources', changed([0x98 + 112 + 16, 0, 4]), 'unreadable'],
    [
      'without resources, in a section at nought',
      changed([0x98 + 112 + 16, 0, 4], [section + 12, 0, 4]),
      'unreadable',
    ],
    ['whose resources lie in no section', changed([section + 12, 0x2000, 4]), 'unreadable'],
    ['with another section behind it', changed([0x86, 2, 2], [section + 40 + 12, 0x2000, 4]), good],
    ['with resources of another kind before it', withIcon(), good],
    ['without sections', changed([0x86, 0, 2]), 'unreadable'],
    ['whose section ends behind its end', changed([section + 16, whole.length - 0x200 + 1, 4]), 'truncated'],
    ['whose section ends with it', changed([section + 16, whole.length - 0x200, 4]), good],
    ['with resources of another kind', changed([resources + 16, 10, 4]), 'unreadable'],
    ['without a resource', changed([resources + 14, 0, 2]), 'unreadable'],
    ['with a named one before it', changed([resources + 12, 1, 2], [resources + 14, 0, 2]), good],
    ['with more than a version has', changed([resources + 76, 64 * 1024 + 1, 4]), 'unreadable'],
    ['with a version that is cut off', changed([resources + 76, 64 * 1024, 4]), 'truncated'],
    ['without the fixed part', changed([resources + 88 + 40, 0, 4]), 'null UpdatePlatform.exe'],
  ])('%s', async (_, bytes, expected) => {
    expect(await read(bytes)).toBe(expected);
  });

  it('has texts without a fixed part, too', async () => {
    const block = raw('VS_VERSION_INFO', Buffer.alloc(0), 0, 0, [
      node('StringFileInfo', node('040904b0', text('InternalName', 'a'))),
    ]);
    expect(await read(withBlock(block))).toBe('null a');
  });

  it('is refused where its languages say two things, and taken where they say the same', async () => {
    const block = (...names: string[]) =>
      tree(node('StringFileInfo', ...names.map((name) => node('040904b0', text('InternalName', name)))));
    const of = async (...names: string[]) => {
      const values = readVersionTree(block(...names)).strings.get('InternalName');
      return values?.join(' ');
    };
    expect([await of('a'), await of('a', 'b')]).toEqual(['a', 'a b']);
    expect(await read(withBlock(block('a', 'a')))).toBe('1.2.3.4 a');
    expect(await read(withBlock(block('a', 'b')))).toBe('unreadable: InternalName');
  });
});

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
/** A node of the tree, with its lengths as they should be. */
function raw(key: string, value: Buffer, length: number, type: number, children: readonly Buffer[]): Buffer {
  const head = padded(Buffer.concat([Buffer.alloc(6), Buffer.from(`${key}\0`, 'utf16le')]));
  const all = Buffer.concat([head, padded(value), ...children.map(padded)]);
  all.writeUInt16LE(all.length, 0);
  all.writeUInt16LE(length, 2);
  all.writeUInt16LE(type, 4);
  return all;
}
const node = (key: string, ...children: Buffer[]) => raw(key, Buffer.alloc(0), 0, 1, children);
const text = (key: string, value: string) => {
  const bytes = Buffer.from(`${value}\0`, 'utf16le');
  return raw(key, bytes, bytes.length / 2, 1, []);
};
const fixed = Buffer.alloc(52);
fixed.writeUInt32LE(0xfeef_04bd, 0);
fixed.writeUInt32LE(0x0001_0002, 8);
fixed.writeUInt32LE(0x0003_0004, 12);
const tree = (...children: Buffer[]) => raw('VS_VERSION_INFO', fixed, 52, 0, children);
/** A program with this version resource in the place of its own. */
function withBlock(block: Buffer): Buffer {
  const bytes = Buffer.concat([whole, Buffer.alloc(4096)]);
  block.copy(bytes, resources + 88);
  bytes.writeUInt32LE(block.length, resources + 76);
  return bytes;
}

describe('the tree of a version', () => {
  const table = node('040904b0', text('A', 'x'), text('B', ''));
  const entries = (block: Buffer) => Object.fromEntries(readVersionTree(block).strings);
  it.each<[string, Buffer, unknown]>([
    ['with texts', tree(node('StringFileInfo', table)), { A: ['x'], B: [''] }],
    [
      'with another part before them',
      tree(node('VarFileInfo', table), node('StringFileInfo', table)),
      { A: ['x'], B: [''] },
    ],
    ['with another part alone', tree(node('VarFileInfo', table)), {}],
    [
      'with padding behind its last node',
      Buffer.concat([tree(node('StringFileInfo', table)), Buffer.alloc(20)]),
      { A: ['x'], B: [''] },
    ],
    // A text ends at its nought, whatever stands behind it.
    ['with a text in a text', tree(node('StringFileInfo', node('t', text('A', 'x\0y')))), { A: ['x'] }],
    [
      'with a text that has no end',
      tree(node('StringFileInfo', node('t', raw('A', Buffer.from('xy', 'utf16le'), 2, 1, [])))),
      { A: ['xy'] },
    ],
  ])('%s', (_, block, expected) => {
    expect(entries(block)).toEqual(expected);
  });

  it('takes no fixed part that is shorter than 52 bytes', () => {
    const of = (length: number) =>
      readVersionTree(raw('VS_VERSION_INFO', Buffer.alloc(length), length, 0, [])).fixed;
    expect([of(52)?.length, of(51), of(0)]).toEqual([52, null, null]);
  });

  it.each<[string, Buffer]>([
    ['of another name', raw('VS_VERSION', fixed, 52, 0, [])],
    ['of no bytes', Buffer.alloc(0)],
    [
      'with a node that leads out of it',
      ((): Buffer => {
        const block = tree(node('StringFileInfo', table));
        block.writeUInt16LE(999, block.length - node('StringFileInfo', table).length);
        return block;
      })(),
    ],
    [
      'with a node that is shorter than its head',
      ((): Buffer => {
        const block = tree(node('StringFileInfo', table));
        block.writeUInt16LE(5, block.length - node('StringFileInfo', table).length);
        return block;
      })(),
    ],
  ])('%s is refused', (_, block) => {
    expect(() => readVersionTree(block)).toThrow(Refused);
  });

  it('with more nodes than a resource can have is refused', () => {
    const many = (count: number) =>
      tree(Buffer.concat(Array.from({ length: count }, () => padded(raw('', Buffer.alloc(0), 0, 1, [])))));
    expect(() => readVersionTree(many(4001))).not.toThrow();
    expect(() => readVersionTree(many(4002))).toThrow(Refused);
  });
});
