import { createRequire } from 'node:module';
import { Language, Parser, type Node } from 'web-tree-sitter';

/** One complaint about a script: where, which rule, and what is wrong. */
export interface SyntaxProblem {
  readonly line: number;
  readonly text: string;
}

const grammar = 'tree-sitter-powershell/tree-sitter-powershell.wasm';
/** Parts of the grammar that PowerShell 4.0 does not read. */
const newer: Readonly<Record<string, string>> = {
  class_statement: 'a class',
  enum_statement: 'an enum',
  pipeline_chain_tail: '&& or ||',
  foreach_parameter: 'foreach -parallel',
};

/** Lines that PowerShell reads and this grammar does not. */
const misread: readonly RegExp[] = [/ \{ \} -\w/];

function problemOf(node: Node): string | null {
  if (node.isMissing) return `${node.type} is missing`;
  if (node.isError) return 'PowerShell 4.0 cannot read this';
  const found = Object.hasOwn(newer, node.type) ? newer[node.type] : undefined;
  if (found !== undefined) return `newer than PowerShell 4.0: ${found}`;
  return node.type === 'invokation_expression' && /::new\(/i.test(node.text)
    ? 'newer than PowerShell 4.0: ::new(); New-Object'
    : null;
}

/**
 * Reads PowerShell by a grammar that needs no PowerShell (tree-sitter). It sees torn text and most of the newer syntax,
 * and knows nothing of commands: it stands in where there is no engine, and the summary says that only this was checked.
 */
export async function openSyntaxCheck(): Promise<(script: string) => SyntaxProblem[]> {
  await Parser.init();
  const language = await Language.load(createRequire(import.meta.url).resolve(grammar));
  const parser = new Parser();
  parser.setLanguage(language);
  return (script) => {
    const tree = parser.parse(script);
    if (tree === null) throw new Error('The grammar gave no tree.');
    const found = new Map<number, string>();
    const lines = script.split('\n');
    const look = (node: Node): void => {
      const text = problemOf(node);
      const line = node.startPosition.row + 1;
      const isMisread = misread.some((pattern) => pattern.test(lines[line - 1] ?? ''));
      if (text !== null && !isMisread && !found.has(line)) found.set(line, text);
      for (const child of node.children) look(child);
    };
    look(tree.rootNode);
    tree.delete();
    return [...found].map(([line, text]) => ({ line, text }));
  };
}
