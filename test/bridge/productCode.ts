import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { build, type Rollup } from 'vite';

const root = join(import.meta.dirname, '../..');

/** A file of the product with its syntax tree. */
export interface Code {
  readonly name: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

const parse = (name: string, text: string): Code => ({
  name,
  text,
  tree: ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true),
});

/** The sources under these folders of the repository. */
export function sources(...folders: string[]): Code[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => {
        const name = `${folder}/${file.replaceAll('\\', '/')}`;
        return parse(name, readFileSync(join(root, name), 'utf8'));
      }),
  );
}

/**
 * What the Electron entry is built to: `main.js`, the chunks it loads, and `preload.cjs`. Built in memory with the product's
 * own configurations, so that no stale dist/ is judged.
 */
export async function builtProgram(): Promise<Code[]> {
  const chunks: Rollup.OutputChunk[] = [];
  for (const part of ['node', 'preload']) {
    const built = await build({
      configFile: join(root, `build/vite.${part}.ts`),
      logLevel: 'silent',
      build: { write: false },
    });
    for (const { output } of Array.isArray(built) ? built : 'output' in built ? [built] : [])
      chunks.push(...output.filter((file) => file.type === 'chunk'));
  }
  const wanted = new Set(['main.js', 'preload.cjs']);
  for (const name of wanted)
    for (const chunk of chunks) if (chunk.fileName === name) chunk.imports.forEach((one) => wanted.add(one));
  return chunks
    .filter(({ fileName }) => wanted.has(fileName))
    .map(({ fileName, code }) => parse(fileName, code));
}

/** Every node of a file for which `test` answers a finding, as "file:line finding". */
export function findings(files: readonly Code[], test: (node: ts.Node) => string | null): string[] {
  return files.flatMap(({ name, tree }) => {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const finding = test(node);
      if (finding !== null) {
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
        found.push(`${name}:${String(line + 1)} ${finding}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  });
}

/** The text of a string or of the head of a template; null for any other node. */
export function textOf(node: ts.Node): string | null {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : null;
}

/** Name and value of a property in an object literal; null for any other node. */
export function propertyOf(node: ts.Node): { name: string; value: string } | null {
  if (!ts.isPropertyAssignment(node)) return null;
  const name = ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : '';
  return { name, value: node.initializer.getText() };
}

/** What is called, as it is written ("app.quit"); null for any other node. */
export function calleeOf(node: ts.Node): string | null {
  return ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : null;
}
