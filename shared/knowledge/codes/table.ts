import type { Between } from '../../locales/keys';
import type { Doubt } from '../source';

/**
 * The tools whose exit codes are known here. `restart` is shutdown.exe; `removal` and `scriptRemoval` are Windows Installer and Install.ps1
 * where they take a product away, as far as their codes then mean something else.
 */
export const codeTools = [
  'msiexec',
  'installScript',
  'removal',
  'scriptRemoval',
  'wusa',
  'onboarding',
  'offboarding',
  'deploymentTool',
  'dism',
  'restart',
] as const;
export type CodeTool = (typeof codeTools)[number];

/**
 * What a code means for a run: `restart` it worked and Windows must restart; `alreadySo` there was nothing to do;
 * `retry` nothing is broken, wait and look or try again; the facts of the server decide in every case.
 */
type CodeOutcome = 'success' | 'restart' | 'alreadySo' | 'retry' | 'failure';

/** The exit codes of a tool that have a text. */
type Told<Tool extends CodeTool> =
  Between<`knowledge:code.${Tool}.`, '.title'> extends infer Code
    ? Code extends `${infer Number extends number}`
      ? Number
      : never
    : never;

/** An exit code of one tool. `key` has `.title`, `.cause` and `.next` in `knowledge.json`. */
export interface CodeOf<Tool extends CodeTool> {
  tool: Tool;
  /** Unsigned, 32 bits. */
  code: number;
  key: `code.${Tool}.${Extract<Told<Tool>, number>}`;
  outcome: CodeOutcome;
  source: string;
  doubt: Doubt | null;
}

/** One exit code of any tool. */
export type CodeEntry = { [Tool in CodeTool]: CodeOf<Tool> }[CodeTool];

type Row<Tool extends CodeTool> = readonly [
  code: Extract<Told<Tool>, number>,
  outcome: CodeOutcome,
  source?: string,
  doubt?: Doubt | null,
];

/** Makes the entries of one tool; source and doubt of a row count more than those of the tool. */
export const table = <Tool extends CodeTool>(
  tool: Tool,
  source: string,
  doubt: Doubt | null,
  rows: readonly Row<Tool>[],
): readonly CodeOf<Tool>[] =>
  rows.map(([code, outcome, ownSource, ownDoubt]) => ({
    tool,
    code,
    key: `code.${tool}.${code}` as const,
    outcome,
    source: ownSource ?? source,
    doubt: ownDoubt === undefined ? doubt : ownDoubt,
  }));
