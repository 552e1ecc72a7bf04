import CFB from 'cfb';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._';

export interface InstallerOptions {
  properties: Readonly<Record<string, string>>;
  files?: readonly { key: string; name: string; version: string | null }[];
  /** References to strings take three bytes, as in files with more than 65,535 strings. */
  longReferences?: boolean;
  codePage?: number;
}

/** An MSI with the tables Property and File, written from nothing so that every byte of it can be chosen. */
export function makeInstaller(options: InstallerOptions): Buffer {
  return makeCompoundFile(installerStreams(options));
}

/** A compound file with these streams, their names packed as Windows Installer packs them. */
export function makeCompoundFile(streams: Readonly<Record<string, Buffer>>): Buffer {
  const container = CFB.utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams)) CFB.utils.cfb_add(container, encodeName(name), bytes);
  const written: unknown = CFB.write(container, { type: 'buffer' });
  if (!Buffer.isBuffer(written)) throw new Error('cfb wrote no buffer');
  return Buffer.from(written);
}

/** The streams of such a file, for tests that spoil one of them. */
export function installerStreams(options: InstallerOptions): Record<string, Buffer> {
  const pool = new Pool(options);
  const text = 0x0800 | 0x48;
  const files = (options.files ?? []).map(({ key, name, version }) => [
    key,
    'C1',
    name,
    3,
    version,
    null,
    512,
    1,
  ]);
  const tables: Record<string, { columns: [string, number][]; rows: (string | number | null)[][] }> = {
    Property: {
      columns: [
        ['Property', text | 0x2000],
        ['Value', 0x0f00],
      ],
      rows: Object.entries(options.properties),
    },
    File: {
      columns: [
        ['File', text | 0x2000],
        ['Component_', text],
        ['FileName', 0x0fff],
        ['FileSize', 0x0104],
        ['Version', text | 0x1000],
        ['Language', text | 0x1000],
        ['Attributes', 0x1502],
        ['Sequence', 0x0104],
      ],
      rows: files,
    },
  };
  const streams: Record<string, Buffer> = {};
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    const types = columns.map(([, type]) => type);
    streams[`!${name}`] = pool.encode(types, rows);
  }
  const described = Object.entries(tables).flatMap(([table, { columns }]) =>
    columns.map(([name, type], index) => [table, index + 1, name, type]),
  );
  streams['!_Columns'] = pool.encode([text, 0x0102, text, 0x0102], described);
  streams['!_StringPool'] = pool.lengths();
  streams['!_StringData'] = pool.characters();
  return streams;
}

class Pool {
  readonly #strings: Buffer[] = [];
  readonly #ids = new Map<string, number>();
  readonly #options: InstallerOptions;

  constructor(options: InstallerOptions) {
    this.#options = options;
  }

  encode(types: readonly number[], rows: readonly (readonly (string | number | null)[])[]): Buffer {
    return Buffer.concat(
      types.flatMap((type, column) => rows.map((row) => this.#cell(type, row[column] ?? null))),
    );
  }

  lengths(): Buffer {
    const header = Buffer.alloc(4);
    const flag = this.#options.longReferences === true ? 0x8000_0000 : 0;
    header.writeUInt32LE(((this.#options.codePage ?? 1252) | flag) >>> 0, 0);
    const entries = this.#strings.map(({ length }) => {
      const long = length > 0xffff;
      const entry = Buffer.alloc(long ? 8 : 4);
      entry.writeUInt16LE(long ? 0 : length, 0);
      entry.writeUInt16LE(1, 2);
      if (long) entry.writeUInt32LE(length, 4);
      return entry;
    });
    return Buffer.concat([header, ...entries]);
  }

  characters(): Buffer {
    return Buffer.concat(this.#strings);
  }

  #cell(type: number, value: string | number | null): Buffer {
    const isText = (type & 0x0800) !== 0;
    const width = isText ? (this.#options.longReferences === true ? 3 : 2) : (type & 0xff) === 4 ? 4 : 2;
    const cell = Buffer.alloc(width);
    if (value === null) return cell;
    const raw =
      typeof value === 'string' ? this.#intern(value) : value + (width === 4 ? 0x8000_0000 : 0x8000);
    cell.writeUIntLE(raw, 0, width);
    return cell;
  }

  #intern(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    this.#strings.push(Buffer.from(value, this.#options.codePage === 65001 ? 'utf8' : 'latin1'));
    this.#ids.set(value, this.#strings.length);
    return this.#strings.length;
  }
}

/** `!` stands for the mark before table names; pairs of letters become one code unit. */
export function encodeName(name: string): string {
  let raw = '';
  for (let index = 0; index < name.length; index += 1) {
    const [first, second] = [alphabet.indexOf(name.charAt(index)), alphabet.indexOf(name.charAt(index + 1))];
    if (name.charAt(index) === '!') raw += '\u4840';
    else if (name.charAt(index + 1) !== '' && second !== -1) {
      raw += String.fromCharCode(0x3800 + first + (second << 6));
      index += 1;
    } else raw += String.fromCharCode(0x4800 + first);
  }
  return raw;
}
