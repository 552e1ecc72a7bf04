import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { outputLineSchema, outputLinesSchema, type OutputLine } from '../../../shared/bridge/output';
import { anyText } from './anyText';
import { holds } from './holds';

const line: OutputLine = { seq: 0, at: 1, source: 'msi', level: 'info', text: 'a line', action: null };
const readable = z.array(outputLineSchema);

/** What a field may hold by mistake or by malice, the right ones among them. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    '',
    'info',
    'warn',
    'debug',
    'x'.repeat(16),
    'x'.repeat(17),
    // 16 and 17 code points, each of two units.
    '\u{10000}'.repeat(16),
    '\u{10000}'.repeat(17),
    0,
    -0,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.MAX_SAFE_INTEGER,
    2 ** 53,
    1n,
    [],
    {},
    new Date(0),
  ),
  anyText({ maxLength: 20 }),
  fc.double(),
  fc.constantFrom(...['begin', 'done', 'maybe'].map((state) => ({ key: 'unpack', state, detail: '' }))),
  fc.json().map((text): unknown => JSON.parse(text)),
);
const name = fc.oneof(
  fc.constantFrom(
    'seq',
    'at',
    'source',
    'level',
    'text',
    'action',
    'stage',
    '__proto__',
    'constructor',
    'Seq',
  ),
  fc.string({ maxLength: 6 }),
);
/** A right line in which some names were set to something, and some left out. */
const nearly = fc
  .tuple(
    fc.array(fc.tuple(name, anything), { maxLength: 2 }),
    fc.array(fc.constantFrom(...Object.keys(line)), { maxLength: 1 }),
    fc.boolean(),
  )
  .map(([set, left, bare]) => {
    const entries = new Map<string, unknown>([...Object.entries(line), ...set]);
    for (const key of left) entries.delete(key);
    const made = Object.fromEntries(entries);
    return bare ? Object.assign(Object.create(null) as object, made) : made;
  });

describe('the quick check of output lines', () => {
  it('says what the schema says, of anything', async () => {
    let right = 0;
    await holds(
      fc.property(fc.oneof(fc.array(nearly, { maxLength: 3 }), fc.array(anything), anything), (value) => {
        const quick = outputLinesSchema.safeParse(value);
        const said = readable.safeParse(value);
        expect(quick.success).toBe(said.success);
        if (quick.success) expect(quick.data).toEqual(said.data);
        else expect(quick.error.issues[0]?.message).toBe(said.error?.message);
        right += said.success && said.data.length > 0 ? 1 : 0;
      }),
      10_000,
    );
    expect(right).toBeGreaterThan(5);
  });

  it('refuses a name more, a name less and a hole', () => {
    expect(outputLinesSchema.safeParse([line]).success).toBe(true);
    expect(outputLinesSchema.safeParse([{ ...line, html: '<b>' }]).success).toBe(false);
    const { action: _, ...less } = line;
    expect(outputLinesSchema.safeParse([less]).success).toBe(false);
    expect(outputLinesSchema.safeParse(new Array(1)).success).toBe(false);
    expect(outputLinesSchema.safeParse([JSON.parse('{"__proto__":{}}')]).success).toBe(false);
  });
});
