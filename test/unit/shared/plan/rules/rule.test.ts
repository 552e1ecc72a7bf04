import { expect, it } from 'vitest';
import { machineEpoch, openMachine } from '../../../../../main/practice/machine/openMachine';
import { machineIds, readMachine } from '../../../../../main/practice/machine/machines';
import { readFacts } from '../../../../../main/practice/answers/readFacts';
import { undoPurpose } from '../../../../../main/runs/undo';
import { actionIds } from '../../../../../shared/plan/actions/action';
import { workOf } from '../../../../../shared/plan/actions/work';
import { holds, ruleSchema, type Rule } from '../../../../../shared/plan/rules/rule';
import { odd, rows, rulesOfActions } from '../../../../fixtures/rules';
import { action, having } from '../actions/having';

it('a rule is judged by characters and kinds, whatever the facts hold', () => {
  const wrong = rows.filter(([rule, answer]) => holds(rule, odd) !== answer);
  expect(wrong).toEqual([]);
});

it('what is no rule, or cannot be judged alike everywhere, is refused', () => {
  const refused = [
    {},
    { fact: 'a' },
    { fact: 'a', is: [] },
    { fact: 'a', is: 1, reads: 'x' },
    { fact: 'a', reads: 'Demo' },
    { fact: 'a', reads: '\u0131' },
    { fact: 'a', atLeast: '1.x' },
    { fact: 'a', atLeast: '9999999999.1' },
    { fact: 'a..b', is: 1 },
    { fact: 'a.0[1]', is: 1 },
    { not: [] },
    { all: {} },
    { some: 'a' },
  ];
  expect(refused.filter((one) => ruleSchema.safeParse(one).success)).toEqual([]);
});

it('every action says whether it is decided by data, or why by code', () => {
  const said = actionIds.map((id) => {
    const { rules } = action(id);
    return [id, typeof rules === 'string' ? rules : 'data'];
  });
  expect(Object.fromEntries(said)).toEqual({
    'test-connectivity': 'moments',
    'send-kit': 'files',
    'install-ucrt': 'check',
    'install-telemetry': 'check',
    'install-kernel': 'check',
    'enable-defender-feature': 'data',
    restart: 'data',
    'enable-defender': 'check',
    'step-platform': 'check',
    'update-platform': 'check',
    'install-sensor': 'data',
    'set-mode': 'data',
    'set-device-tag': 'data',
    'set-sample-collection': 'data',
    'set-telemetry-frequency': 'data',
    'set-sensor-proxy': 'data',
    'prefer-static-proxy': 'data',
    'set-winhttp-proxy': 'data',
    'clear-turn-off-policies': 'data',
    onboard: 'data',
    'test-detection': 'moments',
    'test-antivirus': 'moments',
    offboard: 'data',
    'remove-sensor': 'data',
    'set-network-protection': 'roles',
    'set-antivirus-proxy': 'data',
    'change-exclusions': 'spelling',
    'remove-workspaces': 'data',
    'remove-agent': 'data',
    'refresh-platform': 'data',
    'update-sensor': 'data',
    'update-intelligence': 'moments',
    'precheck-by-tool': 'moments',
    'deploy-by-tool': 'data',
    'offboard-by-tool': 'data',
    'stage-by-tool': 'moments',
  });
});

const reading = { antivirusServices: [], eventsSince: 0 };

/** The places that a rule asks for; those of entries follow the name of their list. */
function placesOf(rule: Rule, list = ''): readonly string[] {
  if ('all' in rule) return rule.all.flatMap((one) => placesOf(one, list));
  if ('any' in rule) return rule.any.flatMap((one) => placesOf(one, list));
  if ('not' in rule) return placesOf(rule.not, list);
  if ('read' in rule) return [rule.read];
  if ('some' in rule) return placesOf(rule.where, `${list}${rule.some}.`);
  return [`${list}${rule.fact}`];
}

/** Every place of a value, those of entries without their number. */
function placesIn(value: unknown, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at];
  if (Array.isArray(value)) return [at, ...value.flatMap((entry) => placesIn(entry, at))];
  return [
    at,
    ...Object.entries(value).flatMap(([name, one]) => placesIn(one, at === '' ? name : `${at}.${name}`)),
  ];
}

it('the rules of the actions can be sent, and ask for places that a reading has', () => {
  const known = new Set(
    machineIds.flatMap((id) =>
      placesIn(readFacts(openMachine(readMachine(id), machineEpoch), reading, machineEpoch, [], null)),
    ),
  );
  for (const [id, rule] of rulesOfActions) {
    expect(ruleSchema.parse(JSON.parse(JSON.stringify(rule))), id).toEqual(rule);
    expect(
      placesOf(rule).filter((place) => !known.has(place)),
      id,
    ).toEqual([]);
  }
  const asData = actionIds.filter((id) => typeof action(id).rules !== 'string');
  expect(new Set(rulesOfActions.map(([id]) => id))).toEqual(new Set(asData));
});

it('a way back is no longer what the rules of the way there say', () => {
  const before = 'AllowSampleCollection = -';
  const { inputs, ...rest } = having([{ policy: { sampleCollection: 0 } }]);
  const afterwards = { ...inputs.afterwards, takeBack: [{ action: 'set-sample-collection', before }] };
  const work = workOf.takeOff({ ...rest, inputs: { ...inputs, afterwards } });
  const undone = undoPurpose({ journey: 'maintain', action: 'set-sample-collection', before }).items({
    ...rest,
    inputs,
  });
  const back = [...work, ...undone.map((item) => item.action)].filter(
    ({ id }) => id === 'set-sample-collection',
  );
  expect(back.map(({ rules }) => rules)).toEqual(['ledger', 'ledger']);
});
