/**
 * Our shell as a program of Windows' own node. Started with the path of PowerShell's program, a folder for cancel
 * files and a file for the answers; each answer has a name, and is a value or the code of an error.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createPowerShell, startPowerShell, windowsPowerShell } from '../../main/shell/powershell';
import { openTestBroker, resultText } from '../lab/shell/scriptText';
import { nasty } from './nasty';

const [, , folder = '', answersFile = ''] = process.argv;
const executable = windowsPowerShell(process.env);
const answers: Record<string, unknown> = {};

async function ask(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    answers[name] = await work();
  } catch (error) {
    answers[name] =
      error instanceof Error ? { error: 'code' in error ? error.code : error.stack } : 'unknown';
  }
  writeFileSync(answersFile, JSON.stringify(answers));
}

const running = () => execFileSync('C:\\windows\\System32\\tasklist.exe').toString('utf16le').toLowerCase();
const open = () => openTestBroker(executable, folder);

answers.platform = process.platform;
answers.executable = executable;
await ask('missing', () => startPowerShell({ executable: 'C:\\nowhere\\powershell.exe' }));

await ask('parameters', async () => {
  const { broker, run, hello } = await open();
  const value = await run(`param($Text) ${resultText('@{ text = $Text }')}`, { text: nasty });
  await broker.close();
  return { value, hello };
});

await ask('output', async () => {
  const { broker, run, told } = await open();
  await run(`
    & (Join-Path $env:SystemRoot 'System32\\reg.exe') query HKLM\\SOFTWARE\\NoSuchKey
    $page = [Console]::OutputEncoding.CodePage
    $bytes = [Text.Encoding]::GetEncoding($page).GetBytes("von der Seite: Schl\u00fcssel\`r\`n")
    [Console]::OpenStandardOutput().Write($bytes, 0, $bytes.Length)
    Start-Sleep -Milliseconds 100
    ${resultText('1')}`);
  await broker.close();
  return told.map((record) => (record.kind === 'log' ? record.text : ''));
});

await ask('requests', async () => {
  const { broker, run } = await open();
  let sum = 0;
  for (let i = 0; i < 50; i += 1) sum += Number(await run(resultText(String(i))));
  await broker.close();
  return sum;
});

await ask('exit', async () => {
  const { run } = await open();
  await run('[Environment]::Exit(3)');
});

const hanging = `$null = & (Join-Path $env:SystemRoot 'System32\\cmd.exe') /c 'ping -n 90 127.0.0.1'; ${resultText('1')}`;
await ask('limit', async () => {
  const { run } = await open();
  await run(hanging, {}, 2500);
});
answers.leftByLimit = /ping\.exe|powershell\.exe/.exec(running())?.[0] ?? null;

await ask('detached', async () => {
  const runId = 'run-on-wine-1';
  const first = createPowerShell({ executable });
  await first.start(runId, 1, 'Set-PassiveMode', { mode: 'passive' });
  await first.close();
  const second = createPowerShell({ executable });
  const kinds: string[] = [];
  const outcome = await second.follow(
    runId,
    1,
    0,
    async (records) => void kinds.push(...records.map(({ kind }) => kind)),
    new AbortController().signal,
  );
  await second.close();
  return { outcome, kinds };
});

await ask('facts', async () => {
  const shell = createPowerShell({ executable });
  const state = await shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
  await shell.close();
  return state;
});
answers.leftByClose = /powershell\.exe/.exec(running())?.[0] ?? null;
writeFileSync(answersFile, JSON.stringify({ ...answers, done: true }));
process.exit(0);
