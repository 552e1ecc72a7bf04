import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createLaps } from '../../../main/shell/laps';
import { startPowerShell } from '../../../main/shell/powershell';
import { Lan } from '../../fakes/lan';
import { formsOf } from '../../faults/secretForms';
import { Walker } from '../../unit/app/walker';
import { describeWithEngine } from '../engine';

const password = 'C4nary-laps-Wq83-"x"';
/** Outside Windows the engine does not encrypt: hexadecimal of UTF-16 stands for the ciphertext. */
const ciphertext = Buffer.from(password, 'utf16le').toString('hex');

/** What the surroundings of every process show that may be read here. */
function surroundings(sinks: Map<string, Buffer>): void {
  for (const pid of existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [])
    for (const part of ['cmdline', 'environ'])
      try {
        sinks.set(`${part} ${pid}`, readFileSync(`/proc/${pid}/${part}`));
      } catch {
        // Ended meanwhile, or somebody else's.
      }
}

describeWithEngine('a password that LAPS holds', (engine) => {
  it('[row 28] stands in no sink: files, log, pages, output, command lines, surroundings', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gangway-directory-'));
    const data = mkdtempSync(join(tmpdir(), 'gangway-sinks-'));
    const at = (name: string) => `'${join(folder, name)}'`;
    // The directory is a file that nobody else reads. Its answer comes as text: the worst that a module could do.
    writeFileSync(join(folder, 'held'), password);
    const said: Buffer[] = [];
    const laps = createLaps(async () => {
      const process = await startPowerShell({ executable: engine });
      process.send(
        `function Get-LapsADPassword { param([string[]]$Identity) [IO.File]::WriteAllText(${at('open')}, ''); ` +
          `while (-not [IO.File]::Exists(${at('close')})) { Start-Sleep -Milliseconds 20 }; ` +
          `[pscustomobject]@{ Account = 'Administrator'; Password = [IO.File]::ReadAllText(${at('held')}); ` +
          "PasswordUpdateTime = $null; Source = 'CleartextPassword'; DecryptionStatus = 'NotApplicable' } }",
      );
      return {
        ...process,
        listen: (output, error) => {
          const through = (take: (bytes: Uint8Array) => void) => (bytes: Uint8Array) => {
            said.push(Buffer.from(bytes));
            take(bytes);
          };
          process.listen(through(output), through(error));
        },
      };
    });
    const printed: string[] = [];
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        printed.push(String(text));
        return true;
      });
    const sinks = new Map<string, Buffer>();
    const lan = new Lan();
    lan.password = ciphertext;
    const walker = await Walker.start(data, { ...lan.options(data), laps });
    try {
      const { targetId } = await walker.ask('addTarget', { kind: 'remote', address: 'nord-fs03' });
      const reading = walker.ask('readLaps', { targetId });
      await vi.waitFor(() => expect(existsSync(join(folder, 'open'))).toBe(true), { timeout: 60_000 });
      surroundings(sinks);
      writeFileSync(join(folder, 'close'), '');
      await reading;
      await walker.ask('connect', { targetId });
      expect(lan.attempts).toEqual([{ host: 'nord-fs03', userName: 'NORD-FS03\\Administrator', ciphertext }]);
      // Refused, and read again: its words go the way of every failure.
      lan.password = 'another';
      await walker.ask('connect', { targetId });
      expect(await walker.refused('readLaps', { targetId })).toBe('laps.sameAgain');
      sinks.set('the session', Buffer.from(JSON.stringify(await walker.ask('getSession', {}))));
      await walker.app.close();
      sinks.set('events', Buffer.from(JSON.stringify(walker.events)));
      sinks.set('printed', Buffer.from(printed.join('')));
      for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' }))
        if (/\.\w+$/.test(name)) sinks.set(`file ${name}`, readFileSync(join(data, name)));
      for (const part of ['file targets', 'file log', 'events', 'the session'])
        expect([...sinks.keys()].join(' ')).toContain(part);
      expect(String(sinks.get('the session'))).toContain('NORD-FS03\\\\Administrator');
      const forms = [...formsOf(password), Buffer.from(ciphertext)];
      const holding = [...sinks].filter(([, bytes]) => forms.some((form) => bytes.includes(form)));
      expect(holding.map(([name]) => name)).toEqual([]);
      // The process says it only encrypted.
      const words = Buffer.concat(said);
      expect(formsOf(password).some((form) => words.includes(form))).toBe(false);
      expect(words.includes(ciphertext)).toBe(true);
    } finally {
      vi.restoreAllMocks();
      for (const one of [folder, data]) rmSync(one, { recursive: true, force: true });
    }
  });
});
