import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readManualTesting } from '../../../build/manual-steps.mjs';
import { nameOf, type DecisionValue } from '../../ground/decisions/value';
import { groundPage } from '../../ground/page';
import { readRows } from '../../ground/row';
import { countStanding, decisionValues, shows, stands } from '../../ground/standing';

const docs = join(import.meta.dirname, '../../../docs');
const rows = readRows();
let values: readonly DecisionValue[];
const patient = 150_000;

beforeAll(async () => {
  values = await decisionValues();
}, patient);

describe('decision values', () => {
  it('are all placed, and none is placed that the code no longer asks for (npm run ground)', () => {
    expect(values.map(nameOf)).toEqual([...stands.keys()].sort());
  });

  it('are found in facts, in tables and in scripts', () => {
    const names = new Set(values.map(nameOf));
    for (const name of [
      'serverState.sensor.onboardingState = 1',
      'serverState.defender.runningMode = "/passive/i"',
      'serverState.policy.disableAntiSpyware = 0',
      'exit code of msiexec = 1618',
      'SensorSetup: $code = 1618',
      'Facts: $status = "Running"',
    ])
      expect(names).toContain(name);
  });

  it('stand on rows that show them', () => {
    const wrong = values.flatMap((value) => {
      const stand = stands.get(nameOf(value));
      if (stand === undefined || !('rows' in stand)) return [];
      return stand.rows
        .filter((name) => {
          const row = rows.get(name);
          return row === undefined || !shows(row, value, stand.as);
        })
        .map((name) => `${nameOf(value)}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('that nobody ever saw name a step of the manual testing that is there', () => {
    const steps = new Set(readManualTesting().steps.map(({ number }) => number));
    const wrong = [...stands].filter(([, stand]) => 'never' in stand && !steps.has(stand.never));
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('stand on rows in six cases of ten at least', () => {
    expect(countStanding(values).percent).toBeGreaterThanOrEqual(60);
  });

  it('are on the page as they are now (npm run ground)', () => {
    const page = readFileSync(join(docs, 'ground.md'), 'utf8').replaceAll('\r\n', '\n');
    expect(page).toBe(groundPage(values, rows));
  });
});
