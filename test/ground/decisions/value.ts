/** What a deciding function compares with: a word, a number, yes or no, `null` (not there), or the text of a pattern or list. */
export type Literal = string | number | boolean | null;

/** One value that a decision hangs on, and where the code asks for it. */
export interface DecisionValue {
  /** The path of the fact, e.g. `serverState.os.build`, a table with its column, or a script and what it compares. */
  path: string;
  value: Literal;
  /** Files that branch on it, sorted. */
  files: readonly string[];
}

/** The one name of a value: what `standing.json` knows it by. */
export function nameOf({ path, value }: Pick<DecisionValue, 'path' | 'value'>): string {
  return `${path} = ${JSON.stringify(value)}`;
}

/** Gathers values, each once, with all files that ask for it. */
export class Gathered {
  readonly #found = new Map<string, { path: string; value: Literal; files: Set<string> }>();

  add(path: string, value: Literal, file: string): void {
    const name = nameOf({ path, value });
    const known = this.#found.get(name) ?? { path, value, files: new Set<string>() };
    known.files.add(file);
    this.#found.set(name, known);
  }

  /** In the order of their names. */
  all(): DecisionValue[] {
    return [...this.#found.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { path, value, files }]) => ({ path, value, files: [...files].sort() }));
  }
}
