import type { Doubt } from '../source';

/** The tools whose exit codes are known here. `restart` is shutdown.exe. */
export type CodeTool =
  'msiexec' | 'installScript' | 'wusa' | 'onboarding' | 'offboarding' | 'dism' | 'restart';

/**
 * What a code means for a run: `restart` it worked and Windows must restart; `alreadySo` there was nothing to do;
 * `retry` nothing is broken, wait and look or try again; the facts of the server decide in every case.
 */
type CodeOutcome = 'success' | 'restart' | 'alreadySo' | 'retry' | 'failure';

/** One exit code. `key` has `.title`, `.cause` and `.next` in `knowledge.json`. */
export interface CodeEntry {
  tool: CodeTool;
  /** Unsigned, 32 bits. */
  code: number;
  key: string;
  outcome: CodeOutcome;
  /** Whether the same action may simply be started once more, with nothing mended before. */
  retryable: boolean;
  source: string;
  doubt: Doubt | null;
}

type Row = readonly [code: number, outcome: CodeOutcome, source?: string, doubt?: Doubt | null];

/** Makes the entries of one tool; source and doubt of a row count more than those of the tool. */
export const table = (
  tool: CodeTool,
  source: string,
  doubt: Doubt | null,
  rows: readonly Row[],
): readonly CodeEntry[] =>
  rows.map(([code, outcome, ownSource, ownDoubt]) => ({
    tool,
    code,
    key: `code.${tool}.${code}`,
    outcome,
    retryable: outcome === 'retry',
    source: ownSource ?? source,
    doubt: ownDoubt === undefined ? doubt : ownDoubt,
  }));
