import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { type DecisionValue, Gathered, type Literal } from './value';

const folder = join(import.meta.dirname, '../../../main/operations');
const grammar = 'tree-sitter-powershell/tree-sitter-powershell.wasm';

/** Operators that compare; those that replace, split or join only make texts. */
const comparing = /^-[ci]?(?:not)?(?:eq|ne|lt|le|gt|ge|contains|in|match|like|is)$/i;
/** Scripts that only run others and speak with Gangway: they ask nothing of Windows that decides. */
const plumbing =
  /^(?:Broker|InTime|Records|Runner|Read-Run|Lease|KeptFacts|Hashes|OperationText|Tail|Stop-Run)$/;
/** Counters, lengths and flags of the scripts themselves. */
const own =
  /\.(?:Count|Length|Offset|length)\b|^\$(?:i|j|try|second|count|end|got|lock|held|Depth|length|Mode|Engine|Kind|Fix)\b/;

/**
 * Every literal that a script compares something with, read by a grammar that needs no PowerShell: words, numbers, patterns,
 * lists of them, and types. The path is the script and what it compares, without casts. Empty texts, 0 and the scripts' own
 * counters are left out: no Windows says those.
 */
export async function decisionsInScripts(): Promise<DecisionValue[]> {
  await Parser.init();
  const language = await Language.load(createRequire(import.meta.url).resolve(grammar));
  const parser = new Parser();
  parser.setLanguage(language);
  const found = new Gathered();
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.ps1'))) {
    const script = name.slice(0, -'.ps1'.length);
    const tree = plumbing.test(script) ? null : parser.parse(readFileSync(join(folder, name), 'utf8'));
    if (tree === null) continue;
    lookThrough(tree.rootNode, (path, value) =>
      found.add(`${script}: ${path}`, value, `main/operations/${name}`),
    );
    tree.delete();
  }
  return found.all();
}

function lookThrough(node: Node, tell: (path: string, value: Literal) => void): void {
  const [left, operator, right] = node.children;
  if (node.type === 'comparison_expression' && left && operator && right && comparing.test(operator.text))
    for (const [asked, told] of [
      [left, right],
      [right, left],
    ] as const) {
      const path = pathOf(asked.text);
      if (literalsIn(asked.text).length === 0 && !own.test(path))
        for (const value of literalsIn(told.text)) tell(path, value);
    }
  for (const child of node.children) lookThrough(child, tell);
}

/** What is compared, on one line and without the casts and brackets that only shape it. */
function pathOf(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^\(+|\[(?:string|int|long|bool)\]/gi, '')
    .slice(0, 80);
}

/** The literals that an operand consists of; none where it holds anything else, or says nothing. */
function literalsIn(text: string): Literal[] {
  const bare = text.trim().replace(/^@?\((.*)\)$/s, '$1');
  const one = /'(?:[^']|'')*'|"[^"$]*"|-?(?:0x[0-9a-f]+|\d+)|\[[\w.]+\]|\$true|\$false/gi;
  if (bare.replaceAll(one, '').replaceAll(/[\s,]/g, '') !== '') return [];
  return (bare.match(one) ?? []).map(literalOf).filter((value) => value !== '' && value !== 0);
}

function literalOf(text: string): Literal {
  if (/^['"]/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (text.startsWith('$')) return text.toLowerCase() === '$true';
  return text.startsWith('[') ? text : Number(text);
}
