import { expect, it } from 'vitest';
import { fixOf } from '../../../../shared/findings/fix';
import { noWishes } from '../../../../shared/model/wishes';
import { plan } from '../../../../shared/plan/plan';
import { answerCases } from '../../../fixtures/answerCases';
import { anEvidence } from '../../../fixtures/evidence';

const short = (value: unknown): string => JSON.stringify(value).slice(0, 110);

const offered = answerCases.flatMap(([, cause, facts, more]) => {
  if (cause === 'good' || cause === 'open') return [];
  const evidence = anEvidence(facts, more);
  const fix = fixOf(cause, evidence);
  return fix === null ? [] : [[cause, short(facts), evidence.situation, fix] as const];
});

it.each(offered)(
  '%s on %s: the plan carries out the fix that is offered',
  (_, __, situation, { wishes, fixes }) => {
    const items = plan({
      ...situation,
      journey: 'troubleshoot',
      inputs: { ...situation.inputs, wishes: { ...noWishes, ...wishes }, fixes: [...fixes] },
    });
    expect(items.filter(({ needed, blocked }) => needed && !blocked).map(({ id }) => id)).not.toEqual([]);
  },
);
