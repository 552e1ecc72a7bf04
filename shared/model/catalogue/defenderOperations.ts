import type { OperationPolicy } from './operationPolicy';
import { changedPreferencesSchema, preferenceChangeSchema } from '../preferences';

const task = { kind: 'change', runs: 'task', cancel: 'never' } as const satisfies Partial<OperationPolicy>;

/** The part of the catalogue that speaks to Defender Antivirus itself. */
export const defenderOperations = {
  'Set-DefenderPreference': {
    ...task,
    silenceMs: 60_000,
    limitMs: 300_000,
    params: preferenceChangeSchema,
    result: changedPreferencesSchema,
  },
} as const;
