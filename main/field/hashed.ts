import { createHash } from 'node:crypto';

/** SHA-256 of a text's UTF-8 bytes or of bytes, in lower-case hexadecimal. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

const tailLength = `,"hash":"${'0'.repeat(64)}"}`.length;

/** Gives the JSON text of an object its own SHA-256 as its last property, as `Add-Hash` of Field.ps1 does. */
export const withHash = (body: string): string => `${body.slice(0, -1)},"hash":"${sha256(body)}"}`;

/** Whether a text that ends in its own hash is what that hash was made of. */
export const isIntact = (text: string): boolean => withHash(`${text.slice(0, -tailLength)}}`) === text;
