import { noHash, toLine } from '../../journal/entry';
import { failedAction, msiLog, productLine } from '../answers/msiLog';
import { sensorXml } from './sensorXml';

// Stands on: servicing/servicing-msi-mde-windefend-310, servicing/servicing-ips1-line-form, servicing/servicing-ips1-output-streams,
// servicing/servicing-ips1-log-files, defender/mde-sense-event-5, defender/mde-sense-event-4, defender/mde-analyzer-connectivity-lines.
// Invented: the server, its times, the number 1923 before the words of the 310 line, and the other agent.

/** A log to practise with. `bytes` are made for the moment `now`: the work in it ended a little before. */
export interface PracticeLog {
  readonly id: string;
  readonly name: string;
  bytes(now: number): Buffer;
}

const computer = 'NORD-FILE01';
/** The clock of the practice server is an hour before UTC. */
const zoneMs = 3_600_000;
const second = 1000;

/** When the installation began, in the clock of the server as if that were UTC. */
const began = (now: number): number => Math.floor((now - 40 * 60 * second) / second) * second + zoneMs;
/** How long the installer worked. */
const worked = 252 * second;
const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
/** The parts of a moment in the clock of the server. */
function parts(at: number): { date: readonly string[]; time: string; ms: string } {
  const on = new Date(at);
  return {
    date: [String(on.getUTCFullYear()), pad(on.getUTCMonth() + 1), pad(on.getUTCDate())],
    time: `${pad(on.getUTCHours())}:${pad(on.getUTCMinutes())}:${pad(on.getUTCSeconds())}`,
    ms: pad(on.getUTCMilliseconds(), 3),
  };
}

/** The log of an installation that a remnant of Defender stopped, in UTF-16 as Windows Installer writes it. */
function installerLog(now: number): Buffer {
  const start = began(now) + 34 * second;
  // The lines are written in the clock of the thread that makes them; here that of the server.
  const here = (at: number): number => at + new Date(at).getTimezoneOffset() * 60_000;
  const all = msiLog({
    file: 'C:\\Gangway\\md4ws.msi',
    logPath: `C:\\Gangway\\install-${computer}.log`,
    passive: false,
    family: '2012r2',
  });
  const until = all.findIndex((line) => typeof line === 'string' && line.startsWith('InstallServices: '));
  const good = all.slice(0, until);
  const text = good.map((line, index) => {
    const at = here(start + (worked * index) / good.length);
    return typeof line === 'function' ? line(at) : typeof line === 'string' ? line : line.text;
  });
  const end = here(start + worked);
  const lines = [
    ...text,
    "Error 1923. Service '@C:\\Program Files\\Windows Defender\\MpAsDesc.dll,-310' (WinDefend) could not be installed.  Verify that you have sufficient privileges to install system services.",
    'CustomAction InstallServices returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)',
    failedAction(end),
    failedAction(end + 28 * second).replace('InstallFinalize', 'INSTALL'),
    `Property(S): ComputerName = ${computer}`,
    productLine('Installation failed.', end + 28 * second),
    `MSI (s) (40:9C) [${new Date(end + 28 * second).toLocaleTimeString('en-GB')}:702]: MainEngineThread is returning 1603`,
  ];
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf16le');
}

/** The log that Install.ps1 keeps of itself. */
function installScriptLog(now: number): Buffer {
  const start = began(now);
  const { date, time } = parts(start);
  const stamp = `${date.join('').slice(2)}T${time.replaceAll(':', '')}000+0100`;
  const path = `C:\\Gangway\\InstallPS1-${computer}.${stamp}.log`;
  const said: readonly (readonly [seconds: number, line: number, text: string])[] = [
    [0, 1107, `install.ps1 traces will be saved to ${path}`],
    [
      0,
      1112,
      'Running command: install.ps1 -OnboardingScript:C:\\Gangway\\WindowsDefenderATPOnboardingScript.cmd',
    ],
    [1, 1140, 'BuildLabEx: 9600.21620.amd64fre.winblue_ltsb.231016-1753'],
    [1, 1141, 'EditionID: ServerStandard'],
    [2, 1190, 'install.ps1 version: 1.20231204.0+ab12cd34'],
    [
      4,
      512,
      'WARNING: Service Control Manager tracing is disabled (see HKLM:\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Tracing\\SCM\\Regular[TracingDisabled])',
    ],
    [
      33,
      388,
      `Running command: msiexec.exe /i C:\\Gangway\\md4ws.msi /lvx*+ C:\\Windows\\Temp\\5e1a3c70.log /quiet`,
    ],
    [315, 404, 'Command "msiexec.exe /i C:\\Gangway\\md4ws.msi" failed with error 1603 after 00:04:42'],
    [315, 1402, 'install exitcode: 1603.'],
    [316, 1410, `Msi install.log: 'C:\\Gangway\\install-${computer}.log'`],
    [316, 1498, 'Script will exit with code 1603(0x643)'],
  ];
  const lines = said.map(([after, line, text]) => {
    const at = parts(start + after * second);
    const stampOf = `${at.date.join('/').slice(2)}T${at.time}.${at.ms}`;
    return `[${computer}:04 ${stampOf} install.ps1:${String(line).padEnd(4)}] ${text}`;
  });
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

/** The journal of a run of Gangway around it. */
function journal(now: number): Buffer {
  const start = began(now) - zoneMs;
  let prev = noHash;
  const said: readonly (readonly [
    seconds: number,
    action: string,
    phase: 'intent' | 'sent' | 'verified' | 'failed',
    data: object,
  ])[] = [
    [-70, 'copyPackages', 'intent', {}],
    [-69, 'copyPackages', 'sent', {}],
    [-8, 'copyPackages', 'verified', {}],
    [-4, 'installSensor', 'intent', {}],
    [-3, 'installSensor', 'sent', {}],
    [318, 'installSensor', 'failed', { code: 'operation.toolEnded', native: 1603 }],
  ];
  const lines = said.map(([after, action, phase, data], seq) => {
    const made = toLine({
      v: 1,
      seq,
      at: start + after * second,
      runId: 'practice-sample',
      targetId: 'practice-sample',
      action,
      nn: action === 'copyPackages' ? 1 : 2,
      phase,
      data: { ...data },
      prev,
    });
    prev = made.entry.hash;
    return made.line;
  });
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** Lines of the client analyzer on a server whose way to the cloud is inspected. */
const analyzerText = (): Buffer =>
  Buffer.from(
    [
      'MDEClientAnalyzer.ps1 version: 08May2024',
      'Defender for Endpoint cloud service check',
      ...[
        'https://eu-v20.events.data.microsoft.com/ping',
        'https://winatp-gw-weu.microsoft.com/test',
      ].flatMap((url) => [
        `Testing URL : ${url}`,
        '1 - Default proxy: Failed (12175)',
        "2 - Proxy auto discovery (WPAD): Doesn't exist",
        '3 - Proxy disabled: Failed (12002)',
        "4 - Named proxy: Doesn't exist",
        "5 - Command line proxy: Doesn't exist",
        '',
      ]),
    ].join('\r\n'),
  );

/** A program that Gangway does not know. */
function otherAgent(now: number): Buffer {
  const start = began(now);
  const lines = Array.from({ length: 40 }, (_, index) => {
    const { date, time } = parts(start + index * 9 * second);
    return `${date.join('-')} ${time} agent[1412] heartbeat ${index}`;
  });
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** The samples, in the order in which they are offered. Some are there to be refused or not to be known. */
export const practiceLogs: readonly PracticeLog[] = [
  { id: 'installer', name: `install-${computer}.log`, bytes: installerLog },
  { id: 'installScript', name: `InstallPS1-${computer}.log`, bytes: installScriptLog },
  { id: 'journal', name: 'run-practice.jsonl', bytes: journal },
  {
    id: 'sensorEvents',
    name: 'SENSE-Operational.xml',
    bytes: (now) => sensorXml(began(now) - zoneMs, computer),
  },
  { id: 'analyzer', name: 'MDEClientAnalyzer.txt', bytes: analyzerText },
  { id: 'otherAgent', name: 'vendor-agent.log', bytes: otherAgent },
  { id: 'damaged', name: 'logs.zip', bytes: () => Buffer.from('PK\u0003\u0004 cut off') },
];
