import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readFacts } from '../../../main/practice/answers/readFacts';
import { machineIds, readMachine } from '../../../main/practice/machine/machines';
import { machineEpoch, openMachine } from '../../../main/practice/machine/openMachine';
import { holds, type Rule } from '../../../shared/plan/rules/rule';
import { odd, rows, rulesOfActions, type AnyFacts } from '../../fixtures/rules';
import { describeWithEngine } from '../engine';

const part = join(import.meta.dirname, '../../../main/operations/Rules.ps1');

/** Texts of JSON stay texts where the engine lets them (from 7.5 on); Windows PowerShell leaves them alone by itself. */
const asTexts = `$more = @{}
if ((Get-Command -Name 'ConvertFrom-Json').Parameters.ContainsKey('DateKind')) { $more['DateKind'] = 'String' }`;

const program = `
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
. '${part}'
${asTexts}
$asked = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($env:GANGWAY_ASKED)) @more
foreach ($facts in $asked.facts) {
    $told = foreach ($rule in $asked.rules) {
        $answer = @(Test-Rule $rule $facts)
        if ($answer.Count -ne 1 -or $answer[0] -isnot [bool]) { '?' } elseif ($answer[0]) { '1' } else { '0' }
    }
    -join $told
}`;

/** Whether this engine can be kept from making dates of texts. PowerShell 6.0 to 7.4 cannot. */
function keepsTexts(engine: string): boolean {
  const ask = `${asTexts}; (ConvertFrom-Json -InputObject '"${String(odd.day)}"' @more) -is [string]`;
  const said = execFileSync(engine, ['-NoProfile', '-NonInteractive', '-Command', ask], { encoding: 'utf8' });
  return said.trim() === 'True';
}

/** For each of the facts a line with the answer to each rule: 1 yes, 0 no, ? anything else. */
function judgedByScript(engine: string, rules: readonly unknown[], facts: readonly AnyFacts[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-rules-'));
  try {
    const asked = join(folder, 'asked.json');
    writeFileSync(asked, JSON.stringify({ rules, facts }));
    const said = execFileSync(engine, ['-NoProfile', '-NonInteractive', '-Command', program], {
      encoding: 'utf8',
      env: { ...process.env, GANGWAY_ASKED: asked, NO_COLOR: '1' },
      stdio: 'pipe',
    });
    return z.array(z.string()).parse(said.trim().split(/\r?\n/));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rules on which both do not agree, over which facts. */
function differences(engine: string, rules: readonly Rule[], facts: readonly AnyFacts[]) {
  const told = judgedByScript(engine, rules, facts);
  expect(told.map((line) => line.length)).toEqual(facts.map(() => rules.length));
  return facts.flatMap((one, nth) =>
    rules.flatMap((rule, at) => {
      const here = holds(rule, one) ? '1' : '0';
      const there = told[nth]?.[at];
      return here === there ? [] : [{ facts: nth, rule: JSON.stringify(rule), here, there }];
    }),
  );
}

/** Numbers from 0 to below `below` that look random and are the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const places = [
  ...Object.keys(odd),
  ...['inner.none', 'inner.none.deeper', 'inner.value', 'inner.VALUE', 'inner.child', 'inner.child.text'],
  ...['word.length', 'list.Count', 'single.id', 'id', 'on', 'missing', 'toString'],
];
const values = [null, 0, 1, -1, 0.5, true, false, '', '0', '1', 'true', 'True', 'Demo', 'demo', 'AB', 'x'];
const versions = ['0.0', '1.0', '10.8049', '10.8049.0.1', '10.8050', '9', '1.2.3.4'];
const words = ['', 'demo', 'ab', 'cd', 'x', '1', 'true', 'k'];

/** A rule of any form, nested at most so deep. */
function generated(next: (below: number) => number, depth: number): Rule {
  const place = () => places[next(places.length)] ?? 'word';
  const some = () => Array.from({ length: next(4) }, () => generated(next, depth - 1));
  const form = next(depth > 0 ? 8 : 4);
  if (form === 0) return { fact: place(), is: values[next(values.length)] ?? null };
  if (form === 1) return { fact: place(), reads: words[next(words.length)] ?? '' };
  if (form === 2)
    return {
      fact: place(),
      atLeast: (next(2) === 0 ? versions[next(versions.length)] : null) ?? next(3) - 1,
    };
  if (form === 3) return { read: place() };
  if (form === 4) return { all: some() };
  if (form === 5) return { any: some() };
  if (form === 6) return { not: generated(next, depth - 1) };
  const lists = ['list', 'single', 'several', 'several', 'plain', place()];
  return { some: lists[next(lists.length)] ?? 'list', where: generated(next, depth - 1) };
}

/** The same facts with their values at other places. */
function mixed(next: (below: number) => number, odd: AnyFacts): AnyFacts {
  const names = Object.keys(odd).filter((name) => name !== 'unreadable');
  const all = names.map((name) => odd[name]);
  const moved = names.map((name) => [name, all[next(all.length)]] as const);
  return {
    ...Object.fromEntries(moved.filter(() => next(5) > 0)),
    unreadable: next(3) === 0 ? odd.unreadable : [],
  };
}

describeWithEngine('a rule', (engine) => {
  const limited = !keepsTexts(engine);
  if (limited) console.warn('LIMITED a rule (this engine makes dates of texts: they were left out)');
  const facts = limited ? { ...odd, day: null } : odd;
  const asked = rows.filter(([rule]) => !limited || !('fact' in rule && rule.fact === 'day'));

  it('has the answer that was written by hand, from both evaluators', () => {
    const rules = asked.map(([rule]) => rule);
    const told = judgedByScript(engine, rules, [facts])[0] ?? '';
    expect(asked.filter(([, answer], at) => told[at] !== (answer ? '1' : '0'))).toEqual([]);
    expect(asked.filter(([rule, answer]) => holds(rule, facts) !== answer)).toEqual([]);
  });

  it('of an action is judged alike over every practice server', () => {
    const servers = machineIds.map((id) => ({
      ...readFacts(
        openMachine(readMachine(id), machineEpoch),
        { antivirusServices: [], eventsSince: machineEpoch },
        machineEpoch,
        [],
        null,
      ),
    }));
    const rules = [...new Map(rulesOfActions.map(([, rule]) => [JSON.stringify(rule), rule])).values()];
    expect(differences(engine, rules, servers)).toEqual([]);
    // Neither answer is the only one that these servers give.
    const open = rules.filter((rule) => 'all' in rule && rule.all.length > 0);
    expect(open.some((rule) => servers.some((one) => holds(rule, one)))).toBe(true);
    expect(open.some((rule) => servers.some((one) => !holds(rule, one)))).toBe(true);
  });

  it('of any form is judged alike over facts of any shape', () => {
    const next = numbers(13);
    const rules = Array.from({ length: 600 }, () => generated(next, 4));
    const shapes = [facts, ...Array.from({ length: 9 }, () => mixed(next, facts))];
    expect(differences(engine, rules, shapes)).toEqual([]);
  });

  it('of a form that the script does not know is never guessed', () => {
    const unknown = [{ fact: 'a', matches: 'b' }, { not: { maybe: true } }, {}];
    for (const rule of unknown)
      expect(() => judgedByScript(engine, [rule], [facts]), JSON.stringify(rule)).toThrow(
        'A rule of no known form',
      );
  });
});
