/**
 * Our shell as a program of Windows' own node. Started with the path of PowerShell's program, a folder for cancel
 * files and a file for the answers; each answer has a name, and is a value or the code of an error.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** The first of these programs that still runs after a while; null when all are gone. */
async function left(names: RegExp): Promise<string | null> {
  const until = Date.now() + 15_000;
  for (;;) {
    const list = execFileSync('C:\\windows\\System32\\tasklist.exe').toString('utf16le').toLowerCase();
    const found = names.exec(list)?.[0] ?? null;
    if (found === null || Date.now() > until) return found;
  }
}
/** Patient: starting PowerShell takes long where many tests share two cores. */
const times = { helloMs: 60_000, graceMs: 400, heartbeatMs: 30_000 };
const open = () => openTestBroker(executable, folder, times);

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
answers.leftByLimit = await left(/ping\.exe|powershell\.exe/);

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

await ask('sent', async () => {
  const bytes = Buffer.alloc(2_500_000, 'kit');
  const source = join(folder, 'md4ws.msi');
  writeFileSync(source, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sha256, name: 'md4ws.msi', bytes: bytes.length, source };
  const shell = createPowerShell({ executable });
  const { changed } = await shell.run('Send-Package', { files: [file] });
  await shell.close();
  const library = join(process.env.ProgramData ?? '', 'Gangway', 'library', sha256, file.name);
  return { changed, equal: readFileSync(library).equals(bytes) };
});

await ask('facts', async () => {
  const shell = createPowerShell({ executable });
  const state = await shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
  await shell.close();
  return state;
});
answers.leftByClose = await left(/powershell\.exe/);
writeFileSync(answersFile, JSON.stringify({ ...answers, done: true }));
process.exit(0);
