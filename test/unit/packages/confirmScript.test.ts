import { expect, test } from 'vitest';
import { requireConfirmedCall } from '../../../main/packages/confirmScript';
import type { PackagesNeeds } from '../../../main/packages/needs';
import type { Server } from '../../../main/servers/server';
import { GangwayError } from '../../../shared/errors';
import type { OperationName } from '../../../shared/model/operations';
import type { Package } from '../../../shared/model/packages';
import { aPackage } from '../../fixtures/kits';

const script = aPackage('leave.cmd', {
  kind: 'offboarding',
  variant: 'groupPolicy',
  orgId: null,
  expiresAt: null,
  scriptName: 'leave.cmd',
  differences: [{ is: 'own', line: 7, text: 'echo one more' }],
});
const confirmed: Package = { ...script, confirmation: { at: 1, by: 'Ada' } };
const known: Package = aPackage('leave.cmd', {
  kind: 'offboarding',
  variant: 'groupPolicy',
  orgId: null,
  expiresAt: null,
  scriptName: 'leave.cmd',
  differences: [],
});

/** The code with which the gate stops a call whose file is the first of that library. */
function stopped(operation: OperationName, library: readonly Package[]): string | null {
  const libraries = { practice: { list: () => library } } as unknown as PackagesNeeds['libraries'];
  const server = { target: { kind: 'practice' } } as Server;
  const file = { sha256: script.sha256, name: script.name, bytes: script.bytes };
  try {
    requireConfirmedCall({ libraries }, server, { operation, params: { file } });
    return null;
  } catch (error) {
    if (error instanceof GangwayError) return error.code;
    throw error;
  }
}

test.each<[OperationName, readonly Package[], string | null]>([
  ['Invoke-Offboarding', [script], 'package.unconfirmed'],
  ['Invoke-Offboarding', [confirmed], null],
  ['Invoke-Offboarding', [known], null],
  ['Invoke-Offboarding', [], 'package.missing'],
  ['Invoke-Onboarding', [script], 'package.unconfirmed'],
  ['Set-PassiveMode', [script], null],
])('%s stops before a script whose lines nobody confirmed: %#', (operation, library, code) => {
  expect(stopped(operation, library)).toBe(code);
});
