import type { ServerState } from '../../shared/model/facts';
import type { Capture } from './capture';
import { nameOf, type DecisionValue } from './decisions/value';
import { holds, type Row } from './row';
import type { Stand } from './standing';

/** Rows that were asked the same as a question of the capture, by their ids. */
const twins: Readonly<Record<string, RegExp>> = {
  'os-wmi': /^os-\w+-wmi$/,
  'os-registry': /^os-\w+-registry$/,
  mpstatus: /^mde-mpstatus-\d/,
  services: /^mde-svc-(?:table|remote-list)/,
  'status-key': /^mde-reg-status-key$/,
  'policy-key': /^mde-reg-policy-key$/,
  feature: /^servicing-features-state-words$/,
  'feature-unknown': /^servicing-features-unknown-name$/,
  'no-event': /^get-winevent-ids$/,
  'no-task': /^task-not-found-ids$/,
  signature: /^authenticode-status-map$/,
  'restart-events': /^servicing-events-of-a-restart$/,
};

/** What a capture says of what is believed here. Each line names what it is about. */
export interface Comparison {
  /** Rows that the capture says again. */
  readonly confirmed: readonly string[];
  /** Rows that the capture says otherwise, with the name in question. */
  readonly contradicted: readonly string[];
  /** Decision values that were seen on this server; those of nobody before are marked. */
  readonly seen: readonly string[];
  /** Where the practice server that is nearest to this one would have answered in another way. */
  readonly machine: { readonly id: string; readonly differs: readonly string[] } | null;
}

/** What everything here believes: rows, decision values with what they stand on, and what each practice server answers. */
export interface Beliefs {
  readonly rows: ReadonlyMap<string, Row>;
  readonly values: readonly DecisionValue[];
  readonly stands: ReadonlyMap<string, Stand>;
  readonly machines: readonly { readonly id: string; readonly facts: ServerState }[];
}

/** Holds a capture against what is believed. */
export function compare(capture: Capture, beliefs: Beliefs): Comparison {
  const confirmed: string[] = [];
  const contradicted: string[] = [];
  for (const { topic, question, row } of capture.rows)
    for (const [name, twin] of beliefs.rows) {
      if (!name.startsWith(`${topic}/`) || twins[question]?.test(twin.id) !== true) continue;
      const against = isSame(question, row, twin) ? contradictions(row, twin) : [];
      contradicted.push(...against.map((text) => `${name}: ${text}`));
      const isOther = twin.windows !== null && twin.windows !== row.windows;
      if (against.length === 0 && !isOther && agrees(row, twin)) confirmed.push(name);
    }
  return {
    confirmed,
    contradicted,
    seen: seenIn(capture.facts, beliefs),
    machine: nearest(capture.facts, beliefs),
  };
}

/** Whether two rows are of one Windows, and for the antivirus of one series of its platform: only then can one contradict. */
function isSame(question: string, row: Row, twin: Row): boolean {
  if (twin.windows === null || twin.windows !== row.windows) return false;
  if (question !== 'mpstatus') return true;
  const series = ({ shows }: Row) => String(shows.AMProductVersion).split('.').slice(0, 3).join('.');
  return series(row) === series(twin);
}

function contradictions(row: Row, twin: Row): string[] {
  const there = Object.keys(row.shows).filter((name) => twin.missing?.includes(name));
  const gone = (row.missing ?? []).filter((name) => name in twin.shows);
  return [...there.map((name) => `${name} is there`), ...gone.map((name) => `${name} is not there`)];
}

/** Whether a row says again what another one shows: half of the names and values that they have in common, and one at least. */
function agrees(row: Row, twin: Row): boolean {
  const common = Object.entries(row.shows).flatMap(([name, value]) => {
    if (name in twin.shows) return [JSON.stringify(twin.shows[name]) === JSON.stringify(value)];
    const isWord = typeof value === 'string' && value.length > 2 && holds(twin, value.split(',')[0] ?? value);
    return isWord ? [true] : [];
  });
  const same = common.filter((isSame) => isSame).length;
  return same > 0 && same * 2 >= common.length;
}

function seenIn(facts: ServerState, { values, stands }: Beliefs): string[] {
  const told = flat(facts);
  return values.flatMap((value) => {
    const seen = told.some(([path, found]) => path === value.path && isValue(found, value.value));
    if (!seen) return [];
    const stand = stands.get(nameOf(value));
    return [`${nameOf(value)}${stand !== undefined && 'never' in stand ? ' (for the first time)' : ''}`];
  });
}

function isValue(found: unknown, wanted: DecisionValue['value']): boolean {
  const pattern = typeof wanted === 'string' ? /^\/(.+)\/([a-z]*)$/.exec(wanted) : null;
  if (pattern !== null && typeof found === 'string')
    return new RegExp(pattern[1] ?? '', pattern[2]).test(found);
  return found === wanted;
}

/** The leaves of the facts by the path that a decision calls them by: one entry of a list is as good as another. */
function flat(facts: ServerState): (readonly [path: string, value: unknown])[] {
  const leaves = (path: string, value: unknown): (readonly [string, unknown])[] => {
    if (Array.isArray(value)) return value.flatMap((one: unknown) => leaves(path, one));
    if (typeof value !== 'object' || value === null) return [[path, value]];
    return Object.entries(value).flatMap(([key, one]) => leaves(`${path}.${key}`, one));
  };
  return Object.entries(facts).flatMap(([key, value]) => {
    if (key === 'events') return leaves('eventFact', value);
    if (key === 'services')
      return Object.entries(facts.services).flatMap(([name, one]) =>
        one === null ? [[`serverState.services.${name}`, null] as const] : leaves('serviceFact', one),
      );
    return leaves(`serverState.${key}`, value);
  });
}

/** Facts that differ on any two servers, and say nothing of how Windows answers. */
const personal =
  /^(?:readAt|computer|boot|disk|sessions|roles|events|kit|runs|lease|unreadable|proxy|powershell\.user|otherAntivirus|owners|sensor\.(?:orgId|senseId|lastConnectedAt))\b/;

function nearest(facts: ServerState, { machines }: Beliefs): Comparison['machine'] {
  const alike = machines
    .filter((machine) => machine.facts.os.build === facts.os.build)
    .map(({ id, facts: believed }) => ({ id, differs: differences(facts, believed) }))
    .sort((a, b) => a.differs.length - b.differs.length);
  return alike[0] ?? null;
}

/** Facts that are there on one side only, and words and switches that are not the same. Numbers and versions may differ. */
function differences(real: ServerState, believed: ServerState): string[] {
  const told = new Map(paths('', real));
  return paths('', believed).flatMap(([path, value]) => {
    const found = told.get(path);
    if (personal.test(path) || found === value) return [];
    const isNoise =
      found !== null &&
      value !== null &&
      found !== undefined &&
      (typeof value === 'number' || /\d/.test(JSON.stringify(value)));
    return isNoise
      ? []
      : [
          `${path}: here ${JSON.stringify(value)}, there ${found === undefined ? 'nothing' : JSON.stringify(found)}`,
        ];
  });
}

function paths(prefix: string, value: unknown): (readonly [path: string, value: unknown])[] {
  if (Array.isArray(value) || typeof value !== 'object' || value === null)
    return [[prefix, Array.isArray(value) ? value.length : value]];
  return Object.entries(value).flatMap(([key, one]) => paths(prefix === '' ? key : `${prefix}.${key}`, one));
}
