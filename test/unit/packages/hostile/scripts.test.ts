import { describe, expect, it } from 'vitest';
import { onboardingBlob, otherTenant, practiceTenant, quoted } from '../../../../build/practice/blob';
import { onboardingScript } from '../../../../build/practice/onboardingScript';
import { Refused } from '../../../../main/packages/refused';
import { commandText } from '../../../../main/packages/script/commandText';
import { readScript } from '../../../../main/packages/script/readScript';
import { shapes } from '../../../../main/packages/script/shapes';
import { groupPolicyShape, portalScript } from '../../../fixtures/portalScript';
import { offboarding, programs, remarks, waiting } from './scriptLines';

const { lines, lacks } = portalScript(groupPolicyShape());
const practiceLines = onboardingScript(practiceTenant, 'groupPolicy').split('\r\n');

/** In a block, and before the last line. */
const places = (count: number) => [14, count - 1];

/** The differences beyond what a script of ours lacks anyway, or why it is refused. */
function judged(script: readonly string[]): { refused: string } | { own: string[]; more: number } {
  try {
    const bytes = Buffer.from(`${script.join('\r\n')}\r\n`);
    const { differences } = readScript(commandText(bytes), 'x.cmd').details;
    const own = differences.flatMap((found) => (found.is === 'own' ? [found.text] : []));
    return { own, more: differences.length };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: error.code };
  }
}

/** Whether a script with a line more is refused, or the line is shown. */
function passesSilently(script: readonly string[], known: number, at: number, attack: string): boolean {
  const found = judged([...script.slice(0, at), ...attack.split('\r\n'), ...script.slice(at)]);
  if ('refused' in found) return false;
  const shown = attack.split('\r\n').some((line) => found.own.includes(line.trim()));
  return !shown || found.more <= known;
}

describe('a script of the portal with one line more', () => {
  it('is, without that line, known to its last line but for those that no script of ours has', () => {
    expect(judged(lines)).toEqual({ own: [], more: lacks });
    expect(judged(practiceLines)).toEqual({ own: [], more: 0 });
  });

  it.each([
    ['waits for somebody', waiting, 58],
    ['offboards', offboarding, 13],
    ['starts something', programs, 18],
    ['is a remark', remarks, 5],
  ] as const)('shows it or is refused where the line %s', (_, attacks, atLeast) => {
    expect(new Set(attacks).size).toBeGreaterThanOrEqual(atLeast);
    const silent = attacks.flatMap((attack) => [
      ...places(lines.length)
        .filter((at) => passesSilently(lines, lacks, at, attack))
        .map((at) => `${String(at)} ${attack}`),
      ...[20]
        .filter((at) => passesSilently(practiceLines, 0, at, attack))
        .map((at) => `practice ${String(at)} ${attack}`),
    ]);
    expect(silent).toEqual([]);
  });

  it('is seen to lack a line, to have it twice, and to go on behind it', () => {
    const silent = lines.flatMap((line, index) => {
      const changed = [
        lines.filter((_, at) => at !== index),
        lines.flatMap((one, at) => (at === index ? [one, one] : [one])),
        lines.map((one, at) => (at === index ? `${one} & calc` : one)),
      ];
      const found = changed.map((script) => judged(script));
      return found.every((one) => 'refused' in one || one.more > lacks) ? [] : [line];
    });
    expect(silent).toEqual([]);
  });
});

describe('a second tenant', () => {
  const own = quoted(onboardingBlob(practiceTenant));
  const other = quoted(onboardingBlob(otherTenant));
  const key = '"HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection"';
  const text = lines.join('\r\n');

  it.each([
    [
      'in a second line',
      `reg add ${key} /v OnboardingInfo /t REG_SZ /f /d ${other} > %TMP%\\senseTmp.txt 2>&1`,
    ],
    [
      'behind carets',
      `reg add ${key} /v Onboarding^Info /t REG_SZ /f /d ${other.replaceAll('orgId', 'org^Id')}`,
    ],
    ['in a variable', `set blob=${other.replaceAll('orgId', 'or%x%gId')}`],
    ['in base64', `powershell -enc ${Buffer.from(other).toString('base64')}`],
    ['in another file', `reg import %TMP%\\${otherTenant.orgId}.reg`],
    ['in a remark', `rem ${other}`],
  ])('%s is refused or shown', (_, line) => {
    const end = text.indexOf('EXIT /B');
    const found = judged(`${text.slice(0, end)}${line}\r\n${text.slice(end)}`.split('\r\n'));
    if ('refused' in found)
      expect(['severalTenants', 'unknownScript', 'notAPackage']).toContain(found.refused);
    else expect(found.own).toHaveLength(1);
  });

  it.each([
    ['twice in one body', own.replace(/(\\+)"orgId/, `$1"orgId$1":$1"${otherTenant.orgId}$1",$1"orgId`)],
    [
      'in a second body',
      own.replace(
        '{\\"body',
        `{\\"body\\":\\"{\\\\\\"orgId\\\\\\":\\\\\\"${otherTenant.orgId}\\\\\\"}\\",\\"body`,
      ),
    ],
    ['behind the end of the argument', `${own}"${other.slice(1)}`],
    ['with an escaped name', own.replace(/orgId/, 'org\\u0049d')],
    ['with a command in it', own.replace('Practice', 'x" & calc & "')],
    ['with a variable in it', own.replace('Practice', '%x%')],
  ])('%s of the value is refused', (_, value) => {
    expect(value).not.toBe(own);
    expect(judged(text.replace(own, () => value).split('\r\n'))).toHaveProperty('refused');
  });

  it('in the test of the offboarding script is an own line', () => {
    const shape = shapes().find(({ kind, slots }) => kind === 'offboarding' && slots.length > 80);
    if (shape === undefined) throw new Error('no such shape');
    const script = portalScript(shape);
    const at = script.lines.findIndex(
      (line) => line.includes('find.exe /i') && line.includes(practiceTenant.orgId),
    );
    const changed = script.lines.map((line, index) =>
      index === at ? line.replace(practiceTenant.orgId, otherTenant.orgId) : line,
    );
    expect(judged(script.lines)).toEqual({ own: [], more: script.lacks });
    expect(judged(changed)).toEqual({ own: [changed[at]], more: script.lacks + 2 });
  });
});
