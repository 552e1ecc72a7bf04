import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceModules, referencePages } from '../../../build/reference.mjs';
import { helpOf } from '../../../build/reference/operations.mjs';
import { recordsOf } from '../../../build/reference/steps.mjs';
import { typeText } from '../../../build/reference/typeText.mjs';
import { operationNames } from '../../../shared/model/operations';

const root = new URL('../../../', import.meta.url).pathname.replace(/^\/(?=[A-Za-z]:)/, '');
const loaded = async () =>
  Object.fromEntries(
    await Promise.all(
      referenceModules.map(async (path) => [path, await import(/* @vite-ignore */ root + path)] as const),
    ),
  );

describe('the operator’s reference', () => {
  it('is as the catalogue, the scripts and the texts are now (npm run reference)', async () => {
    const pages = await referencePages(await loaded());
    expect(Object.keys(pages)).toEqual(
      ['operations', 'steps', 'codes', 'troubleshooting'].map((name) => `docs/${name}.md`),
    );
    for (const [path, text] of Object.entries(pages))
      expect(readFileSync(root + path, 'utf8').replaceAll('\r\n', '\n'), path).toBe(text);
    for (const name of operationNames) expect(pages['docs/operations.md']).toContain(`\n## ${name}\n`);
    expect(Object.values(pages).join('\n')).not.toMatch(/undefined|\[object /);
  });

  it('takes what an operation does from its script’s own help', () => {
    const help =
      '<#\n.SYNOPSIS\nDoes it.\n.PARAMETER Kb\nOne\nof two.\n.PARAMETER File\nA file.\n#>\nparam()';
    expect(helpOf(help)).toEqual({
      synopsis: 'Does it.',
      description: '',
      parameters: [
        { name: 'Kb', text: 'One of two.' },
        { name: 'File', text: 'A file.' },
      ],
    });
    expect(() => helpOf('param()')).toThrow(/without comment-based help/);
  });

  it('takes from a step’s record when it is done and what blocks it', () => {
    const source =
      "/** The test\n * came. */\nexport const test: Step = {\n  a: note('blocker.x'), b: note(c.d ? 'blocker.y' : 'blocker.x') };\n\n/** Z */\nexport const z: Step = {};\n";
    expect([...recordsOf([source])]).toEqual([
      ['test', { done: 'the test came.', blockers: ['x', 'y'] }],
      ['z', { done: 'z', blockers: [] }],
    ]);
  });

  it('writes a schema as a type', () => {
    expect(
      typeText({
        type: 'object',
        required: ['a'],
        properties: {
          a: { type: ['integer', 'null'] },
          'b-c': { anyOf: [{ const: 'x' }, { enum: [1, 2] }] },
          d: { type: 'array', items: { type: 'string', pattern: '^a*/$' } },
        },
      }),
    ).toBe('{ a: number | null; "b-c"?: "x" | 1 | 2; d?: Array<string /* ^a*\\/$ */> }');
  });
});
