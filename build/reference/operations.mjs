import { z } from 'zod';
import { typeText } from './typeText.mjs';

/**
 * @typedef {{ kind: string, runs: string, cancel: string, silenceMs: number, limitMs: number,
 *   params: z.ZodType, result: z.ZodType }} Operation
 * @typedef {{ synopsis: string, description: string, parameters: { name: string, text: string }[] }} Help
 */

/** What an operation of each kind does to the server. @type {Readonly<Record<string, string>>} */
const does = {
  read: 'changes nothing',
  change: 'changes the server',
  probe: 'only looks, and leaves its task and its run folder',
};

const where = {
  session: 'in the PowerShell session of the server',
  across: 'from the computer Gangway runs on, through the session of the server',
  task: 'on the server, detached, as a one-shot scheduled task of SYSTEM',
  here: 'on the computer Gangway runs on, in a PowerShell of its own',
};
const cancel = {
  immediate: 'at once',
  afterStep: 'between two of its stages',
  never: 'not at all: what has begun is finished',
};

/**
 * The comment-based help at the head of a script, as Get-Help would show it.
 * @param {string} script
 * @returns {Help}
 */
export function helpOf(script) {
  const block = /^<#\n([\s\S]*?)\n#>/.exec(script.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'))?.[1];
  if (block === undefined) throw new Error('A script without comment-based help.');
  const parts = block
    .split(/^\./m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      return { head: head.trim(), text: lines.join(' ').trim() };
    });
  return {
    synopsis: parts.find(({ head }) => head === 'SYNOPSIS')?.text ?? '',
    description: parts.find(({ head }) => head === 'DESCRIPTION')?.text ?? '',
    parameters: parts
      .filter(({ head }) => head.startsWith('PARAMETER '))
      .map(({ head, text }) => ({ name: head.slice('PARAMETER '.length), text })),
  };
}

/** @param {number} ms */
const length = (ms) => (ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`);

/** @param {z.ZodType} schema */
const shape = (schema) => typeText(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }));

/**
 * docs/operations.md before it is formatted.
 * @param {Record<string, Operation>} operations
 * @param {Record<string, { sha256: string }>} scripts
 * @param {(name: string) => string} textOf the script as it lies in main/operations
 */
export function operationsPage(operations, scripts, textOf) {
  const lines = [
    '# Operations',
    '',
    'Everything that Gangway asks a server, one PowerShell script each. Made by `npm run reference` from the catalogue',
    '(`shared/model/operations.ts`) and the help of the scripts (`main/operations`); a test fails when this page is stale.',
    '',
    'The SHA-256 is of the script as it is sent, with the texts it includes in their place: the same hash stands in the plan,',
    'in the journal and in the report. Moments are milliseconds since 1970-01-01T00:00Z.',
    '',
    '| operation | kind | runs | can be stopped | says so after | ends at the latest after |',
    '| - | - | - | - | - | - |',
  ];
  for (const [name, each] of Object.entries(operations))
    lines.push(
      `| [${name}](#${name.toLowerCase()}) | ${each.kind} | ${each.runs} | ${each.cancel} | ${length(each.silenceMs)} without a sign | ${length(each.limitMs)} |`,
    );
  for (const [name, each] of Object.entries(operations)) {
    const help = helpOf(textOf(name));
    lines.push('', `## ${name}`, '', help.synopsis, '');
    if (help.description !== '') lines.push(help.description, '');
    lines.push(
      `- Runs ${read(where, each.runs)}. It ${does[each.kind] ?? each.kind}.`,
      `- Can be stopped: ${read(cancel, each.cancel)}.`,
      `- Without a sign for ${length(each.silenceMs)} the page says so. After ${length(each.limitMs)} its outcome is unknown, and facts are read.`,
      `- Script: \`${name}.ps1\`, SHA-256 \`${scripts[name]?.sha256 ?? ''}\``,
    );
    if (help.parameters.length > 0) lines.push('', '| parameter | meaning |', '| - | - |');
    for (const { name: parameter, text } of help.parameters)
      lines.push(`| \`${parameter}\` | ${text.replaceAll('|', '\\|')} |`);
    lines.push(
      '',
      '```ts',
      `type Parameters = ${shape(each.params)};`,
      `type Result = ${shape(each.result)};`,
      '```',
    );
  }
  return lines.join('\n');
}

/** @param {Record<string, string>} words @param {string} key */
function read(words, key) {
  const text = words[key];
  if (text === undefined) throw new Error(`No words for ${key}.`);
  return text;
}
