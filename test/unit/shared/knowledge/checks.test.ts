import { describe, expect, it } from 'vitest';
import { commonRules } from '../../../../shared/knowledge/checks/common';
import { defenderRules } from '../../../../shared/knowledge/checks/defender';
import { informationRules } from '../../../../shared/knowledge/checks/information';
import { checkIds } from '../../../../shared/knowledge/checks/rule';
import { server2012R2Rules } from '../../../../shared/knowledge/checks/server2012R2';
import { streamlinedRules } from '../../../../shared/knowledge/checks/streamlined';
import { server2016Rules } from '../../../../shared/knowledge/checks/server2016';
import { textOf } from '../../../fixtures/texts';

const rules = [
  ...commonRules,
  ...defenderRules,
  ...server2012R2Rules,
  ...server2016Rules,
  ...informationRules,
  ...streamlinedRules,
];

it('has one rule for every check', () => {
  expect(rules.map(({ id }) => id).sort()).toEqual([...checkIds].sort());
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, { source, doubt }) => {
  // Its titles, one a state, are held by `checkWords.test.ts`.
  it('has a why and a next step', () => {
    for (const part of ['why', 'next']) expect(textOf('checks', `${id}.${part}`)).toBeTruthy();
  });

  it('says where it comes from', () => {
    expect(source).toMatch(/, \d{4}-\d\d-\d\d$/);
    if (doubt !== null) expect(textOf('knowledge', doubt)).toBeTruthy();
  });
});
