import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import { readMachine } from '../../../main/practice/machine/machines';
import { machineEpoch } from '../../../main/practice/machine/openMachine';
import type { Machine } from '../../../main/practice/machine/machine';
import texts from '../../../shared/locales/en/settings.json';
import type { Kit } from '../../../shared/model/kit';
import type { PackageDetails } from '../../../shared/model/packages';
import type { Wishes } from '../../../shared/model/wishes';
import { withoutWorkspaces } from '../../fixtures/oldAgent';
import { aPackage } from '../../fixtures/kits';
import { wishEnding } from './wishEnding';

/** How a change of a preference of Defender, or of the agent of before, can end on a server. */
const endings = [
  'done',
  'already so',
  'held by tamper protection',
  'held by a policy',
  'overruled after a refresh',
  'restart needed',
  'without effect',
  'failed',
  'unknown',
] as const;
type Ending = (typeof endings)[number];
type Patch = (machine: Machine) => void;

const workspace = '0f6c2f0e-3d5b-4a0e-9a54-6d1f0e7b2a11';
const policy =
  (key: string, values: Machine['registry'][string]): Patch =>
  ({ registry }) => {
    registry[key] = { ...registry[key], ...values };
  };
const later =
  (key: string, values: Machine['registry'][string]): Patch =>
  (machine) => {
    machine.atTime.push({
      at: machineEpoch + 30 * 60_000,
      patch: { registry: { [key]: values } },
    });
  };
const whileRunning = 'Defender takes it while it runs';
const notProtected = 'it is not among what tamper protection guards';

/** A setting, a wish of it, what makes a practice server end it in one way, and the endings that cannot occur, with the reason. */
interface Row {
  /** Setting and name in the table, where the row is one of several of a setting. */
  readonly of?: readonly [id: string, name: string];
  readonly machine: string;
  /** What is so on it whatever the ending. */
  readonly prepare?: Patch;
  readonly kit?: Partial<Kit>;
  readonly wish: Partial<Wishes>;
  readonly patches: Partial<Record<Ending, Patch>>;
  readonly cannot: Partial<Record<Ending, string>>;
}
const aKitFile = (name: string, details: PackageDetails) => ({
  ...aPackage(name, details),
  sha256: 'a'.repeat(64),
});
const noMerge = [keys.policyDefender, { DisableLocalAdminMerge: 1 }] as const;
const held = [keys.policyNetworkProtection, { EnableNetworkProtection: 0 }] as const;
const proxy = [keys.policyDefender, { ProxyServer: 'http://policy.example:80' }] as const;
const empty = { paths: [], extensions: [], processes: [] };
const rows: Readonly<Record<string, Row>> = {
  antivirusProxy: {
    machine: '2019-onboarded',
    wish: { antivirusProxy: 'http://proxy.example:8080' },
    patches: { 'held by a policy': policy(...proxy), 'overruled after a refresh': later(...proxy) },
    cannot: { 'held by tamper protection': notProtected, 'restart needed': whileRunning },
  },
  networkProtection: {
    machine: '2019-onboarded',
    wish: { networkProtection: 'block' },
    patches: { 'held by a policy': policy(...held), 'overruled after a refresh': later(...held) },
    cannot: { 'held by tamper protection': notProtected, 'restart needed': whileRunning },
  },
  exclusions: {
    machine: '2019-onboarded',
    wish: { exclusions: { add: { ...empty, paths: ['D:\\Data'] }, remove: empty } },
    patches: {
      'held by tamper protection'({ registry, defender }) {
        registry[keys.antivirusFeatures] = { TPExclusions: 1 };
        if (defender !== null) defender.IsTamperProtected = true;
      },
      'held by a policy': policy(...noMerge),
      'overruled after a refresh': later(...noMerge),
    },
    cannot: { 'restart needed': whileRunning },
  },
  intelligence: {
    machine: '2019-onboarded',
    wish: { intelligence: 'windows' },
    patches: {},
    cannot: {
      'held by tamper protection': 'it guards updates from being switched off, and asking for one is none',
      'held by a policy': 'a policy names the sources, and the server asks them',
      'overruled after a refresh': 'intelligence only grows newer',
      'restart needed': whileRunning,
      'without effect': 'no newer one is an answer: the server was asked',
    },
  },
  intelligenceOfLibrary: {
    of: ['intelligence', 'Security intelligence, from the library'],
    machine: '2019-onboarded',
    wish: { intelligence: 'library' },
    kit: { intelligence: aKitFile('mpam-fe.exe', { kind: 'intelligence', version: '1.441.236.0' }) },
    patches: {},
    cannot: {
      'held by tamper protection': 'it guards updates from being switched off, and bringing one is none',
      'held by a policy': 'no policy of Windows holds what a file brings',
      'overruled after a refresh': 'intelligence only grows newer',
      'restart needed': whileRunning,
    },
  },
  sensor: {
    machine: '2016-onboarded',
    wish: { sensorUpdate: 'library' },
    kit: {
      sensorUpdate: aKitFile('UpdateSenseClient.exe', { kind: 'sensorUpdate', version: '10.8805.24100.3' }),
    },
    patches: {},
    cannot: {
      'held by tamper protection': 'it guards the antivirus, and the update is one of Microsoft',
      'held by a policy': 'no policy of Windows names a version of the sensor',
      'overruled after a refresh': 'no policy of Windows names a version of the sensor',
    },
  },
  workspaces: {
    machine: '2012r2-othertenant',
    wish: { workspaces: [workspace] },
    patches: {},
    cannot: {
      'held by tamper protection': 'the agent is no part of Defender',
      'held by a policy': 'no policy of Windows names a workspace',
      'overruled after a refresh': 'no policy of Windows names a workspace; Azure may add it again',
      'restart needed': 'the agent reads its configuration anew',
    },
  },
  monitoringAgent: {
    machine: '2012r2-othertenant',
    prepare: withoutWorkspaces,
    wish: { monitoringAgent: 'removed' },
    patches: {},
    cannot: {
      'held by tamper protection': 'the agent is no part of Defender',
      'held by a policy': 'no policy of Windows holds it',
      'overruled after a refresh': 'no policy of Windows brings it back; Azure may install it again',
    },
  },
};

/** A change that ran and that the server does not show is a conflict, whoever holds the value. */
const words = {
  running: 'unknown',
  over: 'ended',
  failed: 'failed',
  notShown: 'conflict',
  undone: 'overruled after a refresh',
  restart: 'restart needed',
  alreadySo: 'already so',
  done: 'done',
} as const;

function machineFor(row: Row, operation: string, ending: Ending): Machine {
  const machine = readMachine(row.machine);
  const effects = {
    'without effect': 'noop',
    failed: 'fail',
    unknown: 'hang',
    'restart needed': 'restart',
  } as const;
  const effect = Object.entries(effects).find(([name]) => name === ending)?.[1];
  if (effect !== undefined)
    machine.faults = [{ operation, effect, native: -2_147_467_259, line: '', times: null }];
  // Intelligence that is some days old is there to be updated.
  if (machine.defender !== null) machine.defender.AntivirusSignatureLastUpdated -= 5 * 24 * 60 * 60_000;
  row.prepare?.(machine);
  row.patches[ending]?.(machine);
  return machine;
}

/** Carries the wish out on a server that ends it so, and says how it ended, by what the facts show. */
async function endingOf(id: string, row: Row, ending: Ending): Promise<string> {
  const { kind } = await wishEnding({
    id: row.of?.[0] ?? id,
    wish: row.wish,
    kit: row.kit,
    machineFor: (operation) => machineFor(row, operation, ending),
    how: ending === 'unknown' ? 'hangs' : ending === 'already so' ? 'again' : 'once',
    laterMs: 60 * 60_000,
  });
  return words[kind];
}

const conflicts: readonly Ending[] = ['held by tamper protection', 'held by a policy', 'without effect'];
const cases = Object.entries(rows).flatMap(([id, row]) =>
  endings.filter((ending) => row.cannot[ending] === undefined).map((ending) => [id, ending, row] as const),
);
it.each(cases)('%s ends %s on a practice server', async (id, ending, row) => {
  expect(await endingOf(id, row, ending)).toBe(conflicts.includes(ending) ? 'conflict' : ending);
});

it('the page has the same table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/settings.md'), 'utf8');
  const cells = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const begin = cells.findIndex(([first]) => first === 'setting or agent');
  const names: Readonly<Record<string, unknown>> = texts.name;
  expect(cells.slice(begin, begin + 2 + Object.keys(rows).length).filter((_, n) => n !== 1)).toEqual([
    ['setting or agent', ...endings],
    ...Object.entries(rows).map(([id, { of, cannot }]) => [
      of?.[1] ?? names[id],
      ...endings.map((ending) => (cannot[ending] === undefined ? 'yes' : `no: ${cannot[ending]}`)),
    ]),
  ]);
});
