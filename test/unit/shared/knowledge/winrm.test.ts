import { describe, expect, it } from 'vitest';
import en from '../../../../shared/locales/en/connect.json' with { type: 'json' };
import fr from '../../../../shared/locales/fr/connect.json' with { type: 'json' };
import { holds, rowOf } from '../../../ground/row';
import { explainWinrm, winrmCodes } from '../../../../shared/knowledge/winrm';

describe('codes on the way to a server', () => {
  it('each has a cause and a next step in both languages, and no text is without a code', () => {
    const keys = [...new Set(winrmCodes.map(({ key }) => key))].sort();
    for (const texts of [en.code, fr.code]) {
      expect(Object.keys(texts).sort()).toEqual(keys);
      for (const { cause, next } of Object.values(texts)) expect([cause, next]).not.toContain('');
    }
  });

  it('each stands once, unsigned, with its source', () => {
    expect(new Set(winrmCodes.map(({ code }) => code)).size).toBe(winrmCodes.length);
    for (const { code, source } of winrmCodes) {
      expect(code).toBe(code >>> 0);
      expect(source).toMatch(/\d{4}-\d{2}-\d{2}$/);
    }
  });

  it.each([
    [0x803381a5, /MaxShellsPerUser/],
    [0x803381a6, /MaxConcurrentOperationsPerUser/],
    [0x803381ab, /MaxConcurrentUsers/],
    [0x803381e6, /endpoint.*MaxShells/],
    [0x803381e9, /MaxConcurrentCommandsPerShell/],
    [0x8007000e, /MaxMemoryPerShellMB/],
  ])('the quota behind 0x%s is named, in both languages [row 17]', (code, name) => {
    const found = explainWinrm(code);
    const key = Object.keys(en.code).find((one) => one === found?.key) as keyof typeof en.code;
    expect(en.code[key].cause).toMatch(name);
    const [setting = ''] = /Max\w+/.exec(en.code[key].cause) ?? [];
    expect(fr.code[key].cause).toContain(setting);
  });

  it('gives none of WinHTTP’s finer codes a meaning, which WinRM never hands on', () => {
    for (const row of ['platform/winhttp-certificate-codes', 'platform/winrm-cert-one-code'].map(rowOf))
      expect(holds(row, 12_175)).toBe(true);
    const finer = Object.keys(rowOf('platform/winhttp-certificate-codes').shows).map(Number);
    for (const code of finer)
      expect(explainWinrm(code)?.key ?? null).toBe(code === 12_175 ? 'certificate' : null);
  });

  it('names settings behind a quota and never their defaults, of which there are two generations', () => {
    const defaults = ['platform/winrm-plugin-quotas', 'platform/winrm-shell-quota-defaults'].map(rowOf);
    for (const { code } of [en, fr])
      for (const [key, words] of Object.entries(code)) {
        if (!key.startsWith('quota')) continue;
        const numbers = `${words.cause} ${words.next}`.match(/\d+/g) ?? [];
        // Enough memory for a shell, on every Windows.
        expect(numbers).toEqual(key === 'quotaMemory' ? ['1024'] : []);
      }
    expect(defaults.every((row) => holds(row, 1024))).toBe(true);
  });

  it('is found signed and unsigned; an unknown one is not explained', () => {
    expect(explainWinrm(-2144108316)?.key).toBe('notTrusted');
    expect(explainWinrm(2150858980)?.key).toBe('notTrusted');
    expect(explainWinrm(1909)?.key).toBe('locked');
    expect(explainWinrm(4711)).toBeNull();
  });

  it.each([
    [24, [1326], 'target.signInRefused'],
    [25, [1909, 1793, 1330, 1907], 'target.signInRefused'],
    [17, [0x803381a5, 0x803381a6, 0x803381a7, 0x803381a8, 0x803381ab], 'target.quota'],
    [
      17,
      [0x803381e4, 0x803381e5, 0x803381e6, 0x803381e7, 0x803381e8, 0x803381e9, 0x803381ea],
      'target.quota',
    ],
    [17, [0x8033803f, 14, 0x8007000e], 'target.quota'],
    [21, [0x803380e4, 0x803381bb, 0x8033810b], 'target.notTrusted'],
    [22, [12_175], 'target.badCertificate'],
  ])('the codes of fault %i lead to their own error', (_row, codes, error) => {
    for (const code of codes) expect(explainWinrm(code)?.error, String(code)).toBe(error);
  });
});
