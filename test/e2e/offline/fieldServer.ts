import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { sha256, withHash } from '../../../main/field/hashed';
import { fieldPlanSchema, type FieldPlan } from '../../../shared/field/fieldPlan';
import { aServer } from '../../fixtures/facts';
import { factsFileText, fieldIdentity } from '../../fixtures/fieldFiles';
import { ask } from '../ask';
import { expect } from '../fixtures';
import type { ServedApp } from '../servedApp';

/** The id of the server that a facts file tells of. */
export const fieldId = `field-${fieldIdentity.machineId ?? ''}`;
const tag = 'Wave 1';
const untagged = () => aServer({ readAt: Date.now() });

/** Opens a page of that server by its address. */
export async function openField(page: Page, place: 'overview' | `${string}/${string}`): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${fieldId}/${place}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
}

/** A real server that files are carried to: its facts were taken in, and a device tag is planned. */
export async function takeInFacts(page: Page, app: ServedApp): Promise<void> {
  await app.write('picked', factsFileText(untagged()));
  expect(await ask(page, 'importFacts', {})).toEqual({ targetId: fieldId });
  await ask(page, 'changeInputs', {
    targetId: fieldId,
    change: { kind: 'wish', wishes: { deviceTag: tag } },
  });
}

/** The plan in a folder that was written. */
export async function planIn(path: string): Promise<{ plan: FieldPlan; text: string }> {
  const text = await readFile(join(path, 'gangway', 'plan.json'), 'utf8');
  return { plan: fieldPlanSchema.parse(JSON.parse(text)), text };
}

/** What run.cmd leaves of a plan that only sets the tag. */
export function resultOf({ plan, text }: { plan: FieldPlan; text: string }): string {
  const { nonce, runId, planHash, machineId, computerName, scripts } = plan;
  const action = plan.actions[0];
  const head = { format: 'gangway-field-result', v: 1, nonce, runId, planSha256: sha256(text), planHash };
  const record = (n: number, own: object) => ({
    kind: 'record',
    nn: 1,
    record: { n, at: Date.now(), ...own },
  });
  const lines: object[] = [
    { kind: 'header', ...head, machineId, computerName, scripts },
    { kind: 'begin', account: fieldIdentity.userName, psVersion: '5.1' },
    { kind: 'facts', why: 'begin', nn: 0, facts: untagged() },
    { kind: 'intent', nn: 1, operation: action?.operation, sha256: action?.sha256 },
    { kind: 'sent', nn: 1 },
    record(0, { kind: 'result', value: { changed: true, values: [] } }),
    record(1, { kind: 'end', ok: true, code: null, text: '', native: null }),
    {
      kind: 'facts',
      why: 'after',
      nn: 1,
      facts: aServer({ readAt: Date.now(), policy: { deviceTag: tag } }),
    },
    { kind: 'ended', nn: 1, verdict: 'done', boot: null, code: '', text: '', native: null },
    { kind: 'end', outcome: 'done', code: '', text: '' },
  ];
  let prev = '0'.repeat(64);
  return lines
    .map((line, n) => {
      const made = withHash(JSON.stringify({ n, at: Date.now(), ...line, prev }));
      prev = made.slice(-66, -2);
      return `${made}\n`;
    })
    .join('');
}
