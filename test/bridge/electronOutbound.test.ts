import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it, vi } from 'vitest';

class FakeRequest extends EventEmitter {
  ended = false;
  aborted = false;
  end(): void {
    this.ended = true;
  }
  abort(): void {
    this.aborted = true;
  }
}
const recorded = vi.hoisted(() => ({
  options: [] as Record<string, unknown>[],
  requests: [] as unknown[],
  partitions: [] as unknown[],
}));
vi.mock('electron', () => ({
  net: {
    request: (options: Record<string, unknown>) => {
      const request = new FakeRequest();
      recorded.options.push(options);
      recorded.requests.push(request);
      return request;
    },
  },
  session: {
    fromPartition: (name: string, options: unknown) => {
      recorded.partitions.push([name, options]);
      return { name };
    },
  },
}));

const { createOutbound } = await import('../../main/electron/outbound');

beforeEach(() => {
  recorded.options.length = 0;
  recorded.requests.length = 0;
  recorded.partitions.length = 0;
});

const url = 'https://download.microsoft.com/x.msu';
function ask(signal = new AbortController().signal) {
  const answer = createOutbound().get(url, { Range: 'bytes=5-' }, signal);
  const request = recorded.requests.at(-1);
  if (!(request instanceof FakeRequest)) throw new Error('nothing was asked');
  return { answer, request };
}
const response = (statusCode: number, headers: Record<string, string | string[]>) =>
  Object.assign(new PassThrough(), { statusCode, headers });

describe('the way out of the Electron app', () => {
  it('asks by GET in a session without disk, cookies and passwords, and follows nothing by itself', () => {
    const { request } = ask();
    expect(recorded.options[0]).toMatchObject({
      method: 'GET',
      url,
      headers: { Range: 'bytes=5-' },
      redirect: 'manual',
      credentials: 'omit',
      useSessionCookies: false,
    });
    // A partition is kept on the disk only if its name begins with `persist:`.
    expect(recorded.partitions).toEqual([['gangway-downloads', { cache: false }]]);
    expect(request.ended).toBe(true);
  });

  it('hands over status, headers and bytes', async () => {
    const { answer, request } = ask();
    const body = response(206, { etag: ['"one"'], 'content-length': '3' });
    request.emit('response', body);
    body.end('abc');
    const { status, header, body: bytes } = await answer;
    expect([status, header('etag'), header('content-length'), header('x')]).toEqual([
      206,
      '"one"',
      '3',
      null,
    ]);
    expect((await bytes.toArray()).join('')).toBe('abc');
  });

  it('hands a redirect back as an answer, and minds no error after it', async () => {
    const { answer, request } = ask();
    request.emit('redirect', 302, 'GET', 'https://elsewhere.example/', {});
    request.emit('error', new Error('Redirect was cancelled'));
    const { status, header } = await answer;
    expect([status, header('location')]).toEqual([302, 'https://elsewhere.example/']);
  });

  it('answers no proxy that asks for a password', () => {
    const { request } = ask();
    const login = vi.fn();
    request.emit('login', { isProxy: true }, login);
    expect(login).toHaveBeenCalledWith();
  });

  it('fails where no answer comes', async () => {
    const { answer, request } = ask();
    request.emit('error', new Error('net::ERR_NAME_NOT_RESOLVED'));
    await expect(answer).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
  });

  it('ends the request when it is stopped before the answer, or its body is destroyed after it', async () => {
    const stop = new AbortController();
    const first = ask(stop.signal);
    stop.abort();
    await expect(first.answer).rejects.toThrow('stopped');
    expect(first.request.aborted).toBe(true);
    const second = ask();
    second.request.emit('response', response(200, {}));
    (await second.answer).body.destroy();
    await vi.waitFor(() => expect(second.request.aborted).toBe(true));
  });
});
