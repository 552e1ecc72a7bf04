import { beforeAll, describe, expect, it, vi } from 'vitest';

type Listener = (...args: unknown[]) => void;

const electron = vi.hoisted(() => ({
  exposed: new Map<string, Record<string, (...args: never[]) => unknown>>(),
  listeners: new Set<Listener>(),
  invoked: [] as unknown[][],
}));

vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, api: Record<string, () => unknown>) => electron.exposed.set(name, api),
  },
  ipcRenderer: {
    invoke: (...args: unknown[]) => Promise.resolve(electron.invoked.push(args)),
    on: (_channel: string, listener: Listener) => electron.listeners.add(listener),
    off: (_channel: string, listener: Listener) => electron.listeners.delete(listener),
  },
  webUtils: { getPathForFile: (file: File) => `C:\\${file.name}` },
}));

interface Exposed {
  request(message: unknown): Promise<unknown>;
  subscribe(listener: (...args: unknown[]) => void): () => void;
  pathOf(file: File): string;
}

describe('what the page gets of Electron', () => {
  let gangway: Exposed;
  beforeAll(async () => {
    await import('../../main/electron/preload');
    gangway = electron.exposed.get('gangway') as unknown as Exposed;
  });

  it('is three functions under one name', () => {
    expect([...electron.exposed.keys()]).toEqual(['gangway']);
    expect(Object.entries(gangway).map(([name, value]) => [name, typeof value])).toEqual([
      ['request', 'function'],
      ['subscribe', 'function'],
      ['pathOf', 'function'],
    ]);
  });

  it('sends on one channel only', async () => {
    await gangway.request({ name: 'hello' });
    expect(electron.invoked).toEqual([['gangway:request', { name: 'hello' }]]);
  });

  it('hands on the data of an event, never the event itself, until it is unsubscribed', () => {
    const heard = vi.fn();
    const stop = gangway.subscribe(heard);
    for (const listener of electron.listeners) listener({ sender: 'ipcRenderer' }, { type: 'snapshot' });
    expect(heard.mock.calls).toEqual([[{ type: 'snapshot' }]]);
    stop();
    expect(electron.listeners.size).toBe(0);
  });

  it('names the path of a dropped file', () => {
    expect(gangway.pathOf(new File([], 'md4ws.msi'))).toBe('C:\\md4ws.msi');
  });
});
