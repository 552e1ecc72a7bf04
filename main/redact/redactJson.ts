import { z } from 'zod';
import { redact } from './redact';
import { isSecretKey } from './secretNames';

/** Any JSON value. */
export const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

/**
 * A copy of a JSON value in which every text went through `redact` and values under secret names are replaced. A flag such as
 * `onboardingInfo: true` says nothing secret and stays.
 */
export function redactJson(value: Json): Json {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      redact(name),
      isSecretKey(name) && (typeof inner === 'string' || (typeof inner === 'object' && inner !== null))
        ? '***'
        : redactJson(inner),
    ]),
  );
}
