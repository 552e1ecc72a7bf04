import { expect, it } from 'vitest';
import { Refused } from '../../../../main/packages/refused';
import { readInstallScript } from '../../../../main/packages/script/readInstallScript';

const param = ['param(', '  [string] $OnboardingScript,', '  [string] $OffboardingScript,'];
const switches = ['  [switch] $Passive,', '  [switch] $UI', ')'];
const code = ['$msi = Join-Path $PSScriptRoot "md4ws.msi"'];
const block = ['# SIG # Begin signature block', '# MIIh+/0=', '# SIG # End signature block'];
const good = [...param, ...switches, ...code, ...block];
/** The lines with one of them in another form, or without it. */
const but = (line: string, ...other: string[]) => good.flatMap((one) => (one === line ? other : [one]));

/** `genuine` or `practice` with the version, or why the script is refused. */
function read(lines: readonly string[], end = '\r\n'): string {
  try {
    const { practice, details } = readInstallScript(lines.join(end));
    return `${practice ? 'practice' : 'genuine'} ${String(details.version)}`;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

it.each<[string, readonly string[], string]>([
  ['as Microsoft writes it', good, 'genuine null'],
  ['with its version', ['#  Version 1.20230330.0', ...good], 'genuine 1.20230330.0'],
  ['with a version at its very beginning', ['1.20230330.12', ...good], 'genuine 1.20230330.12'],
  ['with a longer number', ['# 11.20230330.0', ...good], 'genuine null'],
  ['with a number of more parts', ['# 1.20230330.0.1', ...good], 'genuine null'],
  ['with a number of more parts before it', ['# 4.1.20230330.0', ...good], 'genuine null'],
  ['with a date that is too long', ['# 1.202303301.0', ...good], 'genuine null'],
  ['with blanks in its first line', but('param(', 'PARAM ('), 'genuine null'],
  ['without its first line', but('param('), 'notAPackage'],
  ['with another line before it', but('param(', 'x param('), 'notAPackage'],
  ['without the bracket', but(')'), 'notAPackage'],
  ['with the bracket before them', [')', ...good], 'genuine null'],
  ['with the bracket before them alone', [')', ...but(')')], 'notAPackage'],
  ['with a parameter behind the bracket', but('  [switch] $UI', ')', '  [switch] $UI'), 'notAPackage'],
  ['with one less', but('  [switch] $Passive,'), 'notAPackage'],
  ['with one in a remark', but('  [switch] $Passive,', '  # [switch] $Passive,'), 'notAPackage'],
  ['with one behind a remark', but('  [switch] $Passive,', '  [switch] # $Passive,'), 'notAPackage'],
  ['with a default', but('  [switch] $UI', '  [switch] $UI = $true'), 'genuine null'],
  ['with one that only begins so', but('  [switch] $UI', '  [switch] $UIs'), 'notAPackage'],
  ['with one that is used there', but('  [switch] $UI', '  [switch] $UI.x'), 'notAPackage'],
  ['with one that is a default of another', but('  [switch] $UI', '  $x = $UI'), 'notAPackage'],
  ['with its names in other letters', but('  [switch] $UI', '  [switch] $ui'), 'genuine null'],
  ['that does not name the installer', but(code[0] ?? ''), 'notAPackage'],
  ['that names it before a remark', but(code[0] ?? '', 'md4ws.msi # installer'), 'genuine null'],
  ['that names it in a remark at the edge', but(code[0] ?? '', '# md4ws.msi'), 'notAPackage'],
  [
    'with a default in brackets',
    but('  [switch] $UI', '  $Log = (Get-Location)', '  [switch] $UI'),
    'genuine null',
  ],
  ['with an attribute', but('  [switch] $UI', '  [Parameter(Mandatory)]', '  [switch] $UI'), 'genuine null'],
  ['that names it in a remark', but(code[0] ?? '', ' # md4ws.msi'), 'notAPackage'],
  ['that names it otherwise', but(code[0] ?? '', 'md4ws_msi'), 'notAPackage'],
  ['without a signature', good.slice(0, -3), 'notSigned'],
  ['with one that has no end', good.slice(0, -1), 'notSigned'],
  ['with more of one that has no end', [...good.slice(0, -1), '# MIIh', '# MIIh'], 'notSigned'],
  ['with an empty line behind it', [...good, ''], 'genuine null'],
  ['with blanks in its frame', [...good.slice(0, -3), ...block.map((line) => `${line} `)], 'genuine null'],
  ['with one that has no beginning', but(block[0] ?? ''), 'notSigned'],
  ['with nothing in it', but(block[1] ?? ''), 'notSigned'],
  ['with something else in it', but(block[1] ?? '', '# MIIh+/0=', 'calc'), 'notSigned'],
  ['with something before it', but(block[1] ?? '', 'calc # MIIh+/0='), 'notSigned'],
  ['with something behind it', but(block[1] ?? '', '# MIIh+/0= calc'), 'notSigned'],
  ['with blanks behind it', but(block[1] ?? '', '# MIIh+/0= \t'), 'genuine null'],
  ['of practice, without a signature', ['# GANGWAYPRACTICE=1', ...good.slice(0, -3)], 'practice null'],
  ['of practice, with blanks', ['#\tGANGWAYPRACTICE=1  ', ...good], 'practice null'],
  ['that says so behind a line', ['x # GANGWAYPRACTICE=1', ...good], 'genuine null'],
  ['that says another thing', ['# GANGWAYPRACTICE=10', ...good], 'genuine null'],
])('a script %s', (_, lines, expected) => {
  expect(read(lines)).toBe(expected);
  expect(read(lines, '\n')).toBe(expected);
});
