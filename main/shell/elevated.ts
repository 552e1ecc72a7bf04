import { GangwayError } from '../../shared/errors';
import type { BrokerProcess } from './brokerProcess';
import { startPowerShell, windowsPowerShell } from './powershell';

/** Exit code of our own line for "Windows did not start it": declined, or not allowed here. */
const declined = 5;

/**
 * Starts `program` as administrator through Windows' own prompt and resolves once it runs. The prompt may stay open
 * for long, so there is no time limit. Rejects with `target.notElevated` if it was declined. `args` must not be empty
 * and must not need quoting.
 */
export async function startElevated(
  program: string,
  args: readonly string[],
  start: () => Promise<BrokerProcess> = () => startPowerShell({ executable: windowsPowerShell(process.env) }),
): Promise<void> {
  const request = Buffer.from(JSON.stringify({ program, args }), 'utf8').toString('base64');
  const shell = await start();
  shell.listen(
    () => undefined,
    () => undefined,
  );
  // base64 is the only variable part: neither path nor argument is ever read as PowerShell.
  shell.send(
    `try { $r = ConvertFrom-Json ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${request}'))); ` +
      `Start-Process -FilePath $r.program -ArgumentList $r.args -Verb RunAs -ErrorAction Stop; exit 0 } catch { exit ${declined} }`,
  );
  const { code, stderr } = await shell.exited;
  if (code !== 0) throw new GangwayError('target.notElevated', stderr, code);
}
