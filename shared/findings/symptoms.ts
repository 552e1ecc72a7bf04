import type { Symptom } from './question';
import { antivirusSymptoms } from './symptoms/antivirus';
import { connectionSymptoms } from './symptoms/connection';
import { portalSymptoms } from './symptoms/portal';
import { setupSymptoms } from './symptoms/setup';

/** What a person sees, each with its questions in the order in which they are asked. */
export const symptoms: readonly Symptom[] = [
  ...portalSymptoms,
  ...setupSymptoms,
  ...antivirusSymptoms,
  ...connectionSymptoms,
];
