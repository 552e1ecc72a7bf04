import { plainValue, type Sayer } from '../checks/checkValue';
import type { Between } from '../locales/keys';

/** Texts of `Action.evidence` with the key of their plain words; a group of a pattern is the value `n`, `file`, `at` or `raw`. */
const texts: readonly (readonly [RegExp, Between<'values:evidence.'>])[] = [
  [/^not tested$/, 'notTested'],
  [/^not installed$/, 'notInstalled'],
  [/^library: (?<n>\d+) files$/, 'library'],
  [/^tests sent: (?<n>\d+)$/, 'testsSent'],
  [/^started -$/, 'startedUnknown'],
  [/^started (?<at>\S+Z)$/, 'started'],
  [/^(?<state>reached|blocked|old|inspected) (?<at>\S+Z)$/, 'cloud'],
  [/^antivirus (?<test>removed|stays|takenByOther|notDetected) (?<at>\S+Z)$/, 'antivirus'],
  [/^(?:checked|staged) -$/, 'never'],
  [/^checked (?<at>\S+Z)$/, 'looked'],
  [/^staged (?<at>\S+Z)$/, 'staged'],
  [/^platform -$/, 'noPlatform'],
  [/^platform (?<raw>\S+)$/, 'platform'],
  [/^(?<file>[\w-]+(?:\.\w+)?) -$/, 'absent'],
  [/^(?<file>Windows-Defender|WinDefend) (?<raw>\w+)$/, 'stands'],
];

/** What a test of the cloud came to, as `evidence.ts` writes it. */
const clouds = ['reached', 'blocked', 'old', 'inspected'] as const;

/** What a test of the antivirus came to, as its action writes it. */
const tests = ['removed', 'stays', 'takenByOther', 'notDetected'] as const;

/**
 * What an action changes, in plain words: the raw text of `evidence`, which journals and reports keep, as a page tells it. A
 * text without words, such as a value of the registry, stays as it is.
 */
export function plainEvidence(raw: string, sayer: Sayer): string {
  for (const [pattern, key] of texts) {
    const found = pattern.exec(raw);
    if (found === null) continue;
    const { n, file, at, raw: value, state, test } = found.groups ?? {};
    const cloud = clouds.find((one) => one === state);
    const tested = tests.find((one) => one === test);
    return sayer.say(`values:evidence.${key}`, {
      file,
      count: Number(n),
      at: at === undefined ? '' : sayer.moment(Date.parse(at)),
      value: value === undefined ? '' : plainValue(value, sayer),
      state:
        cloud !== undefined
          ? sayer.say(`values:cloud.${cloud}`)
          : tested === undefined
            ? ''
            : sayer.say(`values:antivirusTest.${tested}`),
    });
  }
  return raw;
}
