import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { texts as en } from '../../../renderer/texts/en';
import { texts as fr } from '../../../renderer/texts/fr';

const root = join(import.meta.dirname, '..', '..', '..');

/** The file behind a relative import; null for a package and for what is no code. */
function fileOf(importer: string, asked: string): string | null {
  if (!asked.startsWith('.')) return null;
  const path = join(dirname(importer), asked);
  const found = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find(
    (one) => /\.tsx?$/.test(one) && existsSync(one),
  );
  return found ?? null;
}

interface Imports {
  readonly packages: readonly string[];
  /** What runs before the file does. */
  readonly now: readonly string[];
  /** What is loaded when the file asks for it. */
  readonly later: readonly string[];
}
const read = new Map<string, Imports>();

function importsOf(path: string): Imports {
  const known = read.get(path);
  if (known !== undefined) return known;
  const source = readFileSync(path, 'utf8');
  const { module } = parseSync(path, source);
  const asked = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ isType, moduleRequest }) => (isType || !moduleRequest ? [] : [moduleRequest.value])),
  ];
  const late = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    source.slice(start + 1, end - 1),
  );
  const files = (names: readonly string[]) => names.flatMap((name) => fileOf(path, name) ?? []);
  const imports = {
    packages: asked.filter((name) => !name.startsWith('.')),
    now: files(asked),
    later: files(late),
  };
  read.set(path, imports);
  return imports;
}

/** Every file and package that an entry loads at its start, or with `whole` ever; files from the root of the project. */
function loadedBy(entry: string, whole = false): string[] {
  const files = new Set([join(root, entry)]);
  for (const path of files) {
    const { now, later } = importsOf(path);
    for (const one of whole ? [...now, ...later] : now) files.add(one);
  }
  const packages = [...files].flatMap((path) => importsOf(path).packages);
  return [...[...files].map((path) => relative(root, path).replaceAll('\\', '/')), ...new Set(packages)];
}

/** What an entry loads when it is asked for and not at its start. */
const later: Record<string, readonly RegExp[]> = {
  'main/openApp.ts': [
    /^main\/practice\//,
    /^main\/operations\//,
    /^main\/shell\/(?:powershell|brokerShell|laps|askCredential)\.ts$/,
    /^node-powershell$/,
    /^main\/texts\.ts$/,
    /^i18next$/,
    /^main\/handoff\/(?:handOffs|readMe|scripts|answers\/fleet)\.ts$/,
    /^shared\/handoff\/(?:engines|plain\/|groupPolicy\/|ansible\/|configurationManager\/)/,
    /^main\/site\/(?:sites|makeKit|openKit|writeKit|pages|zipKit)\.ts$/,
    /^main\/toolFolder\/(?:toolFolders|runFile|folderTexts)\.ts$/,
    /^main\/field\/(?:writeReader|writeRun|importFacts|importResult|takeIn|playRun)\.ts$/,
    /^main\/report\/(?:report|reportModel|render|planFile|bundle\/bundles|bundle\/zipFile)\.ts$/,
    /^main\/packages\/(?:recognise|msi\/|inspection\/inspect\.ts)/,
  ],
  'renderer/main.tsx': [
    /^renderer\/pages\/(?!home\/)/,
    /^renderer\/run\//,
    /^renderer\/frame\/failure(?:Note|Text)\.tsx?$/,
    /^shared\/(?:plan|findings|steps|checks|issues|logs|several)\//,
    /^shared\/knowledge\/codes/,
    /^shared\/model\/(?:operations|practice)\.ts$/,
    /^shared\/model\/catalogue\/(?:sensor|policy)Operations\.ts$/,
  ],
};

/** What runs in a thread of its own. */
const threads = ['main/packages/inspection/worker.ts', 'main/logs/desk/worker.ts'];

describe('what is loaded when it is asked for, and not at the start', () => {
  for (const [entry, patterns] of Object.entries(later))
    it(`keeps the start of ${entry} free of it`, () => {
      const atStart = loadedBy(entry);
      const ever = [entry, ...threads].flatMap((one) => loadedBy(one, true));
      // A room that was renamed would pass unseen.
      expect(patterns.filter((pattern) => !ever.some((one) => pattern.test(one)))).toEqual([]);
      expect(atStart.filter((one) => patterns.some((pattern) => pattern.test(one)))).toEqual([]);
    });

  it.each([en, fr])('holds no texts that the first page does not say', (texts) => {
    const names = Object.keys(texts).map((path) => basename(path, '.json'));
    expect(names).toEqual(['components', 'frame', 'home', 'steps', 'window']);
  });
});
