import { antivirusMode, defenderNow } from '../../model/antivirus/antivirusMode';
import { otherNow } from '../../plan/modes';
import type { Symptom } from '../question';

/** How Defender Antivirus runs. */
export const antivirusSymptoms: readonly Symptom[] = [
  {
    id: 'notPassive',
    group: 'antivirus',
    questions: [
      'tamperAllows',
      'passiveValue',
      'passiveBegins',
      'sensorRuns',
      'modeTaken',
      'passiveSettled',
      'passiveFollowed',
    ],
    otherwise: 'unknownAntivirus',
    shown: (evidence) => {
      const facts = evidence.situation.facts;
      return (
        facts.policy.forceDefenderPassiveMode === 1 &&
        facts.sensor.onboardingState === 1 &&
        antivirusMode(facts) === 'active'
      );
    },
  },
  {
    id: 'staysPassive',
    group: 'antivirus',
    questions: ['otherGone', 'passiveCleared', 'turnOffCleared', 'activeFollowed'],
    otherwise: 'unknownAntivirus',
    shown: (evidence) =>
      antivirusMode(evidence.situation.facts) === 'passive' && otherNow(evidence.situation.facts) === 'off',
  },
  {
    id: 'antivirusOff',
    group: 'antivirus',
    questions: [
      'defenderFeature',
      'K11',
      'notTurnedOff',
      'driversStart',
      'K5',
      'defenderRunning',
      'noRestartPending',
      'realTimeOn',
      'platform',
      'window',
    ],
    otherwise: 'unknownAntivirus',
    shown: (evidence) =>
      defenderNow(evidence.situation.facts) === 'off' &&
      evidence.checks.some(({ id }) => id === 'defenderFeature'),
  },
  {
    id: 'slow',
    group: 'antivirus',
    questions: ['oneBlocks', 'K8', 'K11'],
    otherwise: 'unknownAntivirus',
    shown: (evidence) =>
      otherNow(evidence.situation.facts) === 'blocking' &&
      defenderNow(evidence.situation.facts) === 'blocking',
  },
];
