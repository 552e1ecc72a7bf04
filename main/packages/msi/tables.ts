import type { StringPool } from './stringPool';

/** A row of an MSI table: column name to value. Null is "no value". */
export type Row = Record<string, string | number | null>;

interface Column {
  table: string;
  number: number;
  name: string;
  /** Windows Installer's type word: low byte the size, flags above. */
  type: number;
}

const isString = 0x0800;
const isNullable = 0x1000;
/** Windows Installer itself allows 32 columns. The largest installers have some ten thousand files. */
const mostColumns = 32;
const mostRows = 200_000;
/** Rows times columns. */
const mostCells = 1_000_000;
/** A reference to a stream: string and valid flags, whatever else is nullable. */
const isStream = 0x0900;

/**
 * Rows of one table. Tables are stored column by column: all values of the first column, then all of the second.
 * What columns a table has is itself in the table `_Columns`, whose own shape is fixed.
 * @param bytes content of the table's stream, `columnBytes` that of `_Columns`
 * @throws {RangeError} when they do not fit each other.
 */
export function readTable(name: string, bytes: Buffer, columnBytes: Buffer, pool: StringPool): Row[] {
  const columns = decode(columnBytes, columnsOfColumns, pool)
    .map((row) => toColumn(row))
    .filter((column) => column.table === name)
    .sort((left, right) => left.number - right.number);
  return decode(bytes, columns, pool);
}

const columnsOfColumns: readonly Column[] = [
  { table: '_Columns', number: 1, name: 'Table', type: isString | 0x40 },
  { table: '_Columns', number: 2, name: 'Number', type: 2 },
  { table: '_Columns', number: 3, name: 'Name', type: isString | 0x40 },
  { table: '_Columns', number: 4, name: 'Type', type: 2 },
];

function toColumn(row: Row): Column {
  return {
    table: String(row.Table ?? ''),
    number: Number(row.Number ?? 0),
    name: String(row.Name ?? ''),
    // Two-byte numbers are stored with their sign turned; type words use the low 15 bits only.
    type: Number(row.Type ?? 0) & 0x7fff,
  };
}

function decode(bytes: Buffer, columns: readonly Column[], pool: StringPool): Row[] {
  const widths = columns.map((column) => width(column.type, pool));
  const rowBytes = widths.reduce((sum, value) => sum + value, 0);
  if (rowBytes === 0) return [];
  if (bytes.length % rowBytes !== 0) throw new RangeError('table is not a whole number of rows');
  const count = bytes.length / rowBytes;
  if (columns.length > mostColumns || count > mostRows || count * columns.length > mostCells)
    throw new RangeError('larger than any table is');
  const rows: Row[] = Array.from({ length: count }, () => ({}));
  let start = 0;
  columns.forEach((column, index) => {
    const size = widths[index] ?? 0;
    rows.forEach((row, at) => {
      row[column.name] = value(bytes.readUIntLE(start + at * size, size), size, column.type, pool);
    });
    start += size * count;
  });
  return rows;
}

function width(type: number, pool: StringPool): number {
  if ((type & ~isNullable) === isStream) return 2;
  if ((type & isString) !== 0) return pool.referenceBytes;
  return (type & 0xff) === 4 ? 4 : 2;
}

function value(raw: number, size: number, type: number, pool: StringPool): string | number | null {
  if (raw === 0) return null;
  if ((type & isString) !== 0 && (type & ~isNullable) !== isStream) return pool.text(raw);
  return raw - (size === 4 ? 0x8000_0000 : 0x8000);
}
