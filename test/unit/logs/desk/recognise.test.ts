import { expect, it } from 'vitest';
import { noHash, toLine } from '../../../../main/journal/entry';
import { practiceLogs } from '../../../../main/practice/logs/practiceLogs';
import { aLog, deskWith, written } from './deskOf';

const journal = toLine({
  v: 1,
  seq: 0,
  at: written,
  runId: 'r-12345678',
  targetId: 't',
  action: null,
  nn: null,
  phase: 'planned',
  data: {},
  prev: noHash,
}).line;
const event = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-SENSE'/><EventID>5</EventID><Level>2</Level><TimeCreated SystemTime='2026-11-30T03:00:00.0000000Z'/><EventRecordID>7</EventRecordID><Computer>X</Computer></System><EventData><Data>2</Data></EventData></Event>`;

// The names say nothing, or something else: what a log is stands in it.
it.each([
  [
    'msi',
    '=== Protokollierung gestartet: 01.08.2021  23:28:27 ===\r\nAktion gestartet um 23:28:28: INSTALL.\r\n',
  ],
  ['msi', 'x\r\nMSI (c) (2C:E0) [14:20:44:579]: Back from server. Return value: 1603\r\n'],
  ['installScript', '[SRV-1:12 26/11/30T03:22:55.123 install.ps1:12  ] EditionID: ServerStandard\r\n'],
  ['installScript', '[SRV-1:12 26.11.30T03:22:55.123 install.ps1:1207] EditionID: ServerStandard\r\n'],
  [
    'onboardingScript',
    '[Error Id: 15, Error Level: 1] Unable to start. Error message: The service name is invalid.\r\n',
  ],
  [
    'transcript',
    '**********************\r\nDébut de la transcription Windows PowerShell\r\nHeure de début : 20261130032255\r\n',
  ],
  ['deploymentTool', 'Microsoft Defender deployment tool completed, exit code: 0 [Success]\r\n'],
  ['antivirusTool', '-----\r\nMpCmdRun: Command Line: "C:\\x\\MpCmdRun.exe" -SignatureUpdate\r\n'],
  ['analyzer', 'Testing URL : https://x.example/test\r\n1 - Default proxy: Succeeded (200)\r\n'],
  [
    'analyzer',
    '<?xml version="1.0"?><MDEResults><events><event id="120021"><check>x</check></event></events></MDEResults>',
  ],
  ['servicing', '2026-11-30 03:22:55, Info                  CBS    Exec: Processing complete.\r\n'],
  ['setup', '2026-11-30 03:22:55, Info                  SP     Setup phase begins\r\n'],
  [
    'appEnforce',
    '<![LOG[Process 5732 terminated with exitcode: 1603]LOG]!><time="13:52:08.004-60" date="11-30-2026" component="AppEnforce" context="" type="1" thread="1" file="x.cpp:1">\r\n',
  ],
  [
    'groupPolicy',
    '<?xml version="1.0" encoding="utf-16"?>\r\n<Rsop xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="http://www.microsoft.com/GroupPolicy/Rsop">\r\n',
  ],
  ['events', event],
  ['events', `<?xml version="1.0"?>\r\n<Events>${event}</Events>`],
  [
    'events',
    '[{"Id":5,"Level":2,"ProviderName":"Microsoft-Windows-SENSE","TimeCreated":"/Date(1796007600000)/","Message":"x"}]',
  ],
  [
    'events',
    '#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\r\n"Message","Id","Level","ProviderName","TimeCreated"\r\n"x","5","2","Microsoft-Windows-SENSE","11/30/2026 4:00:00 AM"\r\n',
  ],
  [
    'events',
    'Niveau;Date et heure;Source;ID de l’événement;Catégorie\r\nErreur;30/11/2026 04:00:00;SENSE;5;Aucun;"Texte"\r\n',
  ],
  ['journal', `${journal}\n`],
  ['report', '{\n  "version": 2,\n  "journey": "onboard",\n  "practice": false,\n'],
  ['findings', '{\n  "version": 3,\n  "journey": "troubleshoot",\n  "practice": true,\n'],
  ['unknown', '2026-11-30 03:22:55 vendor agent says hello\r\n'],
])('recognises %s by its content', async (kind, text) => {
  const { view } = await deskWith(aLog('vendor-agent.log', text));
  expect(view.files).toMatchObject([{ kind, refusal: null }]);
  expect(view.files[0]?.lines).toBeGreaterThan(0);
});

it('keeps what it does not know out of the search', async () => {
  const { desk, view } = await deskWith(aLog('install.msi.log', '2026-11-30 03:22:55 hello\r\n'));
  expect(view).toMatchObject({ lines: 0, files: [{ share: 'unknown', lines: 1 }] });
  expect(
    desk.ask.getLogLines({ from: null, to: null, files: [], levels: [], words: '', offset: 0, limit: 5 })
      .total,
  ).toBe(0);
  expect(desk.ask.getLogText({ file: 0, from: 1, limit: 5 }).total).toBe(1);
});

it('reads the samples of practice, and names the remnant that stopped the installation', async () => {
  const { view } = await deskWith(...practiceLogs.map(({ name, bytes }) => aLog(name, bytes(written))));
  expect(view.files.map(({ kind, share }) => [kind, share])).toEqual([
    ['msi', 'cause'],
    ['installScript', 'nothing'],
    ['journal', 'nothing'],
    ['events', 'nothing'],
    ['analyzer', 'nothing'],
    ['unknown', 'unknown'],
    ['unknown', 'refused'],
  ]);
  expect(view.findings[0]).toMatchObject({ cause: 'K1', sure: 'certain', values: { service: 'WinDefend' } });
  // Three clocks: the journal in UTC, the script with its zone, the installer with the clock of its server.
  expect(view.zone).toEqual({ offsetMinutes: 60, of: 'NORD-FILE01' });
  const [installer, script, journalFile] = view.files;
  expect(installer?.from ?? 0).toBeGreaterThan(script?.from ?? 0);
  expect(installer?.to ?? 0).toBeLessThan(journalFile?.to ?? 0);
  expect(view.failing).toMatchObject({ file: 0, at: (installer?.to ?? 0) - 28_702 });
});
