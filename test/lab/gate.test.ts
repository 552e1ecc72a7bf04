import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeWithEngine } from './engine';

const folder = 'main/operations';
/** Scripts that are started by themselves but are no operations. */
const glue = ['Broker.ps1', 'Runner.ps1'];
/** Texts that other scripts include have no verb; strict mode is set by the script around them. */
const isIncluded = (file: string): boolean => !file.includes('-') && !glue.includes(file);
const problem = z.strictObject({ file: z.string(), line: z.number(), text: z.string() });
type Problem = z.infer<typeof problem>;

/** What no operation may contain, and what to do instead. Comments are taken out before these are tried. */
const banned: readonly [RegExp, string][] = [
  [/\b(Invoke-Expression|iex)\b/i, 'evaluates text as code: call what you mean'],
  [/-EncodedCommand\b/i, 'hides what runs: write a file and check its hash'],
  [/\bAdd-Type\b/i, 'compiles code on the server: use a command'],
  [/\bWrite-Host\b/i, 'writes past the streams: emit a log object'],
  [/\bRead-Host\b|\[Console\]::(In|Read)/i, 'nobody is there to answer: take a parameter'],
  [/\bWin32_Product\b/i, 'starts a repair of every MSI: read the registry'],
  [/\b(Get-WmiObject|wmic)\b/i, 'gone in PowerShell 7: Get-CimInstance'],
  [/\bConvertTo-SecureString\b.*-AsPlainText/i, 'puts a password into the script'],
  [
    /WindowsIdentity|FileVersionInfo|Microsoft\.Win32\.Registry/i,
    'reads Windows past its commands: the lab cannot stand in',
  ],
  [/\bExit\s+\d/i, 'ends the whole process: throw'],
];

/** Checks the text of one script without running PowerShell. */
function readProblems(file: string, text: string): Problem[] {
  const found: Problem[] = [];
  const code = text.replace(/<#[\s\S]*?#>/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const lines = code.split('\n').map((line) => line.replace(/(^|\s)#.*$/, ''));
  if (!/^\uFEFF?<#[\s\S]*?\.SYNOPSIS\s*\n\s*\S/.test(text))
    found.push({ file, line: 1, text: 'no help with .SYNOPSIS' });
  if (!isIncluded(file) && !/^Set-StrictMode -Version 2\.0\s*$/m.test(code))
    found.push({ file, line: 1, text: 'no line "Set-StrictMode -Version 2.0"' });
  text.split('\n').forEach((line, i) => {
    const foreign = /[^\t\r\x20-\x7e]/.exec(line)?.[0];
    if (foreign !== undefined) found.push({ file, line: i + 1, text: `not ASCII: ${foreign}` });
  });
  lines.forEach((line, i) => {
    for (const [pattern, why] of banned) if (pattern.test(line)) found.push({ file, line: i + 1, text: why });
    if (/\bConvertTo-Json\b/i.test(line) && !/-Depth\b/i.test(line))
      found.push({ file, line: i + 1, text: 'ConvertTo-Json cuts at depth 2 in silence: add -Depth' });
  });
  return found;
}

const names = readdirSync(folder).filter((name) => name.endsWith('.ps1'));

describe('every operation', () => {
  it.each(names)('%s keeps the rules of operations', (name) => {
    const found = readProblems(name, readFileSync(join(folder, name), 'utf8'));
    expect(found.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
  });

  it.each(names.filter((name) => name.includes('-')))(
    '%s is named by an approved verb and a noun',
    (name) => {
      expect(name).toMatch(
        /^(Get|Set|Test|Send|Install|Uninstall|Invoke|Restart|Read|Start|Stop|Remove)-[A-Z][A-Za-z]+\.ps1$/,
      );
    },
  );
});

describe('the rules', () => {
  const head = '<#\n.SYNOPSIS\nDoes it.\n#>\nSet-StrictMode -Version 2.0\n';
  it.each([
    ['no help', 'Set-StrictMode -Version 2.0\n'],
    ['no strict mode', '<#\n.SYNOPSIS\nDoes it.\n#>\n'],
    ['strict mode in a comment only', '<#\n.SYNOPSIS\nDoes it.\n#>\n# Set-StrictMode -Version 2.0\n'],
    ['a letter beyond ASCII', `${head}'é'\n`],
    ['text run as code', `${head}Invoke-Expression $text\n`],
    ['a JSON without depth', `${head}ConvertTo-Json $value\n`],
    ['a password', `${head}ConvertTo-SecureString 'x' -AsPlainText -Force\n`],
  ])('catch %s', (_name, text) => {
    expect(readProblems('Get-Bad.ps1', text)).toHaveLength(1);
  });
  it('let a good script and words in comments pass', () => {
    expect(readProblems('Get-Good.ps1', `${head}# never Invoke-Expression\nGet-Item .\n`)).toEqual([]);
  });
});

describeWithEngine('PowerShell 4.0', (engine) => {
  const parse = (scripts: string): Problem[] => {
    const args = [
      '-NoProfile',
      '-NonInteractive',
      '-File',
      'test/lab/Get-SyntaxProblem.ps1',
      '-Folder',
      scripts,
    ];
    const output = execFileSync(engine, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    return z.array(problem).parse(JSON.parse(output));
  };

  it('can read every operation', () => {
    expect(parse(folder)).toEqual([]);
  });

  it('is told from newer versions by the gate', () => {
    const scripts = mkdtempSync(join(tmpdir(), 'gangway-gate-'));
    const bad = {
      class: 'class A { }',
      ternary: '$a ? 1 : 2',
      chain: 'a && b',
      null: '$a ?? 1',
      new: '[Uri]::new("a")',
      torn: 'if (',
    };
    for (const [name, text] of Object.entries(bad)) writeFileSync(join(scripts, `${name}.ps1`), text);
    const files = new Set(parse(scripts).map(({ file }) => file.replace('.ps1', '')));
    rmSync(scripts, { recursive: true });
    expect([...files].sort()).toEqual(Object.keys(bad).sort());
  });
});
