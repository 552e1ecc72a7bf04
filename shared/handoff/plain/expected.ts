import type { Rule } from '../../plan/rules/rule';
import { jsonText } from '../texts';
import type { EngineId, Wanted } from '../wanted';
import { asFile } from './serverFolder';
import { proofOf, stepsOf } from './steps';

/** What `Test-HandOff.ps1` compares a server with, and to whom it answers. */
export interface Expected {
  readonly report: 'configurationManager' | 'plain';
  readonly name: string;
  readonly steps: readonly { readonly id: string; readonly applies: Rule; readonly done: Rule }[];
  readonly proof: Rule;
}

/** The facts that a detection reads: the registry and one service, because it runs often and must be quick. */
const quick = /^(os\.(build|productType)|services\.sense|sensor|policy|proxy\.(telemetry|antivirus))(\.|$)/;

/** The facts that a rule asks for. */
function factsOf(rule: Rule): string[] {
  if ('all' in rule) return rule.all.flatMap(factsOf);
  if ('any' in rule) return rule.any.flatMap(factsOf);
  if ('not' in rule) return factsOf(rule.not);
  if ('read' in rule) return [rule.read];
  return ['some' in rule ? rule.some : rule.fact];
}

const isQuick = (rule: Rule): boolean => factsOf(rule).every((fact) => quick.test(fact));

/** What is expected of a server: the steps that a quick look can judge. */
export const expectedOf = (engine: EngineId, wanted: Wanted): Expected => ({
  report: engine === 'configurationManager' ? engine : 'plain',
  name: wanted.name,
  steps: stepsOf(engine, wanted).flatMap(({ id, applies, done }) =>
    done !== null && isQuick(applies) && isQuick(done) ? [{ id, applies, done }] : [],
  ),
  proof: proofOf(wanted),
});

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** ASCII as base64. */
function base64(text: string): string {
  const bits = [...text].map((letter) => letter.charCodeAt(0).toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,6}/g) ?? [];
  const told = groups.map((group) => letters[Number.parseInt(group.padEnd(6, '0'), 2)] ?? '').join('');
  return told.padEnd(Math.ceil(told.length / 4) * 4, '=');
}

/** The script with what it expects in it. Nothing but letters of base64 is put into its text. */
export function embedded(script: string, expected: Expected): string {
  const place = "$expected = ''";
  if (script.split(place).length !== 2) throw new Error('the script has no place for what it expects');
  return asFile(script.replace(place, `$expected = '${base64(jsonText(expected, 0))}'`));
}
