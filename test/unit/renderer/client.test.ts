// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { createClient, RequestError } from '../../../renderer/client';
import type { Transport } from '../../../renderer/transports';
import { aSession } from './fakeDoor';

const transport = (answer: unknown, more: Partial<Transport> = {}): Transport => ({
  request: async () => answer,
  subscribe: () => () => undefined,
  files: { kind: 'paths', pathOf: (file) => (file.name === 'pasted' ? '' : `C:\\${file.name}`) },
  ...more,
});
const failureOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RequestError)) throw new Error('a RequestError was expected');
  return error.failure;
};

describe('client', () => {
  it('sends name and input, and answers the parsed value', async () => {
    const request = vi.fn(async () => ({ ok: true, value: { runId: '20261124-1' } }));
    const client = createClient(transport(null, { request }));
    const input = { targetId: 'local', journey: 'onboard' as const, planHash: 'abc', name: 'NORD-FS03' };
    expect(await client.startPlan(input)).toEqual({ runId: '20261124-1' });
    expect(request).toHaveBeenCalledWith({ name: 'startPlan', input });
  });

  it('throws the failure that main answers', async () => {
    const error = { code: 'step.blocked', detail: 'a run is under way', native: null };
    expect(
      await failureOf(createClient(transport({ ok: false, error })).readFacts({ targetId: 'local' })),
    ).toEqual(error);
  });

  it.each([
    ['a reply that is no envelope', { value: {} }],
    ['a value of another shape', { ok: true, value: { runId: 7 } }],
    ['a value with something more', { ok: true, value: { runId: '20261124-1', extra: 1 } }],
  ])('refuses %s', async (_case, answer) => {
    const failure = await failureOf(createClient(transport(answer)).resumePlan({ targetId: 'local' }));
    expect(failure.code).toBe('internal');
  });

  it('reports a carrier that is gone as a failure, too', async () => {
    const client = createClient(transport(null, { request: () => Promise.reject(new Error('HTTP 403')) }));
    expect(await failureOf(client.hello({}))).toEqual({ code: 'internal', detail: 'HTTP 403', native: null });
  });

  it('hands on events that fit the contract and refuses others', () => {
    let send: (event: unknown) => void = () => undefined;
    const seen = vi.fn();
    const client = createClient(
      transport(null, {
        subscribe: (listener) => {
          send = listener;
          return () => undefined;
        },
      }),
    );
    client.subscribe(seen, () => undefined);
    const event = { type: 'snapshot', session: aSession() };
    send(event);
    expect(seen).toHaveBeenCalledWith(event);
    expect(() => send({ type: 'snapshot', session: {} })).toThrow();
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it('opens one stream for all who listen, tells who comes late that it is open, and ends it with the last', () => {
    const ended = vi.fn();
    let send: (event: unknown) => void = () => undefined;
    const subscribe = vi.fn((listener: (event: unknown) => void, onReady: () => void) => {
      send = listener;
      onReady();
      return ended;
    });
    const client = createClient(transport(null, { subscribe }));
    const [first, second, ready] = [vi.fn(), vi.fn(), vi.fn()];
    const leave = [client.subscribe(first, ready), client.subscribe(second, ready)];
    expect(subscribe).toHaveBeenCalledTimes(1);
    expect(ready).toHaveBeenCalledTimes(2);
    send({ type: 'output', runId: '20261124-1', lines: [] });
    expect(first.mock.calls).toEqual(second.mock.calls);
    expect(first).toHaveBeenCalledTimes(1);
    leave[0]?.();
    expect(ended).not.toHaveBeenCalled();
    leave[1]?.();
    expect(ended).toHaveBeenCalledTimes(1);
    client.subscribe(first, ready);
    expect(subscribe).toHaveBeenCalledTimes(2);
    expect(ready).toHaveBeenCalledTimes(3);
  });

  it('gives paths where main can open them, without files that are on no disk', async () => {
    const request = vi.fn(async () => ({ ok: true, value: {} }));
    const client = createClient(transport(null, { request }));
    await client.addFiles('local', [new File(['a'], 'md4ws.msi'), new File(['b'], 'pasted')]);
    expect(request).toHaveBeenCalledWith({
      name: 'addPackages',
      input: { to: 'local', paths: ['C:\\md4ws.msi'] },
    });
  });

  it('streams files one after the other where main cannot', async () => {
    const order: string[] = [];
    const upload = async (_targetId: string, file: File) => {
      order.push(`begin ${file.name}`);
      await Promise.resolve();
      order.push(`end ${file.name}`);
      return { ok: true, value: {} };
    };
    const client = createClient(transport(null, { files: { kind: 'upload', upload } }));
    await client.addFiles('local', [new File(['a'], 'a.msi'), new File(['b'], 'b.zip')]);
    expect(order).toEqual(['begin a.msi', 'end a.msi', 'begin b.zip', 'end b.zip']);
  });
});
