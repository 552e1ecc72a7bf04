import { describe, expect, it } from 'vitest';
import { codeForm } from '../../../../shared/knowledge/codeForm';
import { codes, explainCode } from '../../../../shared/knowledge/codes';
import { toolOf } from '../../../../shared/knowledge/tools';
import { textOf } from '../../../fixtures/texts';
import { holds, rowOf } from '../../../ground/row';

describe('every code', () => {
  it.each(codes.map((entry) => [entry.tool, entry.code, entry] as const))(
    '%s %i is explained',
    (tool, code, entry) => {
      expect(explainCode(tool, code)).toBe(entry);
      expect(entry.source).toMatch(/, \d{4}-\d\d-\d\d$/);
    },
  );

  it('is there once for each tool', () => {
    expect(new Set(codes.map(({ key }) => key)).size).toBe(codes.length);
  });
});

it.each([
  ['msiexec', 0, 'success'],
  ['msiexec', 3010, 'restart'],
  ['msiexec', 1641, 'restart'],
  ['msiexec', 1603, 'failure'],
  ['msiexec', 1605, 'alreadySo'],
  ['msiexec', 1601, 'retry'],
  ['msiexec', 1602, 'retry'],
  ['msiexec', 1612, 'failure'],
  ['msiexec', 1614, 'alreadySo'],
  ['msiexec', 1618, 'retry'],
  ['msiexec', 1619, 'failure'],
  ['msiexec', 1620, 'failure'],
  ['msiexec', 1625, 'failure'],
  ['msiexec', 1633, 'failure'],
  ['msiexec', 1638, 'failure'],
  ['installScript', 12, 'restart'],
  ['installScript', 35, 'failure'],
  ['installScript', 39, 'failure'],
  ['removal', 1603, 'failure'],
  ['removal', 1605, 'alreadySo'],
  ['scriptRemoval', 35, 'failure'],
  ['scriptRemoval', 38, 'failure'],
  ['scriptRemoval', 3010, 'restart'],
  ['wusa', 0x240006, 'alreadySo'],
  ['wusa', 0x80240017, 'failure'],
  ['wusa', 5, 'failure'],
  ['onboarding', 15, 'failure'],
  ['onboarding', 40, 'retry'],
  ['onboarding', 65, 'failure'],
  ['offboarding', 0, 'success'],
  ['offboarding', 15, 'retry'],
  ['offboarding', 70, 'failure'],
  ['wusa', 0x240005, 'restart'],
  ['wusa', 0x80240016, 'retry'],
  ['wusa', 1058, 'failure'],
  ['dism', 14081, 'failure'],
  ['dism', 0x80073701, 'failure'],
  ['restart', 1190, 'retry'],
] as const)('%s %i means %s', (tool, code, outcome) => {
  expect(explainCode(tool, code)?.outcome).toBe(outcome);
});

/** What Microsoft's tools are known to end with: every one has words of its own. */
const asked = {
  installScript: [
    0, 1, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 30, 31, 32, 33, 34, 35, 36, 37, 38,
    39,
  ],
  msiexec: [
    0, 3010, 1641, 1601, 1602, 1603, 1605, 1612, 1316, 1618, 1619, 1620, 1625, 1643, 1638, 1639, 1633, 1925,
  ],
  onboarding: [0, 5, 10, 15, 30, 35, 40, 65, 70],
  offboarding: [0, 5, 10, 15, 65, 70],
  wusa: [0, 5, 3010, 1618, 0x240006, 0x80240017],
  dism: [0, 3010, 5, 87, 740, 14081, 0x80073701, 0x800f081f, 0x800f0906],
} as const;

it.each(Object.entries(asked))('%s has every code', (tool, numbers) => {
  const known = codes.filter((entry) => entry.tool === tool).map(({ code }) => code);
  expect(numbers.filter((code) => !known.includes(code))).toEqual([]);
});

/** Codes as a real tool was seen to give them, or as its maker lists them. */
it.each([
  ['servicing/servicing-ips1-exit-codes-by-version', 'installScript', 12, 'restart'],
  ['servicing/servicing-ips1-kb-step', 'installScript', 2359302, 'alreadySo'],
  ['servicing/servicing-ips1-kb-step', 'installScript', 0x80240017, 'failure'],
  ['servicing/servicing-msi-1625-lines', 'msiexec', 1625, 'failure'],
  ['servicing/servicing-msi-1612-in-remove-existing-products', 'msiexec', 1612, 'failure'],
  ['servicing/servicing-msi-1618-although-installed', 'msiexec', 1618, 'retry'],
  ['servicing/servicing-wusa-three-runs-three-codes', 'wusa', 3010, 'restart'],
  ['servicing/servicing-wusa-2359302-while-pending', 'wusa', 2359302, 'alreadySo'],
  ['servicing/servicing-wusa-5-in-remote-session', 'wusa', 5, 'failure'],
  ['servicing/servicing-wusa-not-applicable-signed-code', 'wusa', -2145124329, 'failure'],
  ['servicing/servicing-wusa-service-cannot-start', 'wusa', 0x80070422, 'failure'],
  ['servicing/servicing-features-unknown-name', 'dism', 0x800f080c, 'failure'],
  ['servicing/servicing-features-14081-in-deployment-tool', 'dism', 14081, 'failure'],
  ['servicing/servicing-dism-exit-codes-unelevated-and-unknown', 'dism', 740, 'failure'],
  ['servicing/servicing-dism-exit-codes-unelevated-and-unknown', 'dism', -2146498548, 'failure'],
  ['servicing/servicing-shutdown-1190-and-1115-as-others-handle', 'restart', 1190, 'retry'],
  ['servicing/servicing-shutdown-1190-and-1115-as-others-handle', 'restart', 1115, 'alreadySo'],
  ['servicing/servicing-shutdown-5', 'restart', 5, 'failure'],
] as const)('%s: %s %i is %s', (row, tool, code, outcome) => {
  expect(holds(rowOf(row), code)).toBe(true);
  expect(explainCode(tool, code)?.outcome).toBe(outcome);
});

it('has no code of Install.ps1 that its versions do not list', () => {
  const row = rowOf('servicing/servicing-ips1-exit-codes-by-version');
  const own = codes.filter(({ tool, code }) => tool === 'installScript' && code !== 0);
  expect(own.filter(({ code }) => !holds(row, code))).toEqual([]);
});

it('calls 14081 a damaged store, and an unknown feature a matter of Windows itself', () => {
  expect(textOf('knowledge', 'code.dism.14081.title')).toContain('component store');
  // Row servicing/servicing-features-2019-entries-removed: no source brings it back.
  expect(textOf('knowledge', 'code.dism.2148468748.next')).toContain('in place');
  // Row servicing/servicing-wusa-not-applicable-because-service-disabled.
  expect(textOf('knowledge', 'code.wusa.2149842967.cause')).toContain('TrustedInstaller');
});

// Row servicing/servicing-wusa-event-3-corrupt-store: an unknown number is passed on as people look it up.
it('writes a number that it does not know in hexadecimal too', () => {
  expect(explainCode('wusa', 2388526074)).toBeNull();
  expect(codeForm(2388526074)).toMatch(/^0x8E5E03FA /);
});

it('knows a code in the signed form of PowerShell', () => {
  expect(explainCode('wusa', -2145124329)?.code).toBe(0x80240017);
});

it('explains what Install.ps1 hands through from msiexec, and mixes up nothing else', () => {
  expect(explainCode('installScript', 1603)?.tool).toBe('msiexec');
  expect(explainCode('msiexec', 12)).toBeNull();
  expect(explainCode('onboarding', 1603)).toBeNull();
});

it('explains what Install.ps1 hands through from an update', () => {
  expect(explainCode('installScript', -2145124329)?.tool).toBe('wusa');
});

it('unwraps an error of Windows in an HRESULT, and never makes a success of one', () => {
  expect(explainCode('wusa', -2147024891)?.key).toBe('code.wusa.5');
  expect(explainCode('msiexec', 0x80070643)?.code).toBe(1603);
  // 3010, 1641 and 0 wrapped: no tool is known to end so.
  for (const code of [0x80070bc2, 0x80070669, 0x80070000]) expect(explainCode('msiexec', code)).toBeNull();
});

it('calls no negative code a success, whatever it is', () => {
  // A fixed sequence of numbers (Lehmer), so that a failure can be seen again.
  let seed = 20261124;
  const random = () => (seed = (seed * 48271) % 0x7fffffff);
  for (let tries = 0; tries < 2_000; tries += 1) {
    const code = (0x80000000 + random()) | 0;
    for (const tool of ['msiexec', 'installScript', 'wusa', 'onboarding', 'offboarding', 'dism'] as const)
      expect(['failure', 'retry']).toContain(explainCode(tool, code)?.outcome ?? 'failure');
    const [hex, decimal] = codeForm(code).split(' ');
    expect(Number(hex)).toBe(code >>> 0);
    expect(decimal).toBe(`(${code})`);
  }
});

it.each([
  [1603, '1603'],
  [0, '0'],
  [-2145124329, '0x80240017 (-2145124329)'],
  [0x80240017, '0x80240017 (-2145124329)'],
  [0x240006, '0x00240006 (2359302)'],
])('shows %i as %s', (code, form) => {
  expect(codeForm(code)).toBe(form);
});

it('does not guess', () => {
  expect(explainCode('msiexec', 4711)).toBeNull();
  expect(explainCode('wusa', 0x8024ffff)).toBeNull();
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32, -(2 ** 31) - 1, 0.5])(
  '%d is no exit code, least of all 0',
  (code) => {
    expect(explainCode('msiexec', code)).toBeNull();
  },
);

it('speaks of a removal where a product is removed', () => {
  const said = (operation: string, engine: string, code: number) => {
    const tool = toolOf(operation, { engine });
    return tool === null ? null : (explainCode(tool, code)?.key ?? null);
  };
  expect(said('Install-Sensor', 'msiexec', 1603)).toBe('code.msiexec.1603');
  expect(said('Remove-Sensor', 'msiexec', 1603)).toBe('code.removal.1603');
  expect(said('Remove-MonitoringAgent', '', 1603)).toBe('code.removal.1603');
  expect(said('Install-Sensor', 'installScript', 35)).toBe('code.installScript.35');
  expect(said('Remove-Sensor', 'installScript', 35)).toBe('code.scriptRemoval.35');
  // What Install.ps1 hands through is Windows Installer's word on the removal.
  expect(said('Remove-Sensor', 'installScript', 1603)).toBe('code.removal.1603');
  expect(said('Remove-Sensor', 'installScript', 12)).toBe('code.installScript.12');
  for (const tool of ['removal', 'scriptRemoval'] as const)
    for (const { key, code } of codes.filter((entry) => entry.tool === tool)) {
      const words = [textOf('knowledge', `${key}.title`) ?? '', textOf('knowledge', `${key}.next`) ?? ''];
      expect([
        code,
        words.filter((text) => /\binstall(?:ed|ation)\b/i.test(text) && !text.includes('installed version')),
      ]).toEqual([code, []]);
    }
});
