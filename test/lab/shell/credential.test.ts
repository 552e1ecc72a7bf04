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

  it('takes a closed window for an answer, however its version says it', async () => {
    for (const closed of [
      'return',
      "throw (New-Object System.Management.Automation.ParameterBindingException('closed'))",
    ])
      await expect(ask(windowThat(closed))).rejects.toMatchObject({ code: 'credential.dismissed' });
  });

  it('ends with the process where nothing is asked, and when it is called off', async () => {
    await expect(ask(windowThat('exit 3'))).rejects.toMatchObject({ code: 'shell.exited' });
    const leave = new AbortController();
    const asking = ask(windowThat('Start-Sleep -Seconds 600'), leave.signal);
    leave.abort();
    await expect(asking).rejects.toMatchObject({ code: 'credential.dismissed' });
  });
});
