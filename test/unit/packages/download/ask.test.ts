import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { OutboundAnswer } from '../../../../main/outbound';
import { ask } from '../../../../main/packages/download/ask';
import { DownloadFailed } from '../../../../main/packages/download/failed';

const first = 'https://files.example/first';
const hosts = ['files.example', 'mirror.example:8443'];

const answer = (status: number, location: string | null = null): OutboundAnswer => ({
  status,
  header: (name) => (name === 'location' ? location : null),
  body: Readable.from(['the body']),
});

/** What comes of asking for `url` where a host gives these answers, one for each request and the last again and again. */
async function asked(
  answers: (OutboundAnswer | Error)[],
  url = first,
  signal = new AbortController().signal,
) {
  const sent: string[] = [];
  const get = (to: string) => {
    const next = answers[Math.min(sent.length, answers.length - 1)];
    sent.push(to);
    return next === undefined || next instanceof Error
      ? Promise.reject(next ?? new Error('no answer'))
      : Promise.resolve(next);
  };
  const came: unknown = await ask({ get }, { url, hosts, atMost: 1000 }, {}, signal).catch(
    (error: unknown) => error,
  );
  return { sent, came };
}
const redirected = (detail: string) => new DownloadFailed('redirected', detail);

describe('a redirect', () => {
  // Each row that is refused differs in one thing from the one before it that is followed.
  it.each([
    ['https://files.example/second', 'https://files.example/second'],
    ['https://eva@files.example/second', redirected('https://files.example')],
    ['https://:secret@files.example/second', redirected('https://files.example')],
    ['http://files.example/second', redirected('http://files.example')],
    ['ftp://files.example/second', redirected('ftp://files.example')],
    ['file://files.example/second', redirected('file://files.example')],
    ['https://files.example.net/second', redirected('https://files.example.net')],
    ['https://more.files.example/second', redirected('https://more.files.example')],
    ['https://files.example:8443/second', redirected('https://files.example:8443')],
    ['https://mirror.example:8443/second', 'https://mirror.example:8443/second'],
    ['https://mirror.example/second', redirected('https://mirror.example')],
    ['/second', 'https://files.example/second'],
    ['//mirror.example:8443/second', 'https://mirror.example:8443/second'],
    ['//elsewhere.example/second', redirected('https://elsewhere.example')],
    ['https://files.example:443/second?a=b', 'https://files.example/second?a=b'],
    ['https://[', redirected('HTTP 302')],
    [null, redirected('HTTP 302')],
  ])('to %s is followed to that address, or refused before anything is sent there', async (to, expected) => {
    const redirect = answer(302, to);
    const whole = answer(200);
    const { sent, came } = await asked([redirect, whole]);
    if (typeof expected === 'string') expect([sent, came]).toEqual([[first, expected], whole]);
    else expect([sent, came]).toEqual([[first], expected]);
    expect(redirect.body.destroyed, 'nobody reads its body').toBe(true);
    expect(whole.body.destroyed).toBe(false);
  });

  it.each([301, 302, 303, 307, 308])('is one by its number: %i', async (status) => {
    expect((await asked([answer(status, '/second'), answer(200)])).sent).toHaveLength(2);
  });

  it.each([200, 206, 300, 304, 305, 404])('is none by its number: %i', async (status) => {
    const only = answer(status, '/second');
    const { sent, came } = await asked([only]);
    expect([sent, came]).toEqual([[first], only]);
  });

  it('is judged like the others where it comes second', async () => {
    const { sent, came } = await asked([
      answer(302, 'https://mirror.example:8443/a'),
      answer(302, 'http://mirror.example:8443/b'),
    ]);
    expect([sent.length, came]).toEqual([2, redirected('http://mirror.example:8443')]);
  });

  it('is followed five times, and not a sixth', async () => {
    const five = Array.from({ length: 5 }, () => answer(302, '/again'));
    const whole = answer(200);
    expect((await asked([...five, whole])).came).toBe(whole);
    const { sent, came } = await asked([answer(302, '/again')]);
    expect([sent.length, came]).toEqual([6, redirected('> 5')]);
  });
});

it.each([
  ['http://files.example/first', 'https://files.example/second', redirected('https://files.example')],
  ['http://files.example/first', 'http://files.example/second', null],
])('%s stays with its scheme: %s', async (url, to, refused) => {
  const whole = answer(200);
  expect((await asked([answer(302, to), whole], url)).came).toEqual(refused ?? whole);
});

it.each(['https://eva:secret@files.example/first', 'https://elsewhere.example/first'])(
  'nothing is sent where the first address is not allowed: %s',
  async (url) => {
    expect(await asked([answer(200)], url)).toEqual({
      sent: [],
      came: redirected(new URL(url).origin),
    });
  },
);

describe('a host that does not answer', () => {
  it('is said to be that, with what was seen', async () => {
    const { came } = await asked([new Error('net::ERR_NAME_NOT_RESOLVED')]);
    expect(came).toEqual(new DownloadFailed('offline', 'net::ERR_NAME_NOT_RESOLVED'));
  });

  it('is no failure where a person has stopped', async () => {
    const stopped = new Error('stopped');
    const stop = new AbortController();
    stop.abort();
    expect((await asked([stopped], first, stop.signal)).came).toBe(stopped);
  });
});
