import { expect, it } from 'vitest';
import { askCredential } from '../../../main/shell/askCredential';
import type { BrokerProcess } from '../../../main/shell/brokerProcess';
import { startPowerShell } from '../../../main/shell/powershell';
import { describeWithEngine } from '../engine';

/**
 * Windows' own window is played by a function of its name. Outside Windows the engine does not encrypt what
 * ConvertFrom-SecureString makes (hexadecimal of UTF-16): that shows here what was in the window.
 */
const windowThat = (does: string) =>
  `function Get-Credential { param([string]$UserName, [string]$Message) ${does} }`;
const answers = (password: string) =>
  windowThat(
    `$s = New-Object System.Security.SecureString; foreach ($c in [char[]]'${password}') { $s.AppendChar($c) }; New-Object System.Management.Automation.PSCredential($UserName, $s)`,
  );
const password = 'canary "quotes" $dollar `tick';
const hexOf = (text: string) => Buffer.from(text, 'utf16le').toString('hex');

describeWithEngine('the window that asks for a password', (engine) => {
  const seen: string[] = [];
  const start = (does: string) => async (): Promise<BrokerProcess> => {
    const process = await startPowerShell({ executable: engine, interactive: true });
    process.send(does);
    return {
      ...process,
      listen: (output, error) => {
        const note = (bytes: Uint8Array) => seen.push(Buffer.from(bytes).toString('latin1'));
        process.listen(
          (bytes) => {
            note(bytes);
            output(bytes);
          },
          (bytes) => {
            note(bytes);
            error(bytes);
          },
        );
      },
    };
  };
  const ask = (does: string, signal = new AbortController().signal) =>
    askCredential(start(does), { userName: 'CONTOSO\\m.lefevre', message: 'é "x" $y' }, signal);

  it('hands over the account and the encrypted password, and nothing of the password itself', async () => {
    seen.length = 0;
    expect(await ask(answers(password))).toEqual({
      userName: 'CONTOSO\\m.lefevre',
      ciphertext: hexOf(password),
    });
    expect(seen.join('')).not.toContain('canary');
  });

  // Nothing comes then, and no error; older versions throw (row platform/get-credential-answer).
  it('takes a closed window for an answer, however its version says it', async () => {
    for (const closed of [
      'return',
      "throw (New-Object System.Management.Automation.ParameterBindingException('closed'))",
    ])
      await expect(ask(windowThat(closed))).rejects.toMatchObject({ code: 'credential.dismissed' });
  });

  it.each([
    // A message of more than 1024 characters shows no window (row platform/get-credential-limits).
    [
      'an error of the window',
      "throw (New-Object System.ArgumentException('Die Meldung ist zu lang'))",
      /Die Meldung/,
    ],
    ['an answer without a password', "[pscustomobject]@{ UserName = 'x' }", /Password/],
    ['a process that ends', 'exit 3', /exit code 3/],
  ])('answers at once with the words of Windows where it cannot ask: %s', async (_what, does, words) => {
    await expect(ask(windowThat(does))).rejects.toMatchObject({
      code: 'credential.notAsked',
      detail: expect.stringMatching(words),
    });
  });

  // Row platform/get-credential-console-switch. -NonInteractive keeps no window closed (platform/get-credential-noninteractive).
  it('opens no window where Windows was told to ask on the console, which is not there', async () => {
    const told =
      "function Test-Path { $true }; function Get-Item { param([string]$LiteralPath) if ($LiteralPath -like '*ShellIds') { [pscustomobject]@{} | Add-Member -PassThru -MemberType ScriptMethod -Name GetValue -Value { 'True' } } }; ";
    await expect(ask(told + windowThat("throw 'asked'"))).rejects.toMatchObject({
      code: 'credential.notAsked',
      detail: expect.stringMatching(/^ConsolePrompting/),
    });
  });

  it('is left when it is called off', async () => {
    const leave = new AbortController();
    const asking = ask(windowThat('Start-Sleep -Seconds 600'), leave.signal);
    leave.abort();
    await expect(asking).rejects.toMatchObject({ code: 'credential.dismissed' });
  });
});
