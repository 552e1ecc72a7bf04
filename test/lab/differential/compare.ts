import { isDeepStrictEqual } from 'node:util';
import { serverStateSchema } from '../../../shared/model/facts';
import type { Machine } from '../../../main/practice/machine/machine';
import { registryOf, withRegistry } from '../registry';
import type { PracticeEnd } from './practiceSide';
import type { ScriptEnd } from './scriptSide';

/**
 * Kinds, steps and levels in order; how many lines a tool writes, how often it reports progress and which of two logs that are
 * followed at once was looked at first is its own affair.
 */
export function shapeOf(records: readonly object[]): string[] {
  const shape: string[] = [];
  let logs = 0;
  for (const record of records) {
    const fields = new Map(
      Object.entries(record).map(([name, value]) => [name.toLowerCase(), value as unknown]),
    );
    const field = (name: string) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    const kind = field('kind');
    if (kind === 'start' || kind === 'result' || kind === 'end') continue;
    const step = kind === 'step' ? ` ${field('key')} ${field('state')} ${field('detail')}` : '';
    const line = kind === 'log' ? `log ${field('source')} ${field('level')}` : `${kind}${step}`;
    const before = shape.splice(shape.length - logs);
    if (kind === 'log') {
      const seen = [...new Set([...before, line])].sort();
      shape.push(...seen);
      logs = seen.length;
    } else {
      shape.push(...before);
      logs = 0;
      if (shape.at(-1) !== line) shape.push(line);
    }
  }
  return shape;
}

const bootSchema = serverStateSchema.shape.boot;
const moments = new Set([
  'sentAt',
  'askedAt',
  'readAt',
  'at',
  'signaturesUpdatedAt',
  'lastConnectedAt',
  'startedAt',
  'updatedAt',
  'attemptedAt',
  'lastRunAt',
  'clockAheadSeconds',
  'writtenAt',
  'detectedAt',
]);
/** Restarts by how long each took, and whether the last one is the start that the server tells of. */
function restartsOf(boot: unknown): unknown {
  const told = bootSchema.parse(boot);
  const [last] = told.recent;
  return {
    took: told.recent.map(({ downAt, upAt }) => upAt - downAt),
    isLast: last?.upAt === told.startedAt,
  };
}

const keyOrder = ['sha256', 'name', 'bytes'];
/** A value without moments and places, which differ between two runs of anything. */
function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).flatMap(([name, item]): [string, unknown][] => {
    if (moments.has(name)) return [];
    if (name === 'boot') return [[name, restartsOf(item)]];
    if (name === 'kit' && Array.isArray(item))
      return [[name, [...item].map((one) => JSON.stringify(settled(one), keyOrder)).sort()]];
    const isPlace = name === 'logPath' || name === 'testFile' || name === 'resultPath';
    return [[name, isPlace ? item !== '' : settled(item)]];
  });
  return Object.fromEntries(pairs);
}

/** What of Windows a change to a machine may have touched, part by part, without moments. */
export function partsOf(machine: Machine, before = machine): Record<string, unknown> {
  const { services, features, files, defender, atRestart, events, faults, proxy } = machine;
  // Both as they come back from the engine's file: without what Windows shows of the other parts.
  const { registry } = withRegistry({ ...machine, registry: {} }, registryOf(machine));
  const names = [registry, before.registry].flatMap((keys) =>
    Object.keys(keys).map((key) => key.toLowerCase()),
  );
  const keys = Object.entries(registry).flatMap(([key, values]) => {
    // Two values are moments.
    const kept = Object.entries(values)
      .filter(([name]) => name !== 'LastConnected')
      .map(([name, value]) => [name, name === 'PendingReboot' ? 'a moment' : value] as const);
    // An empty key that has keys below it, or had them, is there by them: the engine may forget it with the last one.
    const implied = kept.length === 0 && names.some((name) => name.startsWith(`${key.toLowerCase()}\\`));
    return implied ? [] : [[key.toLowerCase(), Object.fromEntries(kept)] as const];
  });
  return {
    services,
    features,
    files,
    faults,
    proxy,
    defender: defender && { ...defender, AntivirusSignatureLastUpdated: 0 },
    waiting: atRestart.length,
    events: events.map((event) => `${event.log} ${event.id}`).sort(),
    registry: Object.fromEntries(keys),
  };
}

/** The places where two values differ, each by its path; empty where they are equal. */
export function differences(practice: unknown, script: unknown, path: string): string[] {
  if (isDeepStrictEqual(practice, script)) return [];
  const isTable = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isTable(practice) && isTable(script)) {
    const names = [...new Set([...Object.keys(practice), ...Object.keys(script)])].sort();
    const of = (table: object, name: string): unknown =>
      Object.entries(table).find(([own]) => own === name)?.[1];
    return names.flatMap((name) => differences(of(practice, name), of(script, name), `${path}.${name}`));
  }
  return [`${path}: practice ${JSON.stringify(practice)}, script ${JSON.stringify(script)}`];
}

/** Events that the fake Windows dates ahead of the clock by which its scripts date their records and readings. */
const datedAhead = ({ events }: Machine): string[] =>
  events.filter(({ at }) => at > Date.now()).map(({ id }) => `machine.events: ${id} is still to come`);

/** Every difference between the two ends of one step on a machine, `before` it: records, outcome, result and what is left of Windows. */
export function compare(practice: PracticeEnd, script: ScriptEnd, before: Machine): string[] {
  return [
    ...differences(shapeOf(practice.records), shapeOf(script.records), 'records'),
    ...differences(practice.code, script.code, 'code'),
    ...differences(practice.native, script.native, 'native'),
    ...differences(settled(practice.result ?? null), settled(script.result ?? null), 'result'),
    ...differences(partsOf(practice.machine, before), partsOf(script.machine, before), 'machine'),
    ...datedAhead(script.machine),
  ];
}
