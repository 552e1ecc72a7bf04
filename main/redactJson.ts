import { z } from 'zod';
import { redact } from './redact';

/** Any JSON value. */
export const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

/** Names whose text, list or object is never kept. A flag such as `onboardingInfo: true` says nothing secret and stays. */
const secretName =
  /^(?:sig|sha256sig|cert|chain|onboardinginfo|onboardedinfo|passw(?:or)?d|passphrase|pwd|secret|client_?secret|api_?key|access_?token|refresh_?token|authorization|credential)$/i;

/** A copy of a JSON value in which every text went through `redact` and values under secret names are replaced. */
export function redactJson(value: Json): Json {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map(redactJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      redact(name),
      secretName.test(name) && (typeof inner === 'string' || (typeof inner === 'object' && inner !== null))
        ? '***'
        : redactJson(inner),
    ]),
  );
}
