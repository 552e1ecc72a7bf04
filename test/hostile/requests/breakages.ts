import type { Random } from '../seed';

/** A request on its way to be text. `length`: what it says of its body where that is not the truth. */
export interface Parts {
  line: string;
  headers: [name: string, value: string][];
  body: string;
  length: string | null;
}

const pick = <T>(random: Random, from: readonly [T, ...T[]]): T => from[random(from.length)] ?? from[0];
const hex = (random: Random, length: number): string =>
  Array.from({ length }, () => random(16).toString(16)).join('');
/** Letters, signs and bytes above them, without what would end a line. */
const junk = (random: Random, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(33 + random(220)))
    .join('')
    .replaceAll('\u007f', '~');

function change(parts: Parts, name: string, how: (value: string) => string | null): void {
  parts.headers = parts.headers.flatMap(([known, value]): [string, string][] => {
    if (known !== name) return [[known, value]];
    const made = how(value);
    return made === null ? [] : [[known, made]];
  });
}

/** Changes one character of a secret, cuts it, or puts another one in its place. */
const wrongSecret =
  (random: Random) =>
  (value: string): string | null => {
    const at = value.length - 1 - random(64);
    const other = value.charAt(at) === '0' ? '1' : '0';
    return pick(random, [
      null,
      value.slice(0, at) + other + value.slice(at + 1),
      value.slice(0, at),
      `${value}0`,
      value.slice(0, -64) + hex(random, 64),
      value.toUpperCase().replace(/[A-F]/, 'g'),
    ]);
  };

/** One thing each that no page of ours would send, done in one of many ways. */
export const breakages: Readonly<Record<string, (parts: Parts, random: Random) => void>> = {
  host: (parts, random) =>
    change(parts, 'Host', (value) =>
      pick(random, [
        null,
        junk(random, 1 + random(40)),
        'localhost',
        `${value}0`,
        `x.${value}`,
        `${value}.`,
        `[::1]:${value.slice(10)}`,
      ]),
    ),
  origin: (parts, random) =>
    change(parts, 'Origin', (value) =>
      pick(random, [
        null,
        'null',
        junk(random, 1 + random(40)),
        `${value}0`,
        `${value}.evil.example`,
        value.replace('http', 'https'),
        value.replace('127.0.0.1', 'localhost'),
      ]),
    ),
  cookie: (parts, random) => change(parts, 'Cookie', wrongSecret(random)),
  key: (parts, random) => change(parts, 'X-Gangway-Key', wrongSecret(random)),
  mark: (parts, random) =>
    change(parts, 'X-Gangway', () => pick(random, [null, '', '0', '11', 'true', junk(random, 3)])),
  mediaType: (parts, random) =>
    change(parts, 'Content-Type', (value) =>
      pick(random, [
        null,
        `${value}x`,
        `x${value}`,
        `${value}; charset=utf-${String(16 + random(20))}`,
        'text/plain',
        'multipart/form-data; boundary=x',
        junk(random, 20),
      ]),
    ),
  site: (parts, random) => {
    parts.headers.push(['Sec-Fetch-Site', pick(random, ['cross-site', 'same-site', junk(random, 8)])]);
  },
  method: (parts, random) => {
    parts.line = parts.line.replace(
      'POST',
      pick(random, ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'post', junk(random, 5)]),
    );
  },
  path: (parts, random) => {
    const dots = pick(random, ['..', '%2e%2e', '..%2f', '..\\', '%252e', '....//', '.%00']);
    parts.line = `POST /${dots}/${junk(random, 1 + random(30)).replaceAll(/[?#]/g, '.')} HTTP/1.1`;
  },
  version: (parts, random) => {
    parts.line = parts.line.replace(
      'HTTP/1.1',
      pick(random, ['HTTP/2.0', 'HTTP/0.9', 'HTTP/1.11', 'HTTPS/1.1', junk(random, 8)]),
    );
  },
  twice: (parts, random) => {
    const name = pick(random, ['Host', 'Origin', 'Cookie', 'X-Gangway', 'X-Gangway-Key', 'Content-Type']);
    const found = parts.headers.find(([known]) => known === name);
    const value = random(2) === 0 ? (found?.[1] ?? '') : junk(random, 12);
    parts.headers.splice(random(parts.headers.length + 1), 0, [
      random(2) === 0 ? name : name.toLowerCase(),
      value,
    ]);
  },
  manyHeaders: (parts, random) => {
    const count = 101 + random(1200);
    for (let i = 0; i < count; i += 1) parts.headers.splice(random(3), 0, [`A${String(i % 10)}`, '1']);
  },
  longHeader: (parts, random) => {
    parts.headers.push(['X-Long', 'x'.repeat(16_500 + random(60_000))]);
  },
  strangeHeader: (parts, random) => {
    parts.headers.push([
      pick(random, ['X Space', 'X\tTab', 'X\u0001', '', 'X(Y)', `X${junk(random, 1)}\u0000`]),
      'a',
    ]);
  },
  upgrade: (parts, random) => {
    parts.headers.push(
      ['Upgrade', pick(random, ['websocket', 'h2c', 'TLS/1.0', junk(random, 6)])],
      ['Connection', 'Upgrade'],
    );
  },
  body: (parts, random) => {
    parts.body = pick(random, [
      '',
      '{',
      '{"name":',
      '"\u0001',
      'null x',
      '[1,]',
      `{${junk(random, 1 + random(400))}`,
      '\u00ff\u00fe{\u0000',
    ]);
  },
  tooLong: (parts, random) => {
    parts.body = `"${'x'.repeat(1_000_001 + random(50_000))}"`;
  },
  length: (parts, random) => {
    parts.length = pick(random, [
      '-1',
      '+5',
      '0x10',
      '1e3',
      '5, 5',
      '9'.repeat(30),
      '5 5',
      'x',
      '2\r\nContent-Length: 27',
      '99999',
    ]);
  },
  chunks: (parts, random) => {
    parts.headers.push([
      'Transfer-Encoding',
      pick(random, ['chunked', 'chunked, chunked', 'gzip, chunked', 'xchunked', ' chunked', 'identity']),
    ]);
  },
};
