import { Refused } from '../refused';

/** What stands in the tree of a version resource. */
export interface VersionTree {
  /** The fixed part (VS_FIXEDFILEINFO), or null. */
  fixed: Buffer | null;
  /** Each string with its values, one for each table in which it stands. */
  strings: ReadonlyMap<string, readonly string[]>;
}

interface Node {
  key: string;
  value: Buffer;
  children: Buffer;
}

/** Nodes of the largest resources are some hundred. */
const mostNodes = 4000;

/**
 * Reads the tree that a version resource is (VS_VERSIONINFO of the Windows SDK): nodes with a length, a key, a value and children, each
 * on a border of four bytes. Only what hangs in the tree counts: a name that merely occurs in the text of another one is none.
 * @throws {Refused} `unreadable` where a length leads out of its parent; {RangeError} where a node is cut off.
 */
export function readVersionTree(block: Buffer): VersionTree {
  const [root] = nodesOf(block);
  if (root?.key !== 'VS_VERSION_INFO') throw new Refused('unreadable', 'VS_VERSION_INFO');
  const strings = new Map<string, string[]>();
  for (const info of nodesOf(root.children)) {
    if (info.key !== 'StringFileInfo') continue;
    for (const table of nodesOf(info.children))
      for (const { key, value } of nodesOf(table.children))
        strings.set(key, [...(strings.get(key) ?? []), textOf(value)]);
  }
  return { fixed: root.value.length >= 52 ? root.value : null, strings };
}

function nodesOf(bytes: Buffer): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at + 6 <= bytes.length;) {
    const length = bytes.readUInt16LE(at);
    // Padding behind the last node.
    if (length === 0) break;
    if (length < 6 || at + length > bytes.length || nodes.length > mostNodes) throw new Refused('unreadable');
    nodes.push(nodeOf(bytes.subarray(at, at + length)));
    at += aligned(length);
  }
  return nodes;
}

function nodeOf(node: Buffer): Node {
  let end = 6;
  while (node.readUInt16LE(end) !== 0) end += 2;
  const valueAt = aligned(end + 2);
  // The length of a text is counted in characters (type 1), that of other values in bytes.
  const size = node.readUInt16LE(2) * (node.readUInt16LE(4) === 1 ? 2 : 1);
  return {
    key: node.toString('utf16le', 6, end),
    value: node.subarray(valueAt, Math.min(node.length, valueAt + size)),
    children: node.subarray(Math.min(node.length, aligned(valueAt + size))),
  };
}

function textOf(value: Buffer): string {
  const text = value.toString('utf16le');
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

function aligned(size: number): number {
  return (size + 3) & ~3;
}
