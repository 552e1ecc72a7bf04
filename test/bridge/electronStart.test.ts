import { dirname } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { App, AppOptions } from '../../main/app';

type Listener = (...args: unknown[]) => unknown;

const electron = vi.hoisted(() => ({
  calls: [] as string[],
  listeners: new Map<string, Listener>(),
  lock: true,
  packaged: true,
  target: '',
  closingWords: null as { title: string; body: string } | Promise<{ title: string; body: string }> | null,
}));

vi.mock('electron', () => {
  const note =
    (name: string, answer?: unknown): Listener =>
    () => {
      electron.calls.push(name);
      return answer;
    };
  class BrowserWindow {
    webContents = {
      on: () => undefined,
      setWindowOpenHandler: () => undefined,
      mainFrame: {},
      send: () => undefined,
    };
    on = (name: string, listener: Listener) => electron.listeners.set(`window:${name}`, listener);
    once = () => this;
    isDestroyed = () => false;
    isMinimized = () => true;
    restore = note('restore');
    focus = note('focus');
    loadURL = (url: string) => {
      electron.calls.push(`load ${url}`);
      return Promise.resolve();
    };
  }
  const deny = note('deny');
  const session = {
    protocol: { handle: note('serve') },
    webRequest: { onBeforeRequest: note('cut off') },
    on: () => undefined,
    setPermissionRequestHandler: deny,
    setPermissionCheckHandler: deny,
    setDevicePermissionHandler: deny,
    setDisplayMediaRequestHandler: deny,
  };
  class Notification {
    static isSupported = () => true;
    constructor(readonly words: { title: string }) {}
    show = () => electron.calls.push(`say ${this.words.title}`);
  }
  return {
    BrowserWindow,
    Notification,
    session: { fromPartition: (name: string) => (electron.calls.push(`session ${name}`), session) },
    nativeTheme: { on: () => undefined, off: () => undefined },
    protocol: { registerSchemesAsPrivileged: note('scheme') },
    ipcMain: { handle: note('handle'), removeHandler: note('unhandle') },
    dialog: {},
    shell: {},
    app: {
      get isPackaged() {
        return electron.packaged;
      },
      getAppPath: () => '/app',
      enableSandbox: note('sandbox'),
      requestSingleInstanceLock: () => (electron.calls.push('lock'), electron.lock),
      releaseSingleInstanceLock: note('unlock'),
      whenReady: () => (electron.calls.push('ready'), Promise.resolve()),
      quit: note('quit'),
      on: (name: string, listener: Listener) => electron.listeners.set(name, listener),
      getPath: () => '/data',
      getVersion: () => '1.2.3',
      getLocale: () => 'fr-FR',
      commandLine: { getSwitchValue: () => electron.target, removeSwitch: () => undefined },
    },
  };
});

const { start } = await import('../../main/electron/start');

const close = vi.fn(() => Promise.resolve());
const startElevated = vi.fn(() => Promise.resolve());
const requireClosedFolder = vi.fn((_folder: string) => Promise.resolve());
const openApp = vi.fn((_options: AppOptions) =>
  Promise.resolve<App>({
    dispatch: () => Promise.resolve({ ok: true, value: null }),
    subscribe: () => () => undefined,
    upload: () => Promise.resolve(),
    closingWords: () => Promise.resolve(electron.closingWords),
    close,
  }),
);
const begin = async (): Promise<void> => {
  start({ openApp, links: [], startElevated, requireClosedFolder, dist: '/dist' });
  if (electron.lock) await vi.waitFor(() => expect(electron.listeners.has('before-quit')).toBe(true));
};

beforeEach(() => {
  electron.calls.length = 0;
  electron.listeners.clear();
  electron.lock = true;
  electron.target = '';
  for (const mock of [close, openApp, startElevated, requireClosedFolder]) mock.mockClear();
});

describe('starting', () => {
  it('fixes scheme and sandbox before the app is ready, and opens one window on a session without disk', async () => {
    await begin();
    const order = [
      'scheme',
      'sandbox',
      'ready',
      'session gangway',
      'deny',
      'cut off',
      'serve',
      'load app://gangway/index.html',
    ];
    const at = order.map((name) => electron.calls.indexOf(name));
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(openApp.mock.lastCall?.[0]).toMatchObject({ version: '1.2.3', dataFolder: '/data/data' });
  });

  it('opens its window before it loads the app, which takes longer', async () => {
    openApp.mockImplementationOnce(() => {
      electron.calls.push('app');
      return Promise.reject(new Error('no disk'));
    });
    start({ openApp, links: [], startElevated, requireClosedFolder, dist: '/dist' });
    await vi.waitFor(() => expect(electron.calls).toContain('app'));
    expect(electron.calls.indexOf('load app://gangway/index.html')).toBeLessThan(
      electron.calls.indexOf('app'),
    );
  });

  it('ends at once where Gangway runs already', async () => {
    electron.lock = false;
    await begin();
    await vi.waitFor(() => expect(electron.calls).toContain('quit'));
    expect(electron.calls.filter((call) => call === 'lock')).toHaveLength(1);
    expect(electron.calls).not.toContain('ready');
    expect(openApp).not.toHaveBeenCalled();
  });

  it('shows its window when somebody starts it again', async () => {
    await begin();
    electron.listeners.get('second-instance')?.({}, ['--target=evil']);
    expect(electron.calls.slice(-2)).toEqual(['restore', 'focus']);
  });

  it('opens the target it was started for', async () => {
    electron.target = 'a b';
    await begin();
    expect(electron.calls).toContain('load app://gangway/index.html#target=a%20b');
  });
});

describe('ending', () => {
  it('says which server goes on when the window closes, and says nothing when none does', async () => {
    await begin();
    electron.listeners.get('window:close')?.();
    expect(electron.calls.filter((call) => call.startsWith('say'))).toEqual([]);
    electron.closingWords = { title: 'NORD-FS03 finishes this action', body: 'The rest waits for Gangway.' };
    electron.listeners.get('window:close')?.();
    await vi.waitFor(() => expect(electron.calls).toContain('say NORD-FS03 finishes this action'));
    electron.closingWords = null;
  });

  it('says so before it ends, however long the words take to load', async () => {
    await begin();
    let tell = (_words: { title: string; body: string }): void => undefined;
    electron.closingWords = new Promise((resolve) => (tell = resolve));
    electron.listeners.get('window:close')?.();
    electron.closingWords = null;
    electron.listeners.get('before-quit')?.({ preventDefault: () => undefined });
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
    expect(electron.calls).not.toContain('quit');
    tell({ title: 'NORD-FS03 finishes this action', body: '' });
    await vi.waitFor(() => expect(electron.calls).toContain('quit'));
    expect(electron.calls.filter((call) => /^(?:say|quit)/.test(call))).toEqual([
      'say NORD-FS03 finishes this action',
      'quit',
    ]);
  });

  it('closes the app first, once', async () => {
    await begin();
    const preventDefault = vi.fn();
    electron.listeners.get('before-quit')?.({ preventDefault });
    await vi.waitFor(() => expect(electron.calls).toContain('quit'));
    expect(close).toHaveBeenCalledOnce();
    electron.listeners.get('before-quit')?.({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('takes the channel away with the window', async () => {
    await begin();
    electron.listeners.get('window:closed')?.();
    expect(electron.calls).toContain('unhandle');
  });
});

describe('starting again as administrator', () => {
  const relaunch = (): Promise<void> | undefined =>
    openApp.mock.lastCall?.[0].platform.relaunchElevated('local');

  it('[row 84] keeps its lock while Windows asks, and ends once the new instance runs', async () => {
    await begin();
    electron.calls.length = 0;
    startElevated.mockImplementationOnce(() => {
      expect(electron.calls).toEqual([]);
      return Promise.resolve();
    });
    await relaunch();
    expect(startElevated).toHaveBeenCalledExactlyOnceWith(process.execPath, ['--target=local']);
    expect(electron.calls).toEqual(['quit']);
  });

  it('asks Windows for nothing where others may change the folder of Gangway, and stays open', async () => {
    await begin();
    electron.calls.length = 0;
    requireClosedFolder.mockRejectedValueOnce(new Error('app.openFolder'));
    await expect(relaunch()).rejects.toThrow('app.openFolder');
    expect(requireClosedFolder).toHaveBeenCalledExactlyOnceWith(dirname(process.execPath));
    expect(startElevated).not.toHaveBeenCalled();
    expect(electron.calls).toEqual([]);
  });

  it('starts from a checkout as it is: that is its developer’s own', async () => {
    electron.packaged = false;
    await begin();
    await relaunch();
    electron.packaged = true;
    expect(requireClosedFolder).not.toHaveBeenCalled();
    expect(startElevated).toHaveBeenCalledExactlyOnceWith(process.execPath, ['"/app"', '--target=local']);
  });

  it('[row 84] stays as it was, with its lock, when the prompt was declined', async () => {
    await begin();
    electron.calls.length = 0;
    startElevated.mockRejectedValueOnce(new Error('declined'));
    await expect(relaunch()).rejects.toThrow('declined');
    expect(electron.calls).toEqual([]);
    electron.listeners.get('second-instance')?.();
    expect(electron.calls).toEqual(['restore', 'focus']);
  });

  it('does not come to the front for the one that takes over', async () => {
    await begin();
    await relaunch();
    electron.calls.length = 0;
    electron.listeners.get('second-instance')?.();
    expect(electron.calls).toEqual([]);
  });

  it('[row 84] waits, started as administrator, until the first one has ended, and opens nothing before', async () => {
    electron.lock = false;
    electron.target = 'local';
    start({ openApp, links: [], startElevated, requireClosedFolder, dist: '/dist' });
    await vi.waitFor(() =>
      expect(electron.calls.filter((call) => call === 'lock').length).toBeGreaterThan(1),
    );
    expect(electron.calls).not.toContain('quit');
    expect(openApp).not.toHaveBeenCalled();
    electron.lock = true;
    await vi.waitFor(() => expect(openApp).toHaveBeenCalledOnce());
  });

  it('[row 84] gives up where the lock never comes free', async () => {
    vi.useFakeTimers();
    electron.lock = false;
    electron.target = 'local';
    start({ openApp, links: [], startElevated, requireClosedFolder, dist: '/dist' });
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    expect(electron.calls).toContain('quit');
    expect(openApp).not.toHaveBeenCalled();
  });
});
