import { codeTools, explainCode } from '../knowledge/codes';
import type { Say } from '../locales/keys';
import { entries, type Entry } from './entries';
import { numbersIn, withoutNumbers } from './numbers';
import { wordsOf } from './words';

/** What was found for a query. */
export interface Found {
  /** The best first. */
  readonly hits: readonly Entry[];
  /** Numbers of the query that no entry has: such a code is a failure, and nothing is guessed about it. */
  readonly unknown: readonly number[];
  /** False: no entry has all of the words, and those that have half of them or more are shown. */
  readonly whole: boolean;
}

/** Words that stand beside a number in every log and say nothing about it. */
const plain = new Set(
  wordsOf(
    'a an the of in on with le la les un une de du des code error erreur exit sortie status hresult return',
  ),
);

/** The words that tell an entry from another. */
const telling = (words: readonly string[]) => words.filter((word) => !plain.has(word) && /\p{L}/u.test(word));

/** A number is looked for in the words of an entry only where it is long enough to be no amount: `1603`, `KB5005292`. */
const leastTold = 1000;

/** How near an entry comes by a number: as it is written, as the same error of Windows in its other form, or in its words. */
const near = { written: 3, sameError: 2, told: 1, not: 0 };

/** A number, and the exit codes by which the product explains it: what an HRESULT stands for is decided in one place. */
interface Asked {
  readonly number: number;
  readonly explained: ReadonlySet<string>;
}
const asked = (number: number): Asked => ({
  number,
  explained: new Set(
    codeTools.flatMap((tool) => {
      const entry = explainCode(tool, number);
      return entry === null ? [] : [`${entry.tool}.${entry.code}`];
    }),
  ),
});

/** 0x8007nnnn is Windows' error nnnn as an HRESULT. */
const ofWindows = (code: number): number => (code >>> 16 === 0x8007 ? code & 0xffff : code);
/** Kinds whose codes are errors of Windows, plain or as an HRESULT. */
const plainOrHresult: ReadonlySet<string> = new Set(['winrm', 'laps', 'issue']);

interface Indexed {
  readonly entry: Entry;
  readonly title: readonly string[];
  /** The title as it is written, and by its telling words alone. */
  readonly titled: { readonly whole: string; readonly telling: string };
  readonly words: readonly string[];
  /** By what its kind, or itself, is called. */
  readonly called: ReadonlySet<string>;
}

function nearness({ entry, words }: Indexed, { number, explained }: Asked): number {
  const own = entry.number === null ? entry.also : [entry.number, ...entry.also];
  if (own.includes(number)) return near.written;
  const same = plainOrHresult.has(entry.kind)
    ? own.some((code) => ofWindows(code) === ofWindows(number))
    : explained.has(entry.id) || own.some((code) => code !== ofWindows(code) && ofWindows(code) === number);
  if (same) return near.sameError;
  const told = number >= leastTold && words.some((word) => word === `${number}` || word === `kb${number}`);
  return told ? near.told : near.not;
}

/** Finds the entries that have a word with a beginning: the words of all stand in order, so those with one beginning stand together. */
function byBeginning(index: readonly Indexed[]): (beginning: string) => ReadonlySet<Indexed> {
  const having = new Map<string, Indexed[]>();
  for (const each of index)
    for (const word of each.words) {
      const those = having.get(word);
      if (those === undefined) having.set(word, [each]);
      else those.push(each);
    }
  const ordered = [...having.keys()].sort();
  return (beginning) => {
    const found = new Set<Indexed>();
    for (let at = firstFrom(ordered, beginning); ordered[at]?.startsWith(beginning) === true; at += 1)
      for (const each of having.get(ordered[at] ?? '') ?? []) found.add(each);
    return found;
  };
}

/** The place of the first word that does not come before `word`. */
function firstFrom(ordered: readonly string[], word: string): number {
  let from = 0;
  let to = ordered.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ordered[middle] ?? '') < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Compares by the first of the measures that differs: the greater one comes first. */
const byMeasures = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((order, measure, at) => (order === 0 ? (b[at] ?? 0) - measure : order), 0);

/**
 * Makes the search over everything that can be looked up, in one language: codes, events, known issues, errors of Gangway. It needs
 * no network and no server. A number is found in any form that `numbersIn` reads, words by their beginning, with and without accents.
 */
export function createSearch(say: Say): (query: string) => Found {
  const index = entries.map((entry): Indexed => {
    const called = wordsOf(
      `${say(`search:kind.${entry.kind}`)} ${say(`search:words.${entry.kind}`)} ${entry.name ?? ''}`,
    );
    const title = wordsOf(say(entry.title));
    const rest = [entry.cause, entry.next].flatMap((key) => (key === null ? [] : wordsOf(say(key))));
    return {
      entry,
      title,
      titled: { whole: title.join(' '), telling: telling(title).join(' ') },
      called: new Set(called),
      words: [...new Set([...called, ...title, ...rest])],
    };
  });
  const thoseWith = byBeginning(index);
  const has = (words: readonly string[], word: string) => words.some((own) => own.startsWith(word));

  return (query) => {
    const numbers = numbersIn(query).map(asked);
    const written = wordsOf(query).join(' ');
    const words = telling(wordsOf(withoutNumbers(query)));
    const having = words.map((word) => {
      const those = thoseWith(word);
      // A word that few entries have says more than one that many have.
      return { word, those, weight: Math.log(1 + index.length / (1 + those.size)) };
    });
    const judged = index.map((each) => {
      const met = having.filter(({ those }) => those.has(each));
      const called = numbers.length === 0 ? 0 : words.filter((word) => each.called.has(word)).length;
      const nearest = Math.max(near.not, ...numbers.map((number) => nearness(each, number)));
      const worth = met.reduce(
        (sum, { word, weight }) => sum + (has(each.title, word) || each.called.has(word) ? 2 : 1) * weight,
        0,
      );
      // Two titles may differ by a small word alone: the one that was asked for to the letter comes first.
      const titled =
        words.length === 0 || each.titled.telling !== words.join(' ')
          ? 0
          : each.titled.whole === written
            ? 2
            : 1;
      return {
        entry: each.entry,
        met: met.length,
        titled,
        nearest,
        // Who names a log or a tool means its table, before any other that has the number.
        measures: [called, nearest, titled, worth, each.entry.fine ? 0 : 1],
      };
    });
    const unknown = numbers.filter((number) => index.every((each) => nearness(each, number) === near.not));
    const numbered = judged.filter(({ nearest }) => nearest !== near.not);
    const all = judged.filter(({ met }) => words.length > 0 && met === words.length);
    const some = judged.filter(({ met }) => met > 0 && met * 2 >= words.length);
    // A title may name an amount: who asks by the whole of it means that entry, though others have the number.
    const byNumber = judged.filter(({ nearest, titled }) => nearest !== near.not || titled > 0);
    const chosen = numbered.length > 0 ? byNumber : all.length > 0 ? all : some;
    return {
      hits: chosen.sort((a, b) => byMeasures(a.measures, b.measures)).map(({ entry }) => entry),
      unknown: unknown.map(({ number }) => number),
      whole: numbered.length > 0 || all.length > 0 || some.length === 0,
    };
  };
}
