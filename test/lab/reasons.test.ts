import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { holds, rowOf } from '../ground/row';
import { describeWithEngine } from './engine';

/** Ids of errors that commands of the antivirus and of WMI were seen to end with, and what a reading makes of each. */
const failures: readonly (readonly [row: string, id: string, category: string, reason: string])[] = [
  [
    'defender/mde-mpstatus-error-800106ba',
    'HRESULT 0x800106ba,Get-MpComputerStatus',
    'NotSpecified',
    'noAnswer',
  ],
  ['defender/mde-mppreference-error-800106ba-en', 'HRESULT 0x800106ba', 'NotSpecified', 'noAnswer'],
  ['defender/mde-mpstatus-error-80041013', 'HRESULT 0x80041013', 'NotSpecified', 'notFound'],
  [
    'defender/mde-mpstatus-error-80041010',
    'HRESULT 0x80041010,Get-MpComputerStatus',
    'NotSpecified',
    'notFound',
  ],
  ['defender/mde-mpstatus-error-securitycenter2', '0x8004100e', 'MetadataError', 'notFound'],
  ['defender/mde-mpstatus-error-runner-2019', 'HRESULT 0x800706be', 'NotSpecified', 'noAnswer'],
  ['defender/mde-mpstatus-error-mi16', 'MI RESULT 16,', 'NotSpecified', 'noAnswer'],
  [
    'defender/mde-mpstatus-error-cim-accessdenied',
    'CimJob_BrokenCimSession,Get-MpComputerStatus',
    'ResourceUnavailable',
    'accessDenied',
  ],
];

describeWithEngine('why a command of the antivirus did not answer', (engine) => {
  it('is told by the id of its error, never by its words, its type or its HResult', () => {
    for (const [row, id] of failures) expect(holds(rowOf(row), id), row).toBe(true);
    const facts = join(import.meta.dirname, '../../main/operations/Facts.ps1');
    const script = [
      `. '${facts}'; $a = @()`,
      // An exception as CIM throws it has no code of its own (row defender/mde-cimexception-has-no-hresult); its words may be any
      // (rows defender/mde-mppreference-error-es, defender/mde-mppreference-error-fr, defender/mde-mppreference-error-placeholder).
      ...failures.map(
        ([, id, category]) =>
          `$e = New-Object System.Management.Automation.ErrorRecord((New-Object System.Exception('Operation failed: 0x%1!x!')), '${id.startsWith('0x') ? `HRESULT ${id},Get-CimInstance` : id}', '${category}', $null); $a += Get-Reason $e`,
      ),
      'ConvertTo-Json $a -Compress',
    ].join('\n');
    const output = execFileSync(engine, ['-NoProfile', '-NonInteractive', '-Command', script], {
      encoding: 'utf8',
    });
    expect(z.array(z.string()).parse(JSON.parse(output))).toEqual(failures.map(([, , , reason]) => reason));
  });
});
