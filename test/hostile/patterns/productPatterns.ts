import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { vi } from 'vitest';

/** A pattern of the product and where it stands. */
export interface ProductPattern {
  where: string;
  pattern: RegExp;
}

const root = join(import.meta.dirname, '../../..');

/** Files that build patterns out of the words of a person, or of names, which have no repetition in them. */
const ofWords = ['shared/bridge/output.ts', 'main/redact/namePatterns.ts'];

/**
 * Every pattern of the product: those that are written as literals by the grammar of TypeScript, those that are put
 * together at the start by loading their file. One that is put together inside a function is found by nobody: an error.
 */
export async function productPatterns(): Promise<ProductPattern[]> {
  const found: ProductPattern[] = [];
  for (const path of sources()) {
    const source = ts.createSourceFile(
      path,
      readFileSync(join(root, path), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    let assembled = 0;
    const visit = (node: ts.Node): void => {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        const pattern = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
        found.push({ where: `${path}:${String(line)}`, pattern });
      }
      if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp') assembled += 1;
      ts.forEachChild(node, visit);
    };
    visit(source);
    if (assembled === 0 || ofWords.includes(path)) continue;
    const loaded = await assembledIn(path);
    if (loaded.length < assembled)
      throw new Error(`${path}: a pattern is put together later than at the start`);
    found.push(...loaded);
  }
  return found;
}

function sources(): string[] {
  return ['main', 'shared', 'renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .sort(),
  );
}

/** The patterns that a file makes of pieces while it is loaded. */
async function assembledIn(path: string): Promise<ProductPattern[]> {
  const found: ProductPattern[] = [];
  vi.resetModules();
  const Usual = globalThis.RegExp;
  // Literals are not made through the constructor, so these are the assembled ones alone.
  globalThis.RegExp = new Proxy(Usual, {
    construct(target, given: [string | RegExp, string?]) {
      const pattern = new target(...given);
      found.push({ where: path, pattern });
      return pattern;
    },
  });
  try {
    await import(/* @vite-ignore */ join(root, path));
  } finally {
    globalThis.RegExp = Usual;
  }
  return found;
}
