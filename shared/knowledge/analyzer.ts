/** How bad a check of the Client Analyzer is. */
export type AnalyzerSeverity = 'information' | 'warning' | 'error';

/**
 * The severity of a check by its number: the third digit is 0, 1 or 2 in all that were seen, so one that a later version adds is told, too
 * (rows defender/mde-analyzer-checks-2022, defender/mde-analyzer-checks-2024). A number of another form is a warning.
 */
export function analyzerSeverity(id: string): AnalyzerSeverity {
  if (!/^\d{6}$/.test(id)) return 'warning';
  return id[2] === '0' ? 'information' : id[2] === '2' ? 'error' : 'warning';
}

/** The ways by which the Client Analyzer calls an address, by their numbers in its log. */
const ways = ['default', 'autoDiscovery', 'direct', 'named', 'commandLine'] as const;
export type AnalyzerWay = (typeof ways)[number];

/** What one way gave: the status or the error in brackets; `absent` where there is no such way. */
export interface AnalyzerAnswer {
  readonly way: AnalyzerWay;
  /** The proxy of a named way; null else. */
  readonly proxy: string | null;
  readonly state: 'reached' | 'failed' | 'absent';
  /** The number in brackets; null where there is none. */
  readonly code: number | null;
}

/** An address, and what each way to it gave. One way that works is enough. */
export interface AnalyzerAddress {
  readonly url: string;
  readonly host: string;
  readonly reached: boolean;
  readonly answers: readonly AnalyzerAnswer[];
}

const head = /^Testing URL : (\S{1,280})\s*$/;
const answer = /^\s{0,4}([1-5])(?:\.\d{1,2})? - [^:(]{1,60}(?:\(([^)]{1,120})\))?\s{0,3}: (.{1,120})$/;
/** Statuses with which the tool itself is content: addresses of storage answer 400 (row defender/mde-analyzer-connectivity-lines). */
const content = new Set([200, 400, 404]);

function answerIn(line: string): AnalyzerAnswer | null {
  const [, number = '', inside, said = ''] = answer.exec(line) ?? [];
  const way = ways[Number(number) - 1];
  if (way === undefined) return null;
  const code = /\((\d{1,10})\)/.exec(said)?.[1];
  const native = code === undefined ? null : Number(code);
  const succeeded = /^Succeeded\b/.test(said);
  const reached = native !== null && (content.has(native) || (succeeded && native === 405));
  return {
    way,
    proxy: way === 'named' ? (inside ?? null) : null,
    state: native === null && !succeeded ? 'absent' : reached ? 'reached' : 'failed',
    code: native,
  };
}

const hostOf = (url: string): string =>
  (url.replace(/^[a-z]{1,10}:\/\//i, '').split(/[/:?]/, 1)[0] ?? '').toLowerCase();

/**
 * Reads the lines about connections in the log of the Client Analyzer. They are English in every Windows. What has another form is
 * left out. Pure.
 */
export function analyzerAddresses(lines: readonly string[]): AnalyzerAddress[] {
  const found: { url: string; answers: AnalyzerAnswer[] }[] = [];
  for (const line of lines) {
    const url = head.exec(line)?.[1];
    if (url !== undefined) found.push({ url, answers: [] });
    const said = answerIn(line);
    if (said !== null) found.at(-1)?.answers.push(said);
  }
  return found.map(({ url, answers }) => ({
    url,
    host: hostOf(url),
    reached: answers.some(({ state }) => state === 'reached'),
    answers,
  }));
}
