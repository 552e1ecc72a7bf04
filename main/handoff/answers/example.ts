import { jsonText, utf16 } from '../../../shared/handoff/texts';
import { csvLine } from '../../../shared/handoff/csv';
import { exitCodes, resultTable, resultText, type ServerResult } from '../../../shared/handoff/result';

/** A file that a fleet could have left. */
export interface ExampleFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const tenant = '5f6c1f0e-3f1b-4c56-9d7e-2a7f0b1c9d11';
const minute = 60_000;

const windows = [
  { build: 20348, name: 'Windows Server 2022 Standard' },
  { build: 17763, name: 'Windows Server 2019 Standard' },
  { build: 14393, name: 'Windows Server 2016 Standard' },
] as const;

/** How the servers of an example stand, one after another. */
const ends: readonly Pick<ServerResult, 'outcome' | 'exitCode' | 'step' | 'detail' | 'onboardingState'>[] = [
  { outcome: 'onboarded', exitCode: exitCodes.done, step: 'done', detail: null, onboardingState: 1 },
  {
    ...{ outcome: 'notYet', exitCode: exitCodes.restart, step: 'install', onboardingState: 0 },
    detail: 'install-sensor: Windows asks for a restart',
  },
  {
    ...{ outcome: 'conflict', exitCode: exitCodes.conflict, step: 'windows', onboardingState: 1 },
    detail: 'the server is onboarded to another tenant',
  },
  {
    ...{ outcome: 'failed', exitCode: exitCodes.files, step: 'files', onboardingState: 0 },
    detail: '\\\\nord-fs01.nord.example\\gangway$\\files\\md4ws.msi could not be copied',
  },
  {
    ...{ outcome: 'unknown', exitCode: exitCodes.failed, step: 'windows', onboardingState: null },
    detail: 'the server could not be read',
  },
];
function resultFor(computer: string, index: number, at: number): ServerResult {
  const end = ends[index % ends.length];
  if (end === undefined) throw new RangeError('no end');
  return {
    version: 1,
    computer,
    at: at - index * minute,
    windows: windows[index % windows.length] ?? windows[0],
    handOff: 'Microsoft Defender',
    order: 'b'.repeat(64),
    ...end,
    orgId: end.onboardingState === 1 ? tenant : null,
    mode: end.onboardingState === 1 ? 'Passive Mode' : null,
  };
}

/**
 * Results as a fleet of these servers could have left them, for practice and for tools that check them: a file a server, one of them half
 * written, a table of older results, and a list as the portal gives it. All of it is invented but the forms.
 * @param names names of servers, 15 letters at most
 * @param at the newest moment in it (ms since 1970 UTC)
 */
export function exampleFiles(names: readonly string[], at: number): ExampleFile[] {
  const results = names.map((name, index) => resultFor(name, index, at));
  const older = results.slice(0, 3).map((result): ServerResult => ({
    ...result,
    ...{ at: result.at - 24 * 60 * minute, outcome: 'notYet', exitCode: exitCodes.prerequisites },
    ...{
      step: 'prerequisites',
      detail: '=KB3080149 is missing',
      onboardingState: 0,
      orgId: null,
      mode: null,
    },
  }));
  // PowerShell 5.1 redirects into UTF-16 with its mark, and a spreadsheet of a French Windows parts fields by semicolons.
  const list = [
    ['Device name', 'Domain', 'Onboarding status', 'Health state', 'Last device update'],
    ...names.map((name, index) => [
      `${name.toLowerCase()}.nord.example`,
      'nord.example',
      index % 3 === 2 ? 'Can be onboarded' : 'Onboarded',
      index % 3 === 1 ? 'Inactive' : 'Active',
      new Date(at - 2 * 24 * 60 * minute).toISOString(),
    ]),
  ];
  return [
    ...results.map((result): ExampleFile => ({
      name: `${result.computer}.json`,
      content: resultText(result),
    })),
    { name: 'NORD-TORN.json', content: jsonText(results[0] ?? null).slice(0, 120) },
    { name: 'older.csv', content: resultTable(older) },
    {
      name: 'devices.csv',
      content: Buffer.concat([Buffer.of(0xff, 0xfe), utf16(list.map(csvLine).join(''))]),
    },
  ];
}
