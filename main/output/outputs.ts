import type { OutputLine, OutputWish } from '../../shared/bridge/output';
import type { Found, FindRange } from './findLines';

/** A line as an action says it; its number is given when it is kept. */
export type NewLine = Omit<OutputLine, 'seq'>;

/** The live output of all runs: kept on disk, handed to the renderer as it comes. */
export interface RunOutputs {
  /** Keeps lines and sends them out; resolves when it wants more (back-pressure). */
  append(runId: string, lines: readonly NewLine[]): Promise<void>;
  /** Lines from number `from` on, at most `limit`, and how many there are in all. */
  read(runId: string, from: number, limit: number): Promise<{ lines: OutputLine[]; total: number }>;
  /** Lines that match, from the newest back; answers after a moment with how far it came. */
  find(runId: string, wish: OutputWish, range: Omit<FindRange, 'budgetMs'>): Promise<Found>;
  /** How many lines the server wrote for an action: where following goes on after a restart of the app. */
  serverLines(runId: string, action: string): Promise<number>;
  /** A page took in the lines up to this number. */
  acknowledge(runId: string, seq: number): void;
  close(): Promise<void>;
}
