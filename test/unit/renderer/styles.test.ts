import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What holds for every element, and the classes of plain text. Every source may use it. */
const base = 'renderer/styles/base.css';
const tokens = 'renderer/styles/tokens.css';

interface Rule {
  readonly selector: string;
  readonly classes: readonly string[];
  readonly properties: ReadonlyMap<string, string>;
}

const classesIn = (selector: string): string[] => [
  ...new Set([...selector.matchAll(/\.(gw-[\w-]+)/g)].map(([, name = '']) => name)),
];

/** Commas outside brackets part the selectors of a rule. */
const selectorsOf = (prelude: string): string[] => prelude.split(/,(?![^(]*\))/).map((one) => one.trim());

function rulesOf(file: string): Rule[] {
  const css = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@import[^;]*;/g, '');
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, prelude = '', body = '']) =>
    selectorsOf(prelude).map((selector) => ({
      selector,
      classes: classesIn(selector),
      properties: new Map(
        [...body.matchAll(/([\w-]+):([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
      ),
    })),
  );
}

const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' }).map((name) =>
  posix.join('renderer', name.replaceAll('\\', '/')),
);
const sheets = new Map(files.filter((name) => name.endsWith('.css')).map((name) => [name, rulesOf(name)]));
const sources = new Map(
  files.filter((name) => name.endsWith('.tsx')).map((name) => [name, readFileSync(name, 'utf8')]),
);

/** The sheets in which a class stands, and those in which it stands alone: there is its definition. */
const standsIn = new Map<string, Set<string>>();
const definedIn = new Map<string, Set<string>>();
const note = (map: Map<string, Set<string>>, name: string, file: string) =>
  map.set(name, (map.get(name) ?? new Set()).add(file));
for (const [file, rules] of sheets) {
  for (const { classes } of rules) {
    for (const name of classes) note(standsIn, name, file);
    if (classes.length === 1 && classes[0] !== undefined) note(definedIn, classes[0], file);
  }
}

/** The classes that a source writes. `gw-note-${tone}` stands for every class that begins so. */
function writtenIn(source: string): string[] {
  return [...source.matchAll(/\bgw-[\w-]*(?:\$\{)?/g)].flatMap(([found]) => {
    const start = found.replace('${', '');
    return found.endsWith('${') || start.endsWith('-')
      ? [...standsIn.keys()].filter((name) => name.startsWith(start))
      : [start];
  });
}

const sheetsImportedBy = (file: string): string[] =>
  [...(sources.get(file) ?? '').matchAll(/^import '([^']+\.css)';$/gm)].map(([, path = '']) =>
    posix.normalize(posix.join(posix.dirname(file), path)),
  );

describe('style sheets', () => {
  it('define each class in one sheet', () => {
    const twice = [...definedIn]
      .filter(([, files]) => files.size > 1)
      .map(([name, files]) => [name, ...files]);
    expect(twice).toEqual([]);
  });

  it('hold only rules that name a class of their own', () => {
    const strange = [...sheets].flatMap(([file, rules]) =>
      rules
        .filter(
          ({ classes }) =>
            classes.length > 1 &&
            !classes.some((name) => definedIn.get(name)?.has(file) ?? !definedIn.has(name)),
        )
        .map(({ selector }) => `${file}: ${selector}`),
    );
    expect(strange).toEqual([]);
  });

  it('lie beside a source that imports them', () => {
    const alone = [...sheets.keys()].filter(
      (file) =>
        file !== base &&
        file !== tokens &&
        ![...sources.keys()].some(
          (source) =>
            posix.dirname(source) === posix.dirname(file) && sheetsImportedBy(source).includes(file),
        ),
    );
    expect(alone).toEqual([]);
  });

  it('define no class that no source writes', () => {
    const written = new Set([...sources.values()].flatMap(writtenIn));
    expect([...standsIn.keys()].filter((name) => !written.has(name))).toEqual([]);
  });

  it('are imported by each source that writes their classes', () => {
    const missing = [...sources].flatMap(([file, source]) => {
      const known = new Set([...sheetsImportedBy(file), base]);
      return [...new Set(writtenIn(source))]
        .filter((name) => {
          const homes = definedIn.get(name);
          // Some classes are only there to be named by the rules of another one.
          return homes === undefined ? !standsIn.has(name) : ![...homes].some((sheet) => known.has(sheet));
        })
        .map((name) => `${file}: ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it('never decide by their order what one element looks like', () => {
    // The order of two sheets follows from the order of imports, which somebody changes without a thought of styles.
    const plain = new Map<string, (Rule & { file: string })[]>();
    for (const [file, rules] of sheets) {
      for (const rule of rules) {
        const name = /^\.(gw-[\w-]+)$/.exec(rule.selector)?.[1];
        if (name !== undefined) plain.set(name, [...(plain.get(name) ?? []), { ...rule, file }]);
      }
    }
    const part = (a: string, b: string) => a.startsWith(`${b}-`) && !a.endsWith('-wrap');
    const differ = (one: Rule, other: Rule) =>
      [...one.properties].some(([a, value]) =>
        [...other.properties].some(
          ([b, another]) => part(a, b) || part(b, a) || (a === b && value !== another),
        ),
      );
    const doubtful = [...sources.values()].flatMap((source) =>
      [...source.matchAll(/`[^`]*`|"[^"\n]*"|'[^'\n]*'/g)].flatMap(([text]) => {
        const rules = writtenIn(text).flatMap((name) => plain.get(name) ?? []);
        return rules.some((one) => rules.some((other) => one.file !== other.file && differ(one, other)))
          ? [text]
          : [];
      }),
    );
    expect(doubtful).toEqual([]);
  });
});
