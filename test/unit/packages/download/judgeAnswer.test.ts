import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { DownloadFailed } from '../../../../main/packages/download/failed';
import { judgeAnswer } from '../../../../main/packages/download/judgeAnswer';
import type { KnownPart } from '../../../../main/packages/download/part';

type Headers = Readonly<Record<string, string>>;
const date = 'Mon, 23 Nov 2026 08:00:00 GMT';
const part: KnownPart = { etag: '"one"', lastModified: date, total: 100, bytes: 40 };
const dated: KnownPart = { ...part, etag: null };
/** From where an answer goes on, of how many bytes, and why again; null, or why it is no file. */
function judged(status: number, headers: Headers, known: KnownPart | null = null): unknown {
  const answer = { status, header: (name: string) => headers[name] ?? null, body: Readable.from([]) };
  try {
    const accepted = judgeAnswer(answer, known, 1000);
    return accepted && [accepted.from, accepted.total, accepted.again];
  } catch (error) {
    return error instanceof DownloadFailed ? error.message : String(error);
  }
}
const range = (text: string): Headers => ({ 'content-range': text, etag: '"one"' });

it.each<[string, number, Headers, KnownPart | null, unknown]>([
  ['the file', 200, { 'content-length': '100' }, null, [0, 100, null]],
  ['the file without its length', 200, {}, null, [0, null, null]],
  ['a length that is none', 200, { 'content-length': '1e3' }, null, [0, null, null]],
  ['a length with words', 200, { 'content-length': '100 bytes' }, null, [0, null, null]],
  ['a length of 16 digits', 200, { 'content-length': '1'.repeat(16) }, null, [0, null, null]],
  ['as much as may be', 200, { 'content-length': '1000' }, null, [0, 1000, null]],
  ['more', 200, { 'content-length': '1001' }, null, 'tooLarge: 1001'],
  ['a page', 200, { 'content-type': 'text/html; charset=utf-8' }, null, 'webPage: text/html; charset=utf-8'],
  [
    'a page of the other kind',
    200,
    { 'content-type': ' Application/XHTML+xml' },
    null,
    'webPage:  Application/XHTML+xml',
  ],
  ['a type that only names one', 200, { 'content-type': 'x/text/html' }, null, [0, null, null]],
  ['a packed file', 200, { 'content-encoding': 'gzip' }, null, 'refused: gzip'],
  ['a file as it is', 200, { 'content-encoding': 'identity' }, null, [0, null, null]],
  ['the same file from its beginning', 200, { etag: '"one"' }, part, [0, null, 'noResume']],
  ['another file from its beginning', 200, { etag: '"two"' }, part, [0, null, 'changed']],
  ['a file that says nothing of itself', 200, {}, part, [0, null, 'changed']],
  ['a file of the same date', 200, { 'last-modified': date }, dated, [0, null, 'noResume']],
  ['a file of the same date with a tag before', 200, { 'last-modified': date }, part, [0, null, 'changed']],
  ['a file of another date', 200, { 'last-modified': 'x' }, dated, [0, null, 'changed']],
  ['no date against no date', 200, {}, { ...dated, lastModified: null }, [0, null, 'changed']],
  ['the rest', 206, range('bytes 40-99/100'), part, [40, 100, null]],
  [
    'the rest of one whose length was not known',
    206,
    range('bytes 40-99/100'),
    { ...part, total: null },
    [40, 100, null],
  ],
  ['another rest', 206, range('bytes 41-99/100'), part, null],
  ['the rest of a longer file', 206, range('bytes 40-100/101'), part, null],
  [
    'the rest of too long a file',
    206,
    range('bytes 40-1000/1001'),
    { ...part, total: null },
    'tooLarge: 1001',
  ],
  [
    'the rest of just not too long a file',
    206,
    range('bytes 40-999/1000'),
    { ...part, total: null },
    [40, 1000, null],
  ],
  ['the rest of another file', 206, { ...range('bytes 40-99/100'), etag: '"two"' }, part, null],
  ['a rest without its range', 206, {}, part, null],
  ['a rest with half a range', 206, range('x bytes 40-99/100'), part, null],
  ['a rest with more than a range', 206, range('bytes 40-99/100, x'), part, null],
  ['a rest of unknown length', 206, range('bytes 40-99/*'), part, null],
  ['a part that nobody asked for', 206, range('bytes 40-99/100'), null, 'refused: HTTP 206'],
  ['that the rest cannot be had', 416, {}, part, null],
  ['that a rest cannot be had, of the whole', 416, {}, null, 'refused: HTTP 416'],
  ['nothing', 404, {}, null, 'gone: HTTP 404'],
  ['nothing any more', 410, {}, null, 'gone: HTTP 410'],
  ['no entry', 403, {}, null, 'refused: HTTP 403'],
  ['a proxy that asks who it is', 407, {}, null, 'proxy: HTTP 407'],
  ['that it was asked too often', 429, {}, null, 'busy: HTTP 429'],
  ['a fault of its own', 500, {}, null, 'busy: HTTP 500'],
  ['a number just below those', 499, {}, null, 'refused: HTTP 499'],
  ['another success', 204, {}, part, 'refused: HTTP 204'],
])('a host that answers %s', (_, status, headers, known, expected) => {
  expect(judged(status, headers, known)).toEqual(expected);
});

it('believes strong tags alone, and keeps what was known of a part', () => {
  const of = (etag: string | undefined, known: KnownPart | null = null) => {
    const header = (name: string) => (name === 'etag' ? (etag ?? null) : null);
    return judgeAnswer({ status: 200, header, body: Readable.from([]) }, known, 1)?.etag;
  };
  expect([of('"one"'), of('W/"one"'), of(undefined)]).toEqual(['"one"', null, null]);
});
