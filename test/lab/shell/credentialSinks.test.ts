import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { askCredential } from '../../../main/shell/askCredential';
import type { BrokerProcess } from '../../../main/shell/brokerProcess';
import { startPowerShell } from '../../../main/shell/powershell';
import { Lan } from '../../fakes/lan';
import { formsOf } from '../../faults/secretForms';
import { Walker } from '../../unit/app/walker';
import { describeWithRemote, openRemoteServer } from '../remote/remoteServer';
import { labSession, openRemoteBroker } from '../remote/remoteShell';
import { resultText } from './scriptText';

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** Outside Windows the engine does not encrypt: hexadecimal of UTF-16 shows what was in the window. */
const hexOf = (text: string) => Buffer.from(text, 'utf16le').toString('hex');
/** Every character that some shell, format or code page takes for something else. */
const hostile = `"'\`$(throw 1)$env:TEMP;\r\n\t\\%PATH% {0} é漢\u{1F600}\u{10FFFF}\u0001--%`;

describeWithRemote('a password that was typed into the window', (engine) => {
  let folder = '';
  const seen: Buffer[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-typed-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A PowerShell whose window is played by a function: what is typed lies in a file that nobody else reads. */
  const start = async (): Promise<BrokerProcess> => {
    const process = await startPowerShell({ executable: engine, interactive: true });
    const at = (name: string) => quote(join(folder, name));
    process.send(
      'function Get-Credential { param([string]$UserName, [string]$Message) $s = New-Object System.Security.SecureString; ' +
        `foreach ($c in [IO.File]::ReadAllText(${at('typed')}).ToCharArray()) { $s.AppendChar($c) }; ` +
        `[IO.File]::WriteAllText(${at('open')}, $Message); while (-not [IO.File]::Exists(${at('close')})) { Start-Sleep -Milliseconds 20 }; ` +
        'New-Object System.Management.Automation.PSCredential($UserName, $s) }',
    );
    return {
      ...process,
      listen: (output, error) => {
        const through = (take: (bytes: Uint8Array) => void) => (bytes: Uint8Array) => {
          seen.push(Buffer.from(bytes));
          take(bytes);
        };
        process.listen(through(output), through(error));
      },
    };
  };
  const type = (password: string, close = true) => {
    for (const name of ['open', 'close']) rmSync(join(folder, name), { force: true });
    writeFileSync(join(folder, 'typed'), password);
    if (close) writeFileSync(join(folder, 'close'), '');
  };
  const ask = (userName: string | null, message = 'Gangway') =>
    askCredential(start, { userName, message }, new AbortController().signal);

  it.each([
    ['quotes, dollar signs and backticks', hostile],
    ['300 characters', `${'aÄ9"'.repeat(74)}\u{1F600}\u{1F600}`],
    ['nothing but a blank', ' '],
  ])('[row 27] comes back as it was typed: %s', async (_what, password) => {
    type(password);
    expect(await ask('CONTOSO\\m.lefevre')).toEqual({
      userName: 'CONTOSO\\m.lefevre',
      ciphertext: hexOf(password),
    });
  });

  it('[row 27] line ends in a name or in the words above the window are data', async () => {
    type('x');
    const message = "a\r\n@0 {}\n'; throw 'x'\u{1F600}";
    expect(await ask("a\r\nb'$c", message)).toMatchObject({ userName: "a\r\nb'$c" });
    expect(readFileSync(join(folder, 'open'), 'utf8')).toBe(message);
  });

  it('[row 27] opens a session on the server with exactly that password', async () => {
    type(hostile);
    const credential = await ask('CONTOSO\\m.lefevre');
    const server = openRemoteServer();
    const { broker, run } = await openRemoteBroker(engine, folder, server);
    try {
      server.answer({ password: `${hostile} ` });
      const session = { ...labSession, credential };
      await expect(run(resultText('@{ in = $true }'), { session })).rejects.toMatchObject({ native: 1326 });
      server.answer({ password: hostile });
      expect(await run(resultText('@{ in = $true }'), { session })).toEqual({ in: true });
    } finally {
      await broker.close();
      server.remove();
    }
  });

  it('[row 28] stands in no sink: files, log, pages, output, command lines, surroundings', async () => {
    const password = 'C4nary-typed-Kp58-"x"';
    const data = mkdtempSync(join(tmpdir(), 'gangway-sinks-'));
    const sinks = new Map<string, Buffer>();
    const printed: string[] = [];
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
    seen.length = 0;
    type(password, false);
    const lan = new Lan();
    lan.password = hexOf(password);
    const walker = await Walker.start(data, {
      ...lan.options(data),
      askCredential: ({ userName, message }) => ask(userName ?? 'CONTOSO\\m.lefevre', message),
    });
    try {
      const { targetId } = await walker.ask('addTarget', { kind: 'remote', address: 'nord-fs03' });
      const asking = walker.ask('askCredential', { targetId });
      await vi.waitFor(() => expect(existsSync(join(folder, 'open'))).toBe(true), { timeout: 60_000 });
      // The window is open, the password is typed: what does the computer show of us now?
      const own = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
      for (const pid of own)
        for (const part of ['cmdline', 'environ'])
          try {
            sinks.set(`${part} ${pid}`, readFileSync(`/proc/${pid}/${part}`));
          } catch {
            // Ended meanwhile, or somebody else's.
          }
      writeFileSync(join(folder, 'close'), '');
      await asking;
      await walker.ask('connect', { targetId });
      const given = { userName: 'CONTOSO\\m.lefevre', ciphertext: lan.password };
      expect(lan.attempts).toEqual([{ host: 'nord-fs03', ...given }]);
      lan.password = 'another';
      await walker.ask('connect', { targetId });
      sinks.set('the session', Buffer.from(JSON.stringify(await walker.ask('getSession', {}))));
      await walker.app.close();
      sinks.set('events', Buffer.from(JSON.stringify(walker.events)));
      sinks.set('printed', Buffer.from(printed.join('')));
      for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' }))
        if (/\.\w+$/.test(name)) sinks.set(`file ${name}`, readFileSync(join(data, name)));
      const names = [...sinks.keys()].join(' ');
      for (const part of ['cmdline', 'environ', 'file targets', 'file log', 'events'])
        expect(names).toContain(part);
      expect(String(sinks.get('the session'))).toContain('m.lefevre');
      const holding = (forms: readonly Buffer[]) =>
        [...sinks].filter(([, bytes]) => forms.some((form) => bytes.includes(form))).map(([name]) => name);
      expect(holding(formsOf(password))).toEqual([]);
      // Nor the ciphertext: it lives in memory alone.
      expect(holding([Buffer.from(hexOf(password))])).toEqual([]);
      // The process itself says it only encrypted.
      expect(formsOf(password).some((form) => Buffer.concat(seen).includes(form))).toBe(false);
      expect(Buffer.concat(seen).includes(hexOf(password))).toBe(true);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });
});
