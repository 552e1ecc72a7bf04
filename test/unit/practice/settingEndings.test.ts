import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMachine } from '../../../main/practice/machine/machines';
import type { Fault, Machine } from '../../../main/practice/machine/machine';
import texts from '../../../shared/locales/en/settings.json';
import type { PolicyValueName } from '../../../shared/model/catalogue/policyNames';
import { policyValues } from '../../../shared/model/catalogue/policyValues';
import type { Wishes } from '../../../shared/model/wishes';
import { settings } from '../../../shared/plan/settings';
import { wishEnding } from './wishEnding';

/** How a change of a setting can end on a server, in the order of the page. */
const endings = [
  'done',
  'already so',
  'refused',
  'set again by a policy',
  'restart needed',
  'without effect',
  'failed',
  'unknown',
] as const;
type Ending = (typeof endings)[number];

const noRestart = 'Windows hands the value over at once';
const policyOf: Partial<Record<Ending, string>> = { 'restart needed': noRestart };

/** A setting, a wish of it, the value that decides it with what a policy would set, and the endings that cannot occur, with the reason. */
interface Row {
  readonly wish: Partial<Wishes>;
  readonly value?: readonly [PolicyValueName, string | number];
  readonly cannot: Partial<Record<Ending, string>>;
}
const rows: Readonly<Record<string, Row>> = {
  turnOffPolicies: {
    wish: { turnOffPolicies: 'cleared' },
    value: ['disableAntiSpyware', 1],
    cannot: { 'restart needed': 'Defender may start with the next restart only, and no value tells it' },
  },
  sensorProxy: {
    wish: { sensorProxy: 'edr.example:8080' },
    value: ['telemetryProxy', 'policy.example:80'],
    cannot: policyOf,
  },
  preferStaticProxy: {
    wish: { preferStaticProxy: 'on' },
    value: ['preferStaticProxy', 0],
    cannot: policyOf,
  },
  winHttpProxy: {
    wish: { winHttpProxy: { proxy: 'proxy.example:8080', bypass: '<local>' } },
    cannot: {
      refused: 'netsh.exe ends with 1 for every reason: it counts as failed',
      'set again by a policy': 'no policy of Windows sets it; what a program sets shows in the next reading',
      'restart needed': 'who calls by WinHTTP reads it for each session',
    },
  },
  deviceTag: { wish: { deviceTag: 'Web' }, value: ['deviceTag', 'Servers'], cannot: policyOf },
  sampleCollection: {
    wish: { sampleCollection: 'refused' },
    value: ['sampleCollection', 1],
    cannot: policyOf,
  },
  telemetryFrequency: {
    wish: { telemetryFrequency: 'expedited' },
    value: ['latency', 'Normal'],
    cannot: policyOf,
  },
};

const keyOf = (name: PolicyValueName) => policyValues[name].key.replace(/^HKLM:/, 'HKEY_LOCAL_MACHINE');

/** An onboarded 2019 on which the change of that row ends so. */
const words = {
  running: 'unknown',
  over: 'failed',
  notShown: 'without effect',
  undone: 'set again by a policy',
  restart: 'restart needed',
  alreadySo: 'already so',
  done: 'done',
} as const;

function machineFor({ value }: Row, operation: string, ending: Ending): Machine {
  const machine = readMachine('2019-onboarded');
  const effects: Partial<Record<Ending, Fault['effect']>> = {
    refused: 'fail',
    'without effect': 'noop',
    unknown: 'hang',
    ...(value === undefined ? { failed: 'fail' } : {}),
  };
  const effect = effects[ending];
  if (effect !== undefined)
    machine.faults = [{ operation, effect, native: 1, line: 'It fails', times: null }];
  if (value === undefined) return machine;
  const [name, data] = value;
  const { value: own, kind } = policyValues[name];
  const set = (to: string | number) => {
    machine.registry[keyOf(name)] = { ...machine.registry[keyOf(name)], [own]: to };
  };
  // What turns Defender off must be there to be cleared.
  if (name === 'disableAntiSpyware') set(data);
  if (ending === 'failed') set(kind === 'String' ? 7 : 'seven');
  if (ending === 'set again by a policy') {
    set(data);
    machine.groupPolicy = [{ gpo: 'Servers', precedence: 1, key: keyOf(name), name: own, value: data }];
  }
  return machine;
}

/** Carries the wish of a row out on a server that ends it so, and says how it ended. */
async function endingOf(id: string, row: Row, ending: Ending): Promise<Ending> {
  const end = await wishEnding({
    id,
    wish: row.wish,
    machineFor: (operation) => machineFor(row, operation, ending),
    how: ending === 'unknown' ? 'hangs' : ending === 'already so' ? 'again' : 'once',
    laterMs: 3 * 60_000,
  });
  if (end.kind === 'failed') return end.code === 'target.accessDenied' ? 'refused' : 'failed';
  return words[end.kind];
}

const cases = Object.entries(rows).flatMap(([id, row]) =>
  endings.filter((ending) => row.cannot[ending] === undefined).map((ending) => [id, ending, row] as const),
);
it.each(cases)('%s ends %s on a practice server', async (id, ending, row) => {
  expect(await endingOf(id, row, ending)).toBe(ending);
});

it('every setting of a policy value or of WinHTTP has its row', () => {
  const ours = settings.filter(({ actions }) =>
    actions.some(({ operation }) => operation === 'Set-Policy' || operation === 'Set-WinHttpProxy'),
  );
  expect(ours.map(({ id }) => id)).toEqual(Object.keys(rows));
});

it('the page has the same table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/settings.md'), 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const begin = cells.findIndex(([first, second]) => first === 'setting' && second === endings[0]);
  const table = cells.slice(begin, begin + 2 + Object.keys(rows).length);
  const names: Readonly<Record<string, unknown>> = texts.name;
  expect(table.filter((_, index) => index !== 1)).toEqual([
    ['setting', ...endings],
    ...Object.entries(rows).map(([id, { cannot }]) => [
      names[id],
      ...endings.map((ending) => (cannot[ending] === undefined ? 'yes' : `no: ${cannot[ending]}`)),
    ]),
  ]);
});
