import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOurs } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { field, makeTheirs, withoutOwner, type Bench } from './breakage';

const claim = { account: 'NORD\\bert', computer: 'ADMIN-9', technician: null, minutes: 60, takeOver: null };
const leaseFile = (text: string) => (disk: string) =>
  writeFileSync(join(disk, 'ProgramData', 'Gangway', 'lease.json'), text);
const held = leaseFile(
  JSON.stringify({
    ...{ runId: 'run-a', account: 'NORD\\anna', computer: 'ADMIN-7', technician: 'Anna' },
    ...{ since: Date.now(), renewedAt: Date.now(), expiresAt: Date.now() + 3_600_000 },
  }),
);
const lease = { runId: 'run-b', lease: claim };

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const start = {
  ...{ runId: 'run-b', nn: 1, operation: 'Set-PassiveMode', cancel: 'never', params: '{}' },
  ...{ text: 'exit', sha256: hash('exit'), runner: 'exit', runnerSha256: hash('exit') },
  ...{ lease: claim, last: false },
};
/** An action of that run that was started before. */
const started = (disk: string) => {
  for (const names of [['runs'], ['runs', 'run-b'], ['runs', 'run-b', '01']]) {
    mkdirSync(join(disk, 'ProgramData', 'Gangway', ...names), { recursive: true });
    makeOurs(disk, ...names);
  }
  writeFileSync(join(disk, 'ProgramData', 'Gangway', 'runs', 'run-b', '01', 'request.json'), '{}');
};

/** Operations by which a run holds a server, starts and stops. */
export const ofRuns: readonly Bench[] = [
  {
    step: 'Set-Lease',
    machine: machineOf('2019-fresh'),
    params: lease,
    prepare: held,
    breakages: [
      {
        by: 'a wrong path',
        from: "(New-OurFolder @()) 'lease.json'",
        to: "(New-OurFolder @()) 'holds.json'",
        whole: 'run.leased',
      },
      {
        by: 'an inverted test',
        from: 'if (-not (Test-LeaseIsOver $held $now))',
        to: 'if (Test-LeaseIsOver $held $now)',
        whole: 'run.leased',
      },
    ],
  },
  {
    step: 'Set-Lease',
    machine: machineOf('2019-fresh'),
    params: lease,
    prepare: leaseFile('{"runId":'),
    breakages: [
      {
        by: 'a swallowed error',
        from: "catch { @{ runId = ''; account = ''; computer = ''; technician = $null; since = [long]0; renewedAt = [long]0; expiresAt = [long]0 } }",
        to: 'catch { }',
        whole: 'run.leaseExpired',
      },
    ],
  },
  {
    step: 'Set-Lease',
    machine: machineOf('2019-fresh'),
    params: lease,
    prepare: (disk) => makeTheirs(disk),
    breakages: [withoutOwner],
  },
  {
    step: 'Start-Run',
    machine: machineOf('2019-fresh'),
    params: start,
    prepare: held,
    breakages: [
      {
        by: 'an inverted test',
        from: 'if (-not (Test-LeaseIsOver $held $now))',
        to: 'if (Test-LeaseIsOver $held $now)',
        whole: 'run.leased',
      },
    ],
  },
  {
    step: 'Start-Run',
    machine: machineOf('2019-fresh'),
    params: start,
    prepare: started,
    breakages: [
      {
        by: 'a wrong path',
        from: "Join-Path $folder 'request.json'",
        to: "Join-Path $folder 'asked.json'",
        whole: 'run.alreadyStarted',
      },
      {
        by: 'a swallowed error',
        from: "throw (New-Failure 'run.alreadyStarted' $folder)",
        to: 'return',
        whole: 'run.alreadyStarted',
      },
    ],
  },
  {
    step: 'Start-Run',
    machine: machineOf('2019-fresh'),
    params: start,
    prepare: (disk) => makeTheirs(disk, 'runs'),
    breakages: [withoutOwner],
  },
  {
    step: 'Stop-Run',
    machine: machineOf('2019-fresh'),
    params: { runId: 'run-b', nn: 1, asked: true },
    prepare: started,
    breakages: [
      { by: 'a wrong path', from: "'request.json'", to: "'asked.json'", look: field('asked'), whole: true },
      {
        by: 'an inverted test',
        from: "(Get-LockState $folder) -ne 'free'",
        to: "(Get-LockState $folder) -eq 'free'",
        look: field('asked'),
        whole: true,
      },
    ],
  },
];
