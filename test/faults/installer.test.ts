import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTexts } from '../../main/texts';
import { failureText } from '../../renderer/frame/failureText';
import { codes, explainCode } from '../../shared/knowledge/codes';
import type { CodeTool } from '../../shared/knowledge/codes';
import { openPractice, type PracticeStage } from './practiceStage';

const languages = ['en', 'fr'] as const;

/** What the page says of the last run's failure, in both languages; nothing of it may be a missing text. */
function shown(stage: PracticeStage, tool: CodeTool) {
  const failure = stage.walker.view(stage.id).run?.failure;
  if (!failure) throw new Error('no failure is shown');
  const [english, french] = languages.map((locale) => failureText(createTexts(locale), failure, tool));
  for (const words of [english, french])
    for (const part of [words?.title, words?.cause, words?.next]) expect(part).toMatch(/\S \S/);
  expect(french?.title).not.toBe(english?.title);
  return english;
}

/** The server with everything before the sensor done; each run after that meets the fault it is given. */
let stage: PracticeStage;
beforeAll(async () => {
  stage = await openPractice('2016-trellix');
  await stage.acceptFixes();
  stage.shell().addFault({ operation: 'Install-Sensor', effect: 'fail', native: 1602, line: '', times: 1 });
  await stage.carryOut();
});
afterAll(() => stage.walker.stop());

async function installFailsWith(native: number, line: string, times = 1) {
  stage.shell().addFault({ operation: 'Install-Sensor', effect: 'fail', native, line, times });
  const before = stage.sent();
  const { run } = await stage.carryOut();
  expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'operation.failed', native } });
  // It was sent once, and nothing after it, because no failed action is repeated by itself.
  expect(stage.sent()).toEqual([...before, 'Install-Sensor']);
  const entries = await stage.journal();
  expect(entries.slice(-4).map(({ phase }) => phase)).toEqual(['intent', 'sent', 'failed', 'ended']);
  expect(entries.at(-2)?.data).toMatchObject({ native });
  expect(stage.walker.states(stage.id).install).toBe('stopped');
}

describe('an installation that fails', () => {
  it('[row 43] with 1603 shows the line of its log that says why, and is not sent again', async () => {
    const line = 'CustomAction InstallWdBoot returned actual error code 1603';
    await installFailsWith(1603, line);
    expect(await stage.output()).toContain(line);
    const words = shown(stage, 'msiexec');
    expect(words?.raw).toContain(line);
    expect(words?.raw).toContain('1603');
    expect((await stage.journal()).at(-2)?.data).toMatchObject({ detail: expect.stringContaining(line) });
  });

  it.each([1601, 1602, 1612, 1619, 1620, 1625, 1633, 1638])(
    '[row 44] with %i of Windows Installer has its own title, cause and next step',
    async (native) => {
      await installFailsWith(native, '');
      expect(explainCode('msiexec', native)?.outcome).toMatch(/failure|retry/);
      expect(shown(stage, 'msiexec')?.title).not.toBe(createTexts('en')('errors:operation.failed.title'));
    },
  );

  it('[row 44] 1641 and 3010 of Windows Installer are a restart, not a failure', () => {
    for (const code of [1641, 3010]) expect(explainCode('msiexec', code)?.outcome).toBe('restart');
  });

  it.each([3, 4, 6, 10, 11, 12, 13, 14, 15, 16, 18, 20, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39])(
    "[row 45] %i of Microsoft's install script has a title, a cause and one next step in both languages",
    (code) => {
      const entry = explainCode('installScript', code);
      expect(entry?.tool).toBe('installScript');
      for (const locale of languages)
        for (const part of ['title', 'cause', 'next'] as const)
          expect(entry && createTexts(locale)(`knowledge:${entry.key}.${part}`)).toMatch(/\S \S/);
    },
  );

  it.each([-2147220991, 0x8024_5678 | 0, 4711, 99_999])(
    '[row 46] with %i, which nobody knows, is a failure shown by its number, without a guess',
    async (native) => {
      await installFailsWith(native, 'the tool said so');
      expect(codes.some((entry) => entry.tool === 'msiexec' && entry.code === native >>> 0)).toBe(false);
      const words = shown(stage, 'msiexec');
      expect(words?.title).toBe(createTexts('en')('errors:operation.failed.title'));
      expect(words?.raw).toContain('the tool said so');
      // A negative number is an HRESULT, which people look for by its hexadecimal form.
      expect(words?.raw).toContain(native < 0 ? (native >>> 0).toString(16).toUpperCase() : String(native));
    },
  );

  it('[row 50] with 112, a full disk in the middle, stops the plan and says it; nothing is sent after it', async () => {
    await installFailsWith(112, 'There is not enough space on the disk.');
    expect(shown(stage, 'msiexec')?.raw).toContain('not enough space');
  });

  it('[row 42] while another installation stays at work ends with its code, sent once', async () => {
    await installFailsWith(1618, 'Another installation is already in progress', 20);
    expect(explainCode('msiexec', 1618)?.outcome).toBe('retry');
    shown(stage, 'msiexec');
  });

  it('[row 42] while another installation is at work for a while waits, shows it, and then works', async () => {
    stage.shell().chooseFault('installerBusy');
    const before = stage.sent();
    const { run, facts } = await stage.carryOut();
    expect(run?.outcome).toBe('done');
    expect(facts?.sensor.product).not.toBeNull();
    expect((await stage.output()).filter((text) => text.includes('1618'))).toHaveLength(2);
    expect(stage.sent().slice(before.length)).toEqual([
      'Install-Sensor',
      ...stage.sent().slice(before.length + 1),
    ]);
    expect(stage.sent().slice(before.length + 1)).not.toContain('Install-Sensor');
    expect((await stage.journal()).filter(({ phase }) => phase === 'failed')).toEqual([]);
  });

  it('[row 56] a tool that warns has not failed: warnings in the output, and the run is done', async () => {
    const { lines } = await stage.walker.ask('getOutput', {
      runId: stage.walker.view(stage.id).run?.runId ?? '',
      from: 0,
      limit: 5000,
    });
    expect(lines.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0);
    expect(stage.walker.view(stage.id).run).toMatchObject({ outcome: 'done', failure: null });
  });
});
