import { checkIds } from '../../../../shared/model/checkIds';
import { describe, expect, it } from 'vitest';
import { commonRules } from '../../../../shared/checks/common';
import { defenderRules } from '../../../../shared/checks/defender';
import { informationRules } from '../../../../shared/checks/information';
import { server2012R2Rules } from '../../../../shared/checks/server2012R2';
import { streamlinedRules } from '../../../../shared/checks/streamlined';
import { server2016Rules } from '../../../../shared/checks/server2016';
import { emptyKit } from '../../../fixtures/kits';
import { aServer } from '../../../fixtures/facts';
import { holds, rowOf } from '../../../ground/row';

const rules = [
  ...commonRules,
  ...defenderRules,
  ...server2012R2Rules,
  ...server2016Rules,
  ...informationRules,
  ...streamlinedRules,
];

/** What a check asks for, held against where that was read. Files and not Get-HotFix: a rollup hides the numbers of updates. */
it.each([
  ['lcu', '2016', 'servicing/servicing-builds-2016-september-2018'],
  ['platform', '2016', 'servicing/servicing-ips1-onboarded-and-state-tests'],
  ['platformStep', '2016', 'servicing/servicing-platform-intermediate-step'],
  ['telemetry', '2012r2', 'servicing/servicing-ips1-kb-step'],
  ['kernel', '2012r2', 'servicing/servicing-ips1-kb-step'],
  ['ucrt', '2012r2', 'servicing/servicing-hotfix-ids-stay-listed-2008r2'],
  ['networkEvents', '2012r2', 'servicing/servicing-rollups-2012r2-autumn-2021'],
] as const)('%s asks for what stands in a row', (id, family, row) => {
  const facts = aServer({
    os: { build: family === '2016' ? 14393 : 9600, revision: 1 },
    files: { ucrtbase: null },
    defender: { platformVersion: '4.10.14393.0' },
  });
  const rule = rules.find((one) => one.id === id);
  const needed = rule?.judge({ facts, kit: emptyKit, family, clockSkewMs: null }).needed ?? null;
  expect(needed === null ? null : holds(rowOf(row), needed)).toBe(true);
});

it('has one rule for every check', () => {
  expect(rules.map(({ id }) => id).sort()).toEqual([...checkIds].sort());
});

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, { source }) => {
  it('says where it comes from', () => {
    expect(source).toMatch(/, \d{4}-\d\d-\d\d$/);
  });
});
