import { expect, it } from 'vitest';
import type { BrokerProcess } from '../../../main/shell/brokerProcess';
import { createLaps } from '../../../main/shell/laps';
import { startPowerShell } from '../../../main/shell/powershell';
import { describeWithEngine } from '../engine';

/**
 * LAPS is played by a function of its command's name, with the parameters that Microsoft documents; those that the product
 * must not use are an error. `does` is what it answers. Outside Windows the engine does not encrypt what
 * ConvertFrom-SecureString makes (hexadecimal of UTF-16): that shows here what the directory held.
 */
const laps = (does: string) =>
  [
    "function Get-LapsADPassword { [CmdletBinding(DefaultParameterSetName = 'NormalMode')] param(",
    '[Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)] [string[]]$Identity,',
    '[switch]$AsPlainText, [pscredential]$Credential, [pscredential]$DecryptionCredential, [string]$Domain,',
    '[string]$DomainController, [switch]$IncludeHistory, [Nullable[int]]$Port, [switch]$RecoveryMode)',
    "if ($PSBoundParameters.Count -ne 1) { throw 'LabUnknown: Get-LapsADPassword with more than a name' }",
    'if ("$Identity" -ne \'nord-fs03.contoso.com\') { throw "LabUnknown: $Identity" }',
    `${does} }`,
  ].join(' ');
const password = 'canary "q" $d `t é漢';
const hexOf = (text: string) => Buffer.from(text, 'utf16le').toString('hex');
const storedAt = Date.UTC(2026, 10, 20, 8, 30);
/** An answer of the command, as its page shows it; `changes` lie over it. */
const answer = (changes: Readonly<Record<string, string>> = {}) => {
  const fields: Readonly<Record<string, string>> = {
    ComputerName: "'NORD-FS03'",
    DistinguishedName: "'CN=NORD-FS03,OU=Servers,DC=contoso,DC=com'",
    Account: "'Administrator'",
    Password: '$secure',
    PasswordUpdateTime: "[datetime]::Parse('2026-11-20T08:30:00Z', [cultureinfo]::InvariantCulture)",
    ExpirationTimestamp: '$null',
    Source: "'EncryptedPassword'",
    DecryptionStatus: "'Success'",
    AuthorizedDecryptor: "'CONTOSO\\LAPS Admins'",
    ...changes,
  };
  const table = Object.entries(fields).map(([key, value]) => `${key} = ${value}`);
  return (
    `$secure = New-Object System.Security.SecureString; foreach ($c in [char[]]'${password}') { $secure.AppendChar($c) }; ` +
    `[pscustomobject]@{ ${table.join('; ')} }`
  );
};
describeWithEngine('the password that LAPS holds', (engine) => {
  const seen: Buffer[] = [];
  const lapsThat = (before: string, limitMs?: number) =>
    createLaps(async (): Promise<BrokerProcess> => {
      const process = await startPowerShell({ executable: engine });
      if (before !== '') process.send(before);
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
    }, limitMs);
  const stay = new AbortController().signal;
  const read = (before: string, signal = stay) =>
    lapsThat(before).read({ identity: 'nord-fs03.contoso.com', computerName: 'NORD-FS03' }, signal);

  it('comes encrypted, with the account of the server, and nothing of it is said aloud', async () => {
    seen.length = 0;
    expect(await read(laps(answer()))).toEqual({
      userName: 'NORD-FS03\\Administrator',
      ciphertext: hexOf(password),
      storedAt,
    });
    expect(Buffer.concat(seen).includes('canary')).toBe(false);
  });

  it('is encrypted at once where it comes as text, and a time that is not told stays unknown', async () => {
    seen.length = 0;
    const found = await read(laps(answer({ Password: `'${password}'`, PasswordUpdateTime: '$null' })));
    expect(found).toEqual({
      userName: 'NORD-FS03\\Administrator',
      ciphertext: hexOf(password),
      storedAt: null,
    });
    expect(Buffer.concat(seen).includes('canary')).toBe(false);
  });

  // No error comes then (row platform/laps-unauthorized). The command is looked for, not its folder (row platform/laps-module).
  it('that may not be decrypted comes with that word, and a module that is not there with none', async () => {
    const unauthorized = { Password: '$null', Account: "''", DecryptionStatus: "'Unauthorized'" };
    await expect(read(laps(answer(unauthorized)))).rejects.toMatchObject({ code: 'laps.notAllowed' });
    await expect(read('')).rejects.toMatchObject({ code: 'laps.missing' });
  });

  it('a directory that is out of reach is told by the code of its exception, also of one inside another', async () => {
    const inner = "(New-Object System.Runtime.InteropServices.COMException('unten', -2147016646))";
    await expect(read(laps(`throw (New-Object System.Exception('oben', ${inner}))`))).rejects.toMatchObject({
      code: 'laps.noDomain',
      detail: expect.stringMatching(/^oben\n/),
    });
    await expect(
      read(laps('throw (New-Object System.ComponentModel.Win32Exception(1355))')),
    ).rejects.toMatchObject({ code: 'laps.noDomain' });
  });

  it('an unknown error keeps its type, its code and its own words', async () => {
    const found = read(laps("throw (New-Object System.InvalidOperationException('Das geht nicht: é'))"));
    await expect(found).rejects.toMatchObject({
      code: 'laps.failed',
      detail: 'Das geht nicht: é\nSystem.InvalidOperationException -2146233079',
    });
  });

  it('an error whose code cannot be read is told all the same, and so is a PowerShell that ends', async () => {
    const dumb =
      "$e = New-Object System.InvalidOperationException('stumm'); $e | Add-Member -MemberType 'NoteProperty' -Name 'ErrorCode' -Value 'no number' -Force; throw $e";
    await expect(read(laps(dumb))).rejects.toMatchObject({
      code: 'laps.failed',
      detail: expect.stringMatching(/^stumm/),
    });
    await expect(read(laps('[Environment]::Exit(9)'))).rejects.toMatchObject({ code: 'laps.failed' });
  });

  it('is looked for once where only the module is, and the directory is not asked', async () => {
    let starts = 0;
    const there = createLaps(async () => {
      starts += 1;
      const process = await startPowerShell({ executable: engine });
      process.send(laps("throw 'LabUnknown: nobody asks'"));
      return process;
    });
    expect(await Promise.all([there.isThere(stay), there.isThere(stay)])).toEqual([true, true]);
    expect(starts).toBe(1);
    expect(await lapsThat('').isThere(stay)).toBe(false);
    expect(await lapsThat('[Environment]::Exit(9)').isThere(stay)).toBeNull();
  });

  it('is left where nothing answers, and when the app closes', async () => {
    const waits = laps('Start-Sleep -Seconds 600');
    const server = { identity: 'nord-fs03.contoso.com', computerName: 'NORD-FS03' };
    await expect(lapsThat(waits, 50).read(server, stay)).rejects.toMatchObject({ code: 'laps.noDomain' });
    const leave = new AbortController();
    const reading = lapsThat(waits).read(server, leave.signal);
    leave.abort();
    await expect(reading).rejects.toMatchObject({ code: 'operation.canceled' });
  });
});
