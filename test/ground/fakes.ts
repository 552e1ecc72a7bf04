import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Files that play Windows, a tool of Windows, a server or a package. Each says what it stands on. */
const places = [
  /^main\/shell\/practice\/(?:sources|behaviours)\/\w+\.ts$/,
  /^main\/shell\/practice\/(?:antivirusStatus|boot|msiLog|networks|practiceNetwork|timeline)\.ts$/,
  /^main\/shell\/practice\/(?:effects|windowsTexts)\.json$/,
  /^build\/practice\/(?:blob|programFile)\.ts$/,
  /^main\/packages\/script\/practice\/\w+\.ts$/,
  /^test\/lab\/FakeWindows\/.+\.psm?1$/,
  /^test\/lab\/remote\/\w+\.psm1$/,
  /^test\/wine\/(?:FakeOnWine|programs)\/\w+\.(?:psm?1|c)$/,
  /^test\/fakes\/(?:simulatedNetwork|lan|cloudProxy|scriptedServer)\.ts$/,
  /^test\/fixtures\/(?:facts|kits|onboardingPackage)\.ts$/,
];

/** Files with words about rows: code of the product, its tests and its fakes. This folder and its tests are none. */
const speaking =
  /^(?:main|shared|renderer|build|test)\/(?!(?:unit\/)?ground\/).+\.(?:ts|tsx|mjs|ps1|psm1|c|json)$/;

/** A file of the project and what it says of rows. */
export interface Ground {
  file: string;
  /** Full names of the rows that it names anywhere. */
  rows: readonly string[];
  /** Those that a test has in quotation marks, not in a comment: it holds a value against them. */
  held: readonly string[];
  /** Whether it plays Windows, and so must say what it stands on. */
  fake: boolean;
  /** Whether it has a line `Stands on: topic/row, topic/row`, or the property `standsOn` where it is JSON. */
  stands: boolean;
  /** What it says is invented: the texts of its lines `Invented: what; looked for: where`. */
  invented: readonly string[];
}

/** What every file of the project says of rows. */
export function readGround(): readonly Ground[] {
  return ['main', 'shared', 'renderer', 'build', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(root, folder, name),
      ),
    )
    .map((path) => relative(root, path).replaceAll('\\', '/'))
    .filter((file) => speaking.test(file))
    .map((file) => groundOf(file, readFileSync(join(root, file), 'utf8')));
}

/** What the text of one file says of rows. */
export function groundOf(file: string, text: string): Ground {
  return {
    file,
    rows: [...new Set(text.match(/\b(?:defender|platform|servicing)\/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? [])],
    held: /^test\/.+\.tsx?$/.test(file)
      ? [...text.matchAll(/['"`]((?:defender|platform|servicing)\/[a-z0-9]+(?:-[a-z0-9]+)+)['"`]/g)].map(
          (match) => match[1] ?? '',
        )
      : [],
    fake: places.some((place) => place.test(file)),
    stands: /(?:Stands on: |"standsOn": \[\s*")(?:defender|platform|servicing)\//.test(text),
    invented: [...text.matchAll(/Invented: (.+)/g)].map((match) => match[1] ?? ''),
  };
}
