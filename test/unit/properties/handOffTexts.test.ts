import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvField, csvTable } from '../../../shared/handoff/csv';
import { derivedId } from '../../../shared/handoff/derivedId';
import {
  argumentText,
  jsonText,
  powerShellText,
  utf16,
  xmlCharacters,
  xmlText,
  yamlText,
} from '../../../shared/handoff/texts';
import { isOneLine, nameSchema } from '../../../shared/model/handOff';
import { holds } from './holds';

/** Names as people and attackers give them: everything that a format gives a meaning to, and any letter. */
const pieces = [
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '$()',
  '$(calc)',
  '`',
  '%PATH%',
  '\\',
  '\\\\',
  '‘',
  '’',
  '‚',
  '‛',
  'é',
  '日本',
  '😀',
  ' ',
  '#',
  ':',
  '-',
  '{{ x }}',
  '!',
  ';',
  '|',
  '\u00a0',
  '\u0085',
  '\ufeff',
];
const name = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 4 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''))
  .filter(isOneLine);

/** Takes a command line apart as CommandLineToArgvW does. */
function argumentsOf(line: string): string[] {
  const found: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (let at = 0; at < line.length;) {
    const strokes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    at += strokes;
    if (line[at] === '"') {
      word = (word ?? '') + '\\'.repeat(strokes >> 1);
      if (strokes % 2 === 1) word += '"';
      else quoted = !quoted;
      at += 1;
      continue;
    }
    if (strokes > 0) word = (word ?? '') + '\\'.repeat(strokes);
    if (at >= line.length) break;
    const letter = line[at] ?? '';
    if (!quoted && /[ \t]/.test(letter)) {
      if (word !== null) found.push(word);
      word = null;
    } else word = (word ?? '') + letter;
    at += 1;
  }
  return word === null ? found : [...found, word];
}

describe('a text of a person', () => {
  it('is the same once a command line is taken apart', async () => {
    await holds(
      fc.property(fc.array(name, { maxLength: 4 }), (words) => {
        expect(argumentsOf(words.map(argumentText).join(' '))).toEqual(words);
      }),
      4000,
    );
  });

  it('is the same once JSON, YAML of it, and CSV are read, in plain ASCII where that is said', async () => {
    await holds(
      fc.property(name, (text) => {
        expect(JSON.parse(jsonText({ text }))).toEqual({ text });
        expect(jsonText(text)).toMatch(/^[\x20-\x7E]*$/);
        expect(JSON.parse(yamlText(text))).toBe(text);
        expect(csvField(text).slice(1, -1).replaceAll('""', '')).not.toContain('"');
        // No cell begins as a formula, and it is read back as it was.
        expect(csvField(text)).not.toMatch(/^"[=+\-@\t\r]/);
        expect(csvTable(`"a","b"\r\n${csvField(text)},"x"\r\n`)).toMatchObject({ rows: [[text, 'x']] });
        expect(new TextDecoder('utf-16le', { ignoreBOM: true }).decode(utf16(text))).toBe(text);
      }),
      4000,
    );
  });

  it('never ends a string of PowerShell by any of its five quotes', async () => {
    await holds(
      fc.property(name, (text) => {
        const inside = powerShellText(text).slice(1, -1);
        expect(inside.replaceAll(/(['‘’‚‛])\1/g, '$1')).toBe(text);
        expect(inside.replaceAll(/(['‘’‚‛])\1/g, '')).not.toMatch(/['‘’‚‛]/);
      }),
      4000,
    );
  });

  it('is refused with a line break or a letter that XML cannot hold', () => {
    for (const letter of ['\n', '\r', '\0', '\u001b', '\u2028', '\ufffe', '\ud800'])
      expect(nameSchema.safeParse(`a${letter}b`).success, JSON.stringify(letter)).toBe(false);
    expect(nameSchema.safeParse(' a').success).toBe(false);
  });
});

/** Python of Debian, whose readers are not ours; null where it is not there. */
const python = (() => {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import xml.etree.ElementTree']);
    return '/usr/bin/python3';
  } catch {
    process.stdout.write('skipped: no /usr/bin/python3, so no reader but ours for XML and CSV\n');
    return null;
  }
})();

describe.skipIf(python === null)('a text of a person, read by a parser that is not ours', () => {
  it('is the same as text, attribute and CDATA of XML, and as a field of CSV', () => {
    const texts = fc.sample(name, 400);
    const xml = `<all>${texts.map((text) => `<one a="${xmlText(text)}"><b>${xmlText(text)}</b><c>${xmlCharacters(text)}</c></one>`).join('')}</all>`;
    const csv = texts.map((text) => `${csvField(text)}\r\n`).join('');
    const program = `
import csv, io, json, sys, xml.etree.ElementTree as tree
given = json.load(sys.stdin)
rows = [[one.get('a'), one.find('b').text or '', one.find('c').text or ''] for one in tree.fromstring(given['xml'])]
fields = [row[0] if row else '' for row in csv.reader(io.StringIO(given['csv'], newline=''))]
print(json.dumps({'rows': rows, 'fields': fields}))`;
    const read: unknown = JSON.parse(
      execFileSync('/usr/bin/python3', ['-c', program], {
        input: JSON.stringify({ xml, csv }),
        encoding: 'utf8',
      }),
    );
    // Its reader knows nothing of our mark before what a spreadsheet would carry out.
    const marked = texts.map((text) => (/^'*[=+\-@]/.test(text) ? `'${text}` : text));
    expect(read).toEqual({ rows: texts.map((text) => [text, text, text]), fields: marked });
  });
});

describe('a derived id', () => {
  it('is a GUID, the same for the same parts alone', async () => {
    expect(derivedId('a', 'bc')).toBe(derivedId('a', 'bc'));
    expect(derivedId('a', 'bc')).not.toBe(derivedId('ab', 'c'));
    expect(derivedId('a')).not.toBe(derivedId('a', ''));
    await holds(
      fc.property(fc.array(name), (parts) => {
        expect(derivedId(...parts)).toMatch(
          /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
        );
      }),
      500,
    );
  });
});
