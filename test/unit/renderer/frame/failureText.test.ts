import { beforeAll, describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import { startTexts } from '../../../../renderer/i18n';
import { failureText } from '../../../../renderer/frame/failureText';

let t: TFunction;
beforeAll(async () => {
  t = (await startTexts('en')).t;
});
const failed = (native: number | null) => ({ code: 'operation.failed' as const, detail: 'line', native });

describe('failure in words', () => {
  it('explains the exit code of a tool that is known', () => {
    const known = failureText(t, failed(1638), 'msiexec');
    expect(known.title).toBe(t('knowledge:code.msiexec.1638.title'));
    expect(known.doubt).toBe(t('knowledge:doubt.derived'));
    expect(known.raw).toBe('line\nExit code 1638');
  });

  it('names in the title what 1603 stands for in the log of the installer, with what was said before it', () => {
    const detail = [
      'msiexec ended with 1603.',
      'WixQuietExec64:  Error 0x80070057: Failed in ExecCommon method',
      'CustomAction InstallWdBoot returned actual error code 1603 (note this may not be 100% accurate)',
      'Action ended 15:09:14: InstallFinalize. Return value 3.',
    ].join('\n');
    const words = failureText(t, { ...failed(1603), detail }, 'installScript');
    expect(words.title).toContain('InstallWdBoot');
    expect(words.cause).toContain('Failed in ExecCommon method');
    expect(words.raw).toContain('Return value 3.');
    expect(failureText(t, failed(1603), 'msiexec').title).toBe(t('knowledge:installer.silent.title'));
  });

  it('never guesses: an unknown code has the words of the failure itself', () => {
    for (const words of [failureText(t, failed(4242), 'msiexec'), failureText(t, failed(1603))]) {
      expect(words.title).toBe(t('errors:operation.failed.title'));
      expect(words.doubt).toBeNull();
    }
  });

  it('has nothing behind the words where nothing was said', () => {
    const words = failureText(t, { code: 'target.unreachable', detail: '', native: null });
    expect(words.raw).toBe('');
    expect(words.next).not.toBe('');
  });
});
