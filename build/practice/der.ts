/** Writes one value of DER: its tag, the length in its one form, and the content. */
export function der(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const bytes = Buffer.concat(
    content.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
  const length = bytes.length < 0x80 ? [bytes.length] : long(bytes.length);
  return Buffer.concat([Buffer.from([tag, ...length]), bytes]);
}

function long(length: number): number[] {
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 0x100)) bytes.unshift(left % 0x100);
  return [0x80 + bytes.length, ...bytes];
}

/** An object identifier out of its dotted numbers. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const bytes = [number % 0x80];
  for (let left = Math.floor(number / 0x80); left > 0; left = Math.floor(left / 0x80))
    bytes.unshift(0x80 + (left % 0x80));
  return bytes;
}
