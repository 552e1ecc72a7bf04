import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { holds, rowOf } from '../../ground/row';
import { describeWithEngine } from '../engine';

const operations = join(import.meta.dirname, '../../../main/operations');

/** What ended work on a link, as PowerShell hands it to Link.ps1: the reason of the job, the state of the session, and whether it was stopped. */
const cases: readonly (readonly [
  row: string,
  shown: string,
  reason: string,
  state: string,
  stopped: boolean,
  code: string,
  native: number | null,
])[] = [
  [
    'platform/winrm-error-id-phases',
    'PSRemotingTransportException',
    'transport 995',
    'Opened',
    false,
    'target.unreachable',
    995,
  ],
  [
    'platform/winrm-access-denied',
    'PSRemotingTransportException',
    'transport 5',
    'Broken',
    false,
    'target.accessDenied',
    5,
  ],
  ['platform/winrm-logon-failure', '1326', 'transport 1326', 'Broken', false, 'target.accessDenied', 1326],
  // No exception of the transport: only the state of the session tells it.
  [
    'platform/winrm-network-failed-error',
    'System.Management.Automation.RuntimeException',
    'plain',
    'Disconnected',
    false,
    'target.unreachable',
    null,
  ],
  [
    'platform/winrm-robust-connection',
    'Disconnected',
    'none',
    'Disconnected',
    false,
    'target.unreachable',
    null,
  ],
  // Before PowerShell 7 a link that was torn down ends the work as stopped, with no error at all.
  ['platform/winrm-abrupt-end-stopped', 'Stopped', 'none', 'Opened', true, 'target.unreachable', null],
  // An error of the operation itself, over a link in order.
  [
    'platform/amsi-block',
    'ScriptContainedMaliciousContent',
    'blocked',
    'Opened',
    false,
    'operation.blocked',
    null,
  ],
];

const script = `
. '${join(operations, 'Records.ps1')}'
. '${join(operations, 'Room.ps1')}'
. '${join(operations, 'Link.ps1')}'
function New-Reason([string]$Kind) {
    if ($Kind -eq 'none') { return $null }
    $exception = New-Object System.Management.Automation.RuntimeException('Worte')
    $id = 'ScriptContainedMaliciousContent'
    if ($Kind -eq 'plain') { $id = 'PowerShellNetworkFailedStartDisconnect' }
    if ($Kind -match '^transport (\\d+)$') {
        $exception = New-Object System.Management.Automation.Remoting.PSRemotingTransportException('Worte')
        $exception.ErrorCode = [int]$Matches[1]
    }
    if ($Kind -eq 'cut') { $exception = New-Object System.Management.Automation.Remoting.PSRemotingDataStructureException('Worte') }
    $record = New-Object System.Management.Automation.ErrorRecord($exception, $id, 'OperationStopped', $null)
    [pscustomobject]@{ ErrorRecord = $record; Message = 'Worte' }
}
foreach ($one in (ConvertFrom-Json $env:GANGWAY_CASES)) {
    $session = [pscustomobject]@{ State = $one.state }
    '{' + (ConvertTo-EndFields (New-LinkFailure (New-Reason $one.reason) $session $one.stopped)) + '}'
}
`;
const end = z.object({ code: z.string(), native: z.number().nullable() });

describeWithEngine('what ended work on a link', (engine) => {
  const tell = (asked: readonly { reason: string; state: string; stopped: boolean }[]) =>
    execFileSync(engine, ['-NoProfile', '-NonInteractive', '-Command', script], {
      env: { ...process.env, NO_COLOR: '1', GANGWAY_CASES: JSON.stringify(asked) },
      encoding: 'utf8',
    })
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => end.parse(JSON.parse(line)));

  // The engine of the lab was seen to say so of a pipe that broke; no public capture shows it of WinRM.
  it('is the link where half of a message is left, although the session calls itself open', () => {
    expect(tell([{ reason: 'cut', state: 'Opened', stopped: false }])).toEqual([
      { code: 'target.unreachable', native: null },
    ]);
  });

  it('is told by type, code and state, as each was seen', () => {
    const told = tell(cases.map(([, , reason, state, stopped]) => ({ reason, state, stopped })));
    expect(told).toEqual(cases.map(([, , , , , code, native]) => ({ code, native })));
    for (const [row, shown] of cases) expect(holds(rowOf(row), shown), row).toBe(true);
  });
});
