import type { PersonQuestion, ServerQuestion } from './question';
import { antivirusQuestions } from './questions/antivirus';
import { connectionQuestions } from './questions/connection';
import { installationQuestions } from './questions/installation';
import { leavingQuestions } from './questions/leaving';
import { personQuestions as ofPersons } from './questions/person';
import { policyQuestions } from './questions/readPolicies';
import { sensorReadQuestions } from './questions/readSensor';
import { sourceQuestions } from './questions/readSources';
import { sensorQuestions } from './questions/sensor';

/** Every question that a server answers, in the order in which "Check everything" asks them. */
export const serverQuestions: readonly ServerQuestion[] = [
  ...sensorQuestions,
  ...connectionQuestions,
  ...antivirusQuestions,
  ...installationQuestions,
  ...leavingQuestions,
  ...sensorReadQuestions,
  ...sourceQuestions,
  ...policyQuestions,
];

/** Every question that only a person can answer. */
export const personQuestions: readonly PersonQuestion[] = ofPersons;
