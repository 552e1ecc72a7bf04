import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { machineIds, readMachine } from '../../../main/practice/machine/machines';
import { createPracticeShell } from '../../../main/practice/practiceShell';
import { serverStateSchema, type ServerState } from '../../../shared/model/facts';
import { emptyInputs } from '../../../shared/model/inputs';
import { type ProtectionMode } from '../../../shared/model/wishes';
import { antivirusServices } from '../../../shared/knowledge/antivirus';
import { recogniseOs } from '../../../shared/knowledge/os';
import { checks } from '../../../shared/checks/prerequisites';
import { proofs, verdictOf } from '../../../shared/steps/proofs';
import { emptyKit } from '../../fixtures/kits';
import { holds } from './holds';

/** A fact that may be missing: its place, and the facts without it. */
interface Gap {
  readonly path: string;
  readonly without: (facts: ServerState) => ServerState;
  /** The same facts with another value there; null where that would be no valid reading. */
  readonly having: (facts: ServerState, value: unknown) => ServerState | null;
  readonly value: unknown;
}

/** Parts whose absence is a fact of another kind: what a reading says of itself, and Gangway's own. */
const never = /^(?:readAt|unreadable|kit|runs|lease)$/;
/** What a script gives for a fact that it could not read: nothing, an empty list, or no. */
const blanks: readonly Blank[] = [null, [], false];
type Blank = null | readonly never[] | false;
const reasons = ['accessDenied', 'notFound', 'noAnswer', 'notInTime', 'failed'] as const;

const servers: { id: string; facts: ServerState; gaps: readonly Gap[] }[] = [];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'missing-facts-'));
  for (const id of machineIds) {
    const shell = createPracticeShell({
      file: join(folder, `${id}.json`),
      scenario: id,
      machine: readMachine(id),
      speed: 1,
      sleep: () => Promise.resolve(),
    });
    const asked = { antivirusServices: antivirusServices(), eventsSince: 0 };
    const facts = serverStateSchema.parse(await shell.run('Get-ServerState', asked, {}));
    servers.push({ id, facts, gaps: gapsOf(facts) });
  }
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

/** Every place, two levels deep, that the schema lets be null, empty or no, as a script gives it where it could not be read. */
function gapsOf(facts: ServerState): Gap[] {
  const places = Object.entries(facts).flatMap(([part, value]) => {
    if (never.test(part)) return [];
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [part, ...(isRecord ? Object.keys(value).map((name) => `${part}.${name}`) : [])];
  });
  return places.flatMap((path) => {
    const blank = blanks.find((one) => serverStateSchema.safeParse(replaced(facts, path, one)).success);
    if (blank === undefined) return [];
    const having = (state: ServerState, value: unknown) =>
      serverStateSchema.safeParse(replaced(state, path, value)).data ?? null;
    const without = (state: ServerState) => having(state, blank) ?? expect.unreachable();
    return [{ path, without, having, value: valueAt(facts, path) }];
  });
}

function replaced(state: ServerState, path: string, value: unknown): unknown {
  const whole: Record<string, unknown> = { ...state };
  const [part = '', name] = path.split('.');
  const inner = whole[part];
  if (name === undefined) return { ...whole, [part]: value };
  return {
    ...whole,
    [part]: typeof inner === 'object' && inner !== null ? { ...inner, [name]: value } : value,
  };
}

function valueAt(state: ServerState, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const entry =
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === name)
        : null;
    return entry?.[1] ?? null;
  }, state);
}

/** What a page would show as good. */
function green(facts: ServerState, mode: ProtectionMode): ReadonlySet<string> {
  const situation = {
    journey: 'onboard' as const,
    facts,
    inputs: { ...emptyInputs('server'), mode },
    kit: emptyKit,
  };
  const list = proofs(situation);
  return new Set([
    ...(recogniseOs(facts.os).supported ? ['Windows'] : []),
    ...checks(facts, emptyKit, 0)
      .filter(({ state }) => state === 'passed')
      .map(({ id }) => `check ${id}`),
    ...list.filter(({ state }) => state === 'agrees').map(({ id }) => `proof ${id}`),
    ...(verdictOf(list) === 'agree' ? ['verdict'] : []),
  ]);
}

describe('facts that are missing', () => {
  it('make nothing green that the whole reading does not show as green', async () => {
    const property = fc.property(
      fc.nat({ max: servers.length - 1 }),
      fc.constantFrom<ProtectionMode>('active', 'passive'),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...reasons)), { minLength: 1, maxLength: 8 }),
      (index, mode, chosen) => {
        const server = servers[index] ?? expect.unreachable();
        const gaps = chosen.map(([pick, reason]) => ({
          gap: server.gaps[pick % server.gaps.length] ?? expect.unreachable(),
          reason,
        }));
        const less = gaps.reduce((facts, { gap }) => gap.without(facts), server.facts);
        const told = gaps.map(({ gap, reason }) => ({ fact: gap.path, reason, detail: '' }));
        const whole = green(server.facts, mode);
        const now = green({ ...less, unreadable: told }, mode);
        const false_ = [...now].filter((name) => !whole.has(name));
        expect({
          server: server.id,
          missing: told.map(({ fact }) => fact),
          falseGreen: false_,
        }).toMatchObject({ falseGreen: [] });
      },
    );
    await holds(property, 3000);
  });

  it('are not passed over where one of their values would be a fault', () => {
    const values = new Map<string, unknown[]>();
    for (const { gaps } of servers)
      for (const { path, value } of gaps) {
        const known = values.get(path) ?? [];
        if (!known.some((one) => JSON.stringify(one) === JSON.stringify(value))) known.push(value);
        values.set(path, known);
      }
    const passedOver = servers.flatMap(({ id, facts, gaps }) =>
      gaps.flatMap((gap) => {
        const told = [{ fact: gap.path, reason: 'accessDenied' as const, detail: '' }];
        const now = green({ ...gap.without(facts), unreadable: told }, 'active');
        const could = (values.get(gap.path) ?? []).flatMap((value) => gap.having(facts, value) ?? []);
        const always = could.map((state) => green(state, 'active'));
        return [...now]
          .filter((name) => always.some((one) => !one.has(name)))
          .map((name) => `${id}: ${name} without ${gap.path}`);
      }),
    );
    expect(passedOver).toEqual([]);
  });
});
