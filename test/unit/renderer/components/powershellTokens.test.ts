import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powershellTokens } from '../../../../renderer/components/powershellTokens';

const kinds = (code: string) =>
  powershellTokens(code)
    .filter((token) => token.kind !== 'plain')
    .map((token) => `${token.kind}:${token.text}`);

describe('PowerShell tokens', () => {
  it('never loses or changes a character', () => {
    const pieces = fc.constantFrom(
      '$a',
      "'",
      '"',
      '#',
      '<#',
      '#>',
      '@"\n',
      '\n"@',
      '`',
      '{',
      '}',
      'Get-Item',
      '-eq',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        const code = parts.join('');
        expect(
          powershellTokens(code)
            .map((token) => token.text)
            .join(''),
        ).toBe(code);
      }),
    );
  });

  it('tells cmdlets, keywords, parameters, variables, strings and comments apart', () => {
    expect(kinds('if ((Get-FileHash $msi).Hash -ne \'x\') { throw "$a" } # why')).toEqual([
      'keyword:if',
      'keyword:Get-FileHash',
      'variable:$msi',
      'parameter:-ne',
      "string:'x'",
      'keyword:throw',
      'string:"$a"',
      'comment:# why',
    ]);
  });

  it('takes a doubled quote, a here-string and a block comment as one piece', () => {
    expect(kinds("'it''s'")).toEqual(["string:'it''s'"]);
    expect(kinds('@"\nno "end" here\n"@')).toEqual(['string:@"\nno "end" here\n"@']);
    expect(kinds('<# a\nb #> $env:TEMP ${x y}')).toEqual([
      'comment:<# a\nb #>',
      'variable:$env:TEMP',
      'variable:${x y}',
    ]);
  });

  it('does not see a keyword inside a name', () => {
    expect(kinds('$p.ExitCode; format')).toEqual(['variable:$p']);
  });
});
