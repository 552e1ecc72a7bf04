import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { scriptText } from '../../../../../main/handoff/scripts';
import { checks } from '../../../../../shared/checks/prerequisites';
import { filesOf, serverFolder } from '../../../../../shared/handoff/plain/serverFolder';
import { neededUpdates } from '../../../../../shared/handoff/plain/steps';
import type { Order } from '../../../../../shared/handoff/plain/order';
import { exitCodes, handOffSteps, orderName } from '../../../../../shared/handoff/result';
import type { ServerState } from '../../../../../shared/model/facts';
import { operations } from '../../../../../shared/model/operations';
import { holds } from '../../../../../shared/plan/rules/rule';
import { wantedHandOff } from '../../../../fixtures/handOff';
import { aServer, server2012R2 } from '../../../../fixtures/facts';
import { emptyKit } from '../../../../fixtures/kits';

const folder = serverFolder('plain', wantedHandOff, scriptText);
const textOf = (path: string): string => {
  const content = folder.find((file) => file.path === path)?.content;
  if (typeof content !== 'string') throw new Error(`no ${path}`);
  return content;
};
const order = JSON.parse(textOf(orderName)) as Order;

it('the script ends with the codes that are documented, and with no other', () => {
  const script = readFileSync('main/operations/Invoke-HandOff.ps1', 'utf8');
  const table = /^\$codes = @\{ (.+) \}$/m.exec(script)?.[1] ?? '';
  expect(Object.fromEntries(table.split('; ').map((pair) => pair.split(' = ')))).toEqual(
    Object.fromEntries(Object.entries(exitCodes).map(([name, code]) => [name, String(code)])),
  );
  const told = [...order.refusals, ...order.steps].flatMap(({ exit, step }) => [
    Object.hasOwn(exitCodes, exit),
    handOffSteps.includes(step),
  ]);
  expect(told).not.toContain(false);
});

it('an order names every script of its folder by the hash of its bytes, and every file once', () => {
  const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  for (const { name, sha256 } of order.operations)
    expect([name, hash(textOf(`operations/${name}.ps1`))]).toEqual([name, sha256]);
  const used = new Set(order.steps.flatMap(({ files }) => files));
  expect(new Set(order.files.map(({ sha256 }) => sha256))).toEqual(used);
  expect(filesOf(wantedHandOff).filter(({ kind }) => kind === 'installation')).toHaveLength(1);
  for (const { id, operation, params, fill } of order.steps)
    if (fill.length === 0)
      expect([id, operations[operation].params.safeParse(JSON.parse(params)).error?.issues]).toEqual([
        id,
        undefined,
      ]);
});

it('the same is written for the same, in letters that every PowerShell reads alike', () => {
  expect(serverFolder('plain', structuredClone(wantedHandOff), scriptText)).toEqual(folder);
  for (const { path, content } of folder)
    if (typeof content === 'string')
      expect([path, /[^\x20-\x7e\r\n]/.exec(content)?.[0]]).toEqual([path, undefined]);
});

it('what 2012 R2 still lacks is judged by the values of its prerequisites', () => {
  const cases = [
    ['KB2999226', 'ucrt', 'ucrtbase', '10.0.10240.16390', null],
    ['KB3080149', 'telemetry', 'tdh', '6.3.9600.17958', '6.3.9600.17957'],
    ['KB3045999', 'kernel', 'ntoskrnl', '6.3.9600.17736', '6.3.9600.17735'],
  ] as const;
  for (const [kb, id, file, there, below] of cases)
    for (const version of [there, below]) {
      const base = aServer(server2012R2);
      const facts: ServerState = { ...base, files: { ...base.files, [file]: version } };
      const check = checks(facts, emptyKit).find((one) => one.id === id);
      const rule = neededUpdates[kb];
      expect([kb, version, rule && holds(rule, facts)]).toEqual([kb, version, check?.state === 'passed']);
    }
});
