/**
 * @typedef {{ key: string, source: string, doubt: string | null, code: number }} Entry
 * @typedef {Entry & { tool: string, outcome: string }} ToolEntry
 * @typedef {Entry & { error: string }} WinrmEntry
 * @typedef {{ type: string, code: number | null, error: string, source: string, doubt: string | null }} LapsEntry
 * @typedef {{ id: number, severity: string, key: string, source: string, doubt: string | null }} EventRow
 * @typedef {{ id: string, step: string, families: readonly string[] | null, source: string, doubt: string | null }} Issue
 * @typedef {{ errorCodes: readonly string[], codes: readonly ToolEntry[], winrm: readonly WinrmEntry[], laps: readonly LapsEntry[],
 *   sense: readonly EventRow[], defender: readonly EventRow[], issues: readonly Issue[],
 *   signsOf: (issue: any) => readonly string[],
 *   toolParameters: Readonly<Record<string, { told: string, inConfiguration: boolean, doubt: string | null }>>,
 *   toolConfigurations: readonly string[], toolLog: string, toolSource: string,
 *   texts: { errors: any, knowledge: any, connect: any, issues: any, steps: any, deployment: any } }} Known
 */

const tools = {
  msiexec: 'Windows Installer (msiexec)',
  installScript: 'Install.ps1 of Microsoft',
  removal: 'Windows Installer, where it removes',
  scriptRemoval: 'Install.ps1 -Uninstall',
  onboarding: 'Onboarding script',
  offboarding: 'Offboarding script',
  deploymentTool: 'Microsoft’s deployment tool (DefenderDT.exe)',
  wusa: 'Windows Update Standalone Installer (wusa)',
  dism: 'DISM',
  restart: 'shutdown.exe',
};
const outcomes = {
  success: 'success',
  restart: 'worked, restart needed',
  alreadySo: 'nothing to do',
  retry: 'may be tried again',
  failure: 'failure',
};

/** @param {any} texts @param {string} key */
const at = (texts, key) => key.split('.').reduce((part, name) => part?.[name], texts);
/** @param {string | undefined} text */
const cell = (text) => (text ?? '').replaceAll('|', '\\|').replaceAll(/\{\{(\w+)\}\}/g, '($1)');
/** Small codes as they are written; the others in both forms. @param {number} code */
const written = (code) =>
  code <= 0xffff ? String(code) : `0x${code.toString(16).toUpperCase().padStart(8, '0')} (${code | 0})`;
/** @param {readonly (string | undefined)[]} cells */
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`;
/** @param {readonly string[]} names */
const head = (names) => [row(names), row(names.map(() => '-'))];

/**
 * docs/codes.md before it is formatted. English, as the screens say it.
 * @param {Known} known
 */
export function codesPage(known) {
  const { texts } = known;
  /** @param {string | null} doubt */
  const doubtOf = (doubt) => (doubt === null ? '' : at(texts.knowledge, doubt));
  const lines = [
    '# Codes',
    '',
    'Every code that Gangway knows, with its cause and the next step. Made by `npm run reference` from `shared/knowledge`,',
    '`shared/errors.ts` and the English texts; a test fails when this page is stale.',
    '',
    'A code that is in no table is a failure and is shown in both forms: nothing is guessed. The last column says what nobody',
    'has seen on a real server yet.',
    '',
    '## Errors of Gangway',
    '',
    ...head(['code', 'title', 'cause', 'next step']),
    ...known.errorCodes.map((code) => {
      const text = at(texts.errors, code);
      return row([`\`${code}\``, text.title, text.cause, text.next]);
    }),
  ];
  for (const [tool, name] of Object.entries(tools))
    lines.push(
      '',
      `## ${name}`,
      '',
      ...head(['code', 'means', 'title', 'cause', 'next step', 'source', 'doubt']),
      ...known.codes
        .filter((entry) => entry.tool === tool)
        .map((entry) => {
          const text = at(texts.knowledge, entry.key);
          return row([
            written(entry.code),
            outcomes[/** @type {keyof typeof outcomes} */ (entry.outcome)],
            text.title,
            text.cause,
            text.next,
            entry.source,
            doubtOf(entry.doubt),
          ]);
        }),
    );
  lines.push(
    '',
    '## What Gangway tells Microsoft’s deployment tool',
    '',
    `Its log: \`${known.toolLog}\`. It takes a configuration file of its current folder for its own (${known.toolConfigurations.map((name) => `\`${name}\``).join(', ')}), so it starts in an empty folder of Gangway. Source: ${known.toolSource}.`,
    '',
    ...head(['parameter', 'given', 'meaning', 'in a configuration file', 'doubt']),
    ...Object.entries(known.toolParameters).map(([name, { told, inConfiguration, doubt }]) =>
      row([
        `\`-${name}\``,
        told === 'wanted' ? 'where it is wanted' : told,
        texts.deployment.told.means[name],
        inConfiguration ? `\`${name}:\`` : 'no',
        doubtOf(doubt),
      ]),
    ),
  );
  lines.push(
    '',
    '## On the way to a server of the network (WinRM, sign-in)',
    '',
    ...head(['code', 'error', 'cause', 'next step', 'source', 'doubt']),
    ...known.winrm.map((entry) => {
      const text = texts.connect.code[entry.key];
      return row([
        written(entry.code),
        `\`${entry.error}\``,
        text.cause,
        text.next,
        entry.source,
        doubtOf(entry.doubt),
      ]);
    }),
  );
  lines.push(
    '',
    '## What Windows LAPS ends with (type of the exception, and its code)',
    '',
    ...head(['type', 'code', 'error', 'source', 'doubt']),
    ...known.laps.map((entry) =>
      row([
        `\`${entry.type}\``,
        entry.code === null ? 'any' : written(entry.code),
        `\`${entry.error}\``,
        entry.source,
        doubtOf(entry.doubt),
      ]),
    ),
  );
  const events = /** @type {const} */ ([
    ['sense', 'Events of the sensor (Microsoft-Windows-SENSE/Operational)'],
    ['defender', 'Events of Defender Antivirus (Microsoft-Windows-Windows Defender/Operational)'],
  ]);
  for (const [log, name] of events)
    lines.push(
      '',
      `## ${name}`,
      '',
      ...head(['event', 'weight', 'title', 'next step', 'source', 'doubt']),
      ...[...known[log]]
        .sort((a, b) => a.id - b.id)
        .map((entry) => {
          const text = at(texts.knowledge, entry.key);
          return row([
            String(entry.id),
            entry.severity,
            text.title,
            text.next,
            entry.source,
            doubtOf(entry.doubt),
          ]);
        }),
    );
  lines.push(
    '',
    '## Known issues',
    '',
    ...head(['issue', 'title', 'why', 'next step', 'strikes', 'at step', 'noticed by', 'source', 'doubt']),
    ...known.issues.map((issue) => {
      const text = texts.issues[issue.id];
      return row([
        issue.id,
        text.title,
        text.why,
        text.next,
        issue.families?.map((family) => texts.knowledge.os[family]).join(', ') ?? 'every version',
        texts.steps.name[issue.step],
        known
          .signsOf(issue)
          .map((sign) => texts.issues.sign[sign])
          .join('; '),
        issue.source,
        doubtOf(issue.doubt),
      ]);
    }),
  );
  return lines.join('\n');
}
