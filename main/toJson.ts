import { jsonSchema, type Json } from './redact/redactJson';

/** Any value of ours as plain JSON: what a record can hold. Undefined fields vanish, dates become text. */
export function toJson(value: unknown): Json {
  return jsonSchema.parse(JSON.parse(JSON.stringify(value ?? null)));
}
