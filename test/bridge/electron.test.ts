import type { BrowserWindow, IpcMainInvokeEvent, Session } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { GangwayError } from '../../shared/errors';

type Handler = (...args: unknown[]) => unknown;

/** What the code asked of Electron. Electron itself is nowhere in these tests. */
const recorded = vi.hoisted(() => ({
  options: null as Record<string, unknown> | null,
  handlers: new Map<string, Handler>(),
  listeners: new Map<string, Handler>(),
  loaded: '',
  sent: [] as unknown[][],
  opened: [] as string[],
}));

vi.mock('electron', () => {
  class FakeWindow {
    webContents = {
      mainFrame: { url: 'app://gangway/index.html', parent: null },
      on: (name: string, listener: Handler) => recorded.listeners.set(name, listener),
      send: (...args: unknown[]) => recorded.sent.push(args),
      reload: () => recorded.sent.push(['reload']),
    };
    constructor(options: Record<string, unknown>) {
      recorded.options = options;
    }
    once = () => this;
    on = () => this;
    isDestroyed = () => false;
    loadURL = (address: string) => {
      recorded.loaded = address;
      return Promise.resolve();
    };
  }
  return {
    BrowserWindow: FakeWindow,
    nativeTheme: { shouldUseDarkColors: false, on: () => undefined, off: () => undefined },
    ipcMain: {
      handle: (channel: string, handler: Handler) => recorded.handlers.set(channel, handler),
      removeHandler: (channel: string) => recorded.handlers.delete(channel),
    },
    shell: {
      openExternal: (address: string) => Promise.resolve(recorded.opened.push(address)),
      // Electron answers an empty text where the file was opened, else what the system said.
      openPath: (path: string) =>
        Promise.resolve(path.includes('broken') ? 'No application' : (recorded.opened.push(path), '')),
      showItemInFolder: (path: string) => recorded.opened.push(`folder of ${path}`),
    },
    dialog: {},
    app: { getLocale: () => 'en-GB' },
    protocol: {},
  };
});

const { openWindow } = await import('../../main/electron/window');
const { connectWindow } = await import('../../main/electron/ipc');
const { createPlatform } = await import('../../main/electron/platform');

const session = {} as Session;
const open = (packaged = true): BrowserWindow =>
  openWindow({
    preload: '/dist/main/preload.cjs',
    icon: '/dist/main/icon.png',
    packaged,
    session,
    target: '',
  });

beforeEach(() => {
  recorded.handlers.clear();
  recorded.listeners.clear();
  recorded.sent.length = 0;
  recorded.opened.length = 0;
});

describe('the window', () => {
  it('keeps the page apart from Node and from everything unsafe, explicitly', () => {
    open();
    expect(recorded.options?.webPreferences).toEqual({
      preload: '/dist/main/preload.cjs',
      session,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
    expect(recorded.loaded).toBe('app://gangway/index.html');
  });
});

describe('the channel', () => {
  const app = {
    dispatch: vi.fn((message: unknown) => Promise.resolve({ ok: true, value: message })),
    subscribe: (listener: (event: unknown) => void) => {
      listener({ event: 'snapshot' });
      return () => undefined;
    },
  };
  const call = (event: Partial<IpcMainInvokeEvent>): unknown =>
    recorded.handlers.get('gangway:request')?.(event, { request: 'hello' });

  /** An app that is still loading, and what makes it come. */
  const appToCome = (): [Promise<typeof app>, () => void] => {
    let come = (): void => expect.fail('not begun');
    const loading = new Promise<typeof app>((resolve) => (come = () => resolve(app)));
    return [loading, () => come()];
  };

  it('answers the top frame of our page and sends it the events', async () => {
    const window = open();
    connectWindow(Promise.resolve(app), window);
    const { webContents } = window;
    await expect(call({ sender: webContents, senderFrame: webContents.mainFrame })).resolves.toEqual({
      ok: true,
      value: { request: 'hello' },
    });
    expect(recorded.sent).toEqual([['gangway:event', { event: 'snapshot' }]]);
  });

  it('is gone when the window is', () => {
    connectWindow(Promise.resolve(app), open())();
    expect(recorded.handlers.size).toBe(0);
  });

  it('lets what the page asks wait for an app that is still loading, and misses no event of it', async () => {
    const [loading, come] = appToCome();
    const window = open();
    connectWindow(loading, window);
    const { webContents } = window;
    const answer = call({ sender: webContents, senderFrame: webContents.mainFrame });
    expect(recorded.sent).toEqual([]);
    come();
    await expect(answer).resolves.toEqual({ ok: true, value: { request: 'hello' } });
    expect(recorded.sent).toEqual([['gangway:event', { event: 'snapshot' }]]);
  });

  it.each([
    [new Error('no disk'), { code: 'internal', detail: 'no disk', native: null }],
    [new GangwayError('data.inUse', 'anna'), { code: 'data.inUse', detail: 'anna', native: null }],
  ])('answers what the page asks with why where the app does not come: %s', async (why, error) => {
    const window = open();
    connectWindow(Promise.reject(why), window);
    const { webContents } = window;
    const asked = call({ sender: webContents, senderFrame: webContents.mainFrame });
    await expect(asked).resolves.toEqual({ ok: false, error });
  });

  it('listens to no app that came after its window had gone', async () => {
    const [loading, come] = appToCome();
    connectWindow(loading, open())();
    come();
    await loading;
    expect(recorded.sent).toEqual([]);
  });
});

describe('links and elevation', () => {
  const startElevated = vi.fn(() => Promise.resolve());
  const quit = vi.fn();
  const platform = createPlatform({
    window: () => null,
    links: ['https://learn.microsoft.com/'],
    startElevated,
    quit,
  });

  it('opens a saved report, and nothing that Windows would start', async () => {
    recorded.opened.length = 0;
    for (const path of ['/a/calc.exe', '/a/report.html.lnk', 'report.html', '/a/broken.html', '/a/b.js', ''])
      await expect(platform.openFile(path), path).rejects.toThrow('file.notOpened');
    await expect(platform.showFile('report.html')).rejects.toThrow('file.notOpened');
    expect(recorded.opened).toEqual([]);
    await platform.openFile('/a/report.html');
    await platform.showFile('/a/report.html');
    expect(recorded.opened).toEqual(['/a/report.html', 'folder of /a/report.html']);
  });

  it('starts again as administrator on the same target, and only with an id', async () => {
    await expect(platform.relaunchElevated('a" & calc')).rejects.toThrow('input.invalid');
    expect(quit).not.toHaveBeenCalled();
    await platform.relaunchElevated('local');
    expect(startElevated).toHaveBeenCalledExactlyOnceWith(['--target=local']);
    expect(quit).toHaveBeenCalledOnce();
  });
});
