import { describe, expect, it } from 'vitest';
import type { SymptomId } from '../../../../shared/findings/question';
import { causes } from '../../../../shared/findings/causes';
import { personQuestions, serverQuestions } from '../../../../shared/findings/questions';
import { symptoms } from '../../../../shared/findings/symptoms';
import english from '../../../../shared/locales/en/questions.json';
import {
  anEvidence,
  event,
  failedRun,
  onboarded,
  sense,
  type Facts,
  type More,
} from '../../../fixtures/evidence';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { readAt } from '../../../fixtures/facts';

const all = [...serverQuestions, ...personQuestions].map(({ id }) => id);

describe('the data of the searches', () => {
  it.each(symptoms.map((symptom) => [symptom.id, symptom] as const))(
    '%s asks nothing twice',
    (_, { questions }) => {
      expect(new Set(questions).size).toBe(questions.length);
    },
  );

  it('uses every question, and gives every question, symptom and cause one name', () => {
    const asked = new Set(symptoms.flatMap(({ questions }) => questions));
    expect(all.filter((id) => !asked.has(id))).toEqual([]);
    for (const ids of [all, symptoms.map(({ id }) => id), causes.map(({ id }) => id)])
      expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a record for every text of a question and a symptom', () => {
    expect(Object.keys(english.ask).sort()).toEqual(serverQuestions.map(({ id }) => id).sort());
    expect(Object.keys(english.person).sort()).toEqual(personQuestions.map(({ id }) => id).sort());
    expect(Object.keys(english.symptom).sort()).toEqual(symptoms.map(({ id }) => id).sort());
  });

  it('lets a person name a cause with one answer, and go on with the other', () => {
    expect(personQuestions.filter(({ answers }) => (answers.yes === null) === (answers.no === null))).toEqual(
      [],
    );
  });
});

/** Servers whose facts show a symptom. On the usual server none shows. */
const showing: readonly (readonly [SymptomId, readonly Facts[], More?])[] = [
  ['noCloud', [onboarded, sense(event('sense', 5))]],
  [
    'noCloud',
    [
      {
        runs: [
          {
            runId: 'r',
            nn: 1,
            operation: 'Test-Connectivity',
            startedAt: readAt,
            endedAt: readAt,
            outcome: 'failed',
            code: 'cloud.unreachable',
          },
        ],
      },
    ],
  ],
  ['installationStopped', [], { run: failedRun('install-sensor', 1603) }],
  ['onboardingFailed', [], { run: failedRun('onboard', 15) }],
  ['offboardingRefused', [onboarded], { run: failedRun('offboard', 70) }],
  [
    'wrongTenant',
    [onboarded],
    { kit: { onboarding: anOnboardingPackage({}, { orgId: '00000000-0000-4000-8000-000000000001' }) } },
  ],
  ['notPassive', [onboarded, { policy: { forceDefenderPassiveMode: 1 } }]],
  ['staysPassive', [onboarded, { defender: { runningMode: 'Passive Mode' } }]],
  ['antivirusOff', [{ defender: { runningMode: 'Not running' } }]],
  [
    'slow',
    [{ otherAntivirus: [{ service: 'CSFalconService', displayName: 'CrowdStrike Falcon', running: true }] }],
  ],
  ['noUpdates', [{ defender: { signaturesUpdatedAt: readAt - 8 * 86_400_000 } }]],
];

describe('what the facts show', () => {
  it.each(showing.map((one) => [one[0], one] as const))('%s', (id, [, facts, more]) => {
    const shown = symptoms.filter(({ shown: shows }) => shows?.(anEvidence(facts, more)));
    expect(shown.map((symptom) => symptom.id)).toEqual([id]);
  });

  it('shows nothing on the usual server, before and after it was onboarded', () => {
    for (const facts of [[], [onboarded]])
      expect(symptoms.filter(({ shown }) => shown?.(anEvidence(facts)))).toEqual([]);
  });

  it('has a server for every symptom that facts can show', () => {
    const able = symptoms.filter(({ shown }) => shown !== undefined).map(({ id }) => id);
    expect([...new Set(showing.map(([id]) => id))].sort()).toEqual(able.sort());
  });
});
