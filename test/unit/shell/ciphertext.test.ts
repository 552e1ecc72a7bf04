import { expect, it } from 'vitest';
import { ciphertextSchema } from '../../../main/shell/ciphertext';
import { rowOf } from '../../ground/row';

const beginning = String(rowOf('platform/securestring-dpapi-text').shows['begins with']);

it.each([
  [beginning, true, true],
  [`${beginning}a5`, true, true],
  [beginning.toUpperCase(), true, true],
  // "pass" as the lab's engine gives it, which encrypts nothing.
  ['7000610073007300', true, false],
  ['7000610073007300', false, true],
  [beginning.slice(0, -1), true, false],
  [`00${beginning}`, true, false],
  [`${beginning} `, true, false],
  ['plain text', false, false],
  ['', false, false],
])('%j, on Windows %s, is taken: %s', (text, onWindows, taken) => {
  expect(ciphertextSchema(onWindows).safeParse(text).success).toBe(taken);
});
