import type { LogKind } from '../../../shared/bridge/logs';
import { columnsOf, firstRows } from './events/csv';
import { decode, type Text } from './form';
import { enforceLine, installScriptLine } from './kinds/plain';

/** Characters at the beginning, and at the end, by which a log is known. */
const sample = 64 * 1024;

/** A line of the engine: "MSI (s) (F8:08) [14:12:24:481]: ". */
const engine = /^MSI \([scaN]\) \([\dA-Fa-f]{2}[:!][\dA-Fa-f]{2}\) \[\d\d:\d\d:\d\d:\d{3}\]: /m;
/** "=== Logging started: 01.08.2021  23:28:27 ===", and an action that began or ended, in any language. */
const engineHead = /^=== .*\d{1,2}:\d\d:\d\d/m;
const engineAction = /\b\d{1,2}:\d\d:\d\d\s?:\s?[\w.{}-]{1,200}\.(?: \D{0,200}\d\.?)?\r?$/m;

const scriptLine = new RegExp(installScriptLine.source, 'm');
/** A machine record of Gangway: its version stands first, and whether it is practice soon after. */
const reportHead = /^\s{0,20}\{\s{0,20}"version":\s{0,4}[1-4],[\s\S]{0,200}?"practice":\s{0,4}(?:true|false)/;
const tests: readonly (readonly [LogKind, (head: string, tail: string) => boolean])[] = [
  [
    'msi',
    (head, tail) =>
      engine.test(head) || engine.test(tail) || (engineHead.test(head) && engineAction.test(head)),
  ],
  ['installScript', (head) => scriptLine.test(head)],
  ['journal', (head) => /^\{"v":1,"seq":\d+,"at":\d+,"runId":"/.test(head)],
  ['findings', (head) => reportHead.test(head) && /"journey":\s{0,4}"troubleshoot"/.test(head)],
  ['report', (head) => reportHead.test(head)],
  [
    'analyzer',
    (head) =>
      /<MDEResults[\s>]|^Testing URL : \S|MDEClientAnalyzer(?:\.ps1|\.htm|Result)/m.test(head) ||
      (head.includes('<html') && head.includes('Client Analyzer')),
  ],
  ['groupPolicy', (head) => /<Rsop\s[^<>]{0,600}GroupPolicy\/Rsop/.test(head)],
  ['events', (head) => isEvents(head)],
  ['appEnforce', (head) => enforceLine.test(head)],
  ['servicing', (head) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, \w+ +(?:CBS|CSI|DISM|CMI) /m.test(head)],
  ['setup', (head) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:Info|Warning|Error|Fatal|Perf) /m.test(head)],
  [
    'onboardingScript',
    (head) =>
      /\[Error Id: \d+, Error Level: \d+\]|^This script is for (?:on|off)boarding machines to /m.test(head),
  ],
  [
    'antivirusTool',
    (head) =>
      /^MpCmdRun: Command Line: |^CmdTool: Failed with hr = |ValidateMapsConnection |\bMpSigStub\b/m.test(
        head,
      ),
  ],
  ['transcript', (head) => /^\*{10,}\r?\n(?:.*\r?\n){1,6}?[^:\n]+: \d{14}\s*$/m.test(head)],
  ['deploymentTool', (head) => /Defender ?Deployment ?Tool|DefenderDT/i.test(head)],
];

/** Says by its content what a text is; its name is not asked. */
export function kindOf(text: Text): LogKind {
  const bytes = sample * text.width;
  const head = decode(text, 0, Math.min(text.bytes.length, bytes));
  const from = Math.max(0, text.bytes.length - bytes);
  const tail = text.bytes.length > bytes ? decode(text, from - (from % text.width), text.bytes.length) : head;
  return tests.find(([, holds]) => holds(head, tail))?.[0] ?? 'unknown';
}

/** Which form a list of events has. */
export function eventForm(head: string): 'xml' | 'json' | 'csv' {
  if (/^\s*</.test(head)) return 'xml';
  return /^\s*[[{]/.test(head) ? 'json' : 'csv';
}

function isEvents(head: string): boolean {
  switch (eventForm(head)) {
    case 'xml':
      return /<Event(?:\s[^<>]{0,300})?>\s{0,20}<System>/.test(head);
    case 'json':
      return /"(?:Id|EventID)"\s*:/.test(head) && /"(?:ProviderName|LogName)"\s*:/.test(head);
    case 'csv':
      return columnsOf(firstRows(head.slice(0, 16_384))) !== null;
  }
}
