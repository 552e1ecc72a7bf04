import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { App, AppOptions } from '../../main/app';
import { links } from '../../shared/knowledge/urls';
import * as electron from './recordingElectron';

vi.mock('electron', () => import('./recordingElectron'));

const { start } = await import('../../main/electron/start');
const root = join(import.meta.dirname, '../..');

/**
 * Electron's security checklist, seen in what a started app asked of Electron. What can be read off the code is in
 * checklistSource.test.ts.
 */
const openApp = vi.fn((_options: AppOptions) =>
  Promise.resolve<App>({
    dispatch: vi.fn<App['dispatch']>(() => Promise.resolve({ ok: true, value: null })),
    subscribe: () => () => undefined,
    upload: () => Promise.resolve(),
    closingWords: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  }),
);
/** Contents that have the guard so far. The window has it from the start. */
let guarded = 1;
const urls = Object.values(links).map(({ url }) => url);

beforeAll(async () => {
  const given = [
    '--remote-debugging-port=9222',
    '-no-sandbox',
    '/JS-Flags=--allow-natives-syntax',
    '--user-data-dir=C:\\Temp',
    '--never-heard-of',
    '--lang=fr',
    '--disable-gpu',
  ];
  const argv = process.argv;
  process.argv = ['Gangway.exe', ...given, 'words', '--', '--behind-the-end'];
  for (const one of given)
    electron.switches.add(
      one
        .replace(/^[-/]+/, '')
        .replace(/=.*/, '')
        .toLowerCase(),
    );
  const nothing = () => Promise.resolve();
  start({ openApp, links: urls, startElevated: nothing, requireClosedFolder: nothing, dist: '/dist' });
  process.argv = argv;
  await vi.waitFor(() => expect(electron.callNames()).toContain('ipcMain.handle'));
});

const window = (): electron.BrowserWindow => electron.BrowserWindow.all[0] ?? expect.fail('no window');
const preferences = (): Record<string, unknown> => window().options.webPreferences;
/** What every listener of this event on the page did to it. */
const prevented = (name: string, url = '', isMainFrame = true): boolean => {
  const event = { preventDefault: vi.fn(), url, isMainFrame };
  window().webContents.emit(name, event, {}, {});
  return event.preventDefault.mock.calls.length > 0;
};

describe('a started app', () => {
  it('[checklist 1] cancels whatever a page would fetch from outside or from the disk', () => {
    const [filter, listener] = electron.onlyCall('onBeforeRequest');
    for (const scheme of ['http', 'https', 'ws', 'wss', 'ftp', 'file'])
      expect(filter).toMatchObject({
        urls: expect.arrayContaining([expect.stringMatching(`^${scheme}://`)]),
      });
    const answer = vi.fn();
    (listener as (details: unknown, answer: unknown) => void)({ url: 'https://example.com/' }, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel: true });
    const event = { preventDefault: vi.fn() };
    expect(electron.onlyCall('session.on')[0]).toBe('will-download');
    electron.handlerOf('session.on')(event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it.each([
    [2, 'nodeIntegration', false],
    [2, 'nodeIntegrationInWorker', false],
    [2, 'nodeIntegrationInSubFrames', false],
    [3, 'contextIsolation', true],
    [4, 'sandbox', true],
    [6, 'webSecurity', true],
    [8, 'allowRunningInsecureContent', false],
    [9, 'experimentalFeatures', false],
    [12, 'webviewTag', false],
  ])('[checklist %i] opens its window with %s %s, said and not left to a default', (_item, name, value) => {
    expect(Object.hasOwn(preferences(), name)).toBe(true);
    expect(preferences()[name]).toBe(value);
  });

  it('[checklist 10] turns no feature of Blink on', () => {
    expect(Object.keys(preferences()).filter((name) => /blink/i.test(name))).toEqual([]);
  });

  it('[checklist 4] puts every page into the sandbox before Chromium starts', () => {
    const names = electron.callNames();
    expect(names.indexOf('enableSandbox')).toBeGreaterThan(-1);
    expect(names.indexOf('enableSandbox')).toBeLessThan(names.indexOf('whenReady'));
  });

  it('[checklist 5] grants none of the permissions that Electron knows, but writing to the clipboard', () => {
    const types = readFileSync(join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
    const known = new Set(
      [...types.matchAll(/setPermission(?:Check|Request)Handler\(.*permission: ([^)]+?)[,)]/g)].flatMap(
        ([, names]) => [...(names ?? '').matchAll(/'([^']+)'/g)].map(([, name]) => name),
      ),
    );
    expect(known.size).toBeGreaterThan(25);
    const granted = [...known].filter((name) => {
      const answer = vi.fn();
      electron.handlerOf('setPermissionRequestHandler')({}, name, answer);
      const checked = electron.handlerOf('setPermissionCheckHandler')({}, name);
      expect(answer).toHaveBeenCalledExactlyOnceWith(checked);
      return checked !== false;
    });
    expect(granted).toEqual(['clipboard-sanitized-write']);
    expect(electron.handlerOf('setDevicePermissionHandler')({})).toBe(false);
    const answer = vi.fn();
    electron.handlerOf('setDisplayMediaRequestHandler')({}, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({});
  });

  it('[checklist 7] gives every page its policy in a header, whatever was asked for', async () => {
    const serve = electron.handlerOf('protocol.handle') as (request: unknown) => Promise<Response>;
    for (const url of ['app://gangway/', 'app://gangway/missing', 'app://evil/']) {
      const { headers } = await serve({ url, method: 'GET' });
      expect(headers.get('content-security-policy'), url).toContain("default-src 'none'; script-src 'self';");
    }
  });

  it('[checklist 11] [checklist 12] lets no webview be attached', () => {
    expect(prevented('will-attach-webview')).toBe(true);
  });

  // prettier-ignore
  const elsewhere = [
    'https://example.com/', 'http://127.0.0.1:5173/', 'http://gangway/', 'ws://gangway/', 'ftp://gangway/',
    'file:///C:/Windows/win.ini', 'file://server/share/x.hta', '\\\\server\\share', '//gangway/index.html',
    'data:text/html,<script>1</script>', 'javascript:alert(1)', 'blob:app://gangway/1', 'about:blank', 'about:srcdoc',
    'filesystem:app://gangway/x', 'view-source:app://gangway/', 'chrome://settings', 'devtools://devtools/',
    'app://evil/', 'app://gangway.evil/', 'app://evil.gangway/', 'app://gangway@evil/', 'app://user:pw@gangway/', 'app://user@gangway/',
    'app://gangway:8080/', 'app:gangway', 'APP2://gangway/', 'ms-msdt:/id PCWDiagnostic', 'search-ms:query=x',
    'mailto:a@b', 'app://gangway%2eevil/', 'app://gangway\u0000.evil/', '',
  ];
  it.each(elsewhere)('[checklist 13] goes nowhere but to its own pages: %j', (url) => {
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate'])
      expect(prevented(name, url), name).toBe(true);
    expect(prevented('will-frame-navigate', url, false)).toBe(url !== 'about:srcdoc');
  });

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    '[checklist 13] holds every contents to that, not its own window alone: %s',
    (name) => {
      const others = new electron.Contents();
      electron.app.emit('web-contents-created', {}, others);
      const event = { preventDefault: vi.fn(), url: 'https://example.com/', isMainFrame: true };
      others.emit(name, event, {}, {});
      expect(event.preventDefault).toHaveBeenCalledOnce();
      expect(electron.callNames().filter((call) => call === 'setWindowOpenHandler')).toHaveLength(++guarded);
    },
  );

  it('[checklist 13] goes to its own pages', () => {
    expect(prevented('will-navigate', 'app://gangway/index.html#target=local')).toBe(false);
  });

  it('[checklist 14] opens no second window, not even of its own', () => {
    const open = electron.calls.find(([name]) => name === 'setWindowOpenHandler')?.[1] as (
      asked: unknown,
    ) => unknown;
    for (const url of ['https://example.com/', 'app://gangway/index.html', 'about:blank', ''])
      expect(open({ url })).toEqual({ action: 'deny' });
  });

  it('[checklist 15] opens the addresses of its table, letter by letter, and nothing else', async () => {
    const { platform } = openApp.mock.lastCall?.[0] ?? expect.fail('no app');
    const first = urls[0] ?? expect.fail('no link');
    const hostile = [
      ...[
        'ms-msdt:/id',
        'search-ms:a',
        'file:///C:/x.exe',
        '\\\\a\\b',
        'C:\\Windows\\calc.exe',
        'javascript:1',
        '',
      ],
      ...urls.flatMap((url) => [
        `${url}\u0000`,
        `${url}?`,
        ` ${url}`,
        `${url}\n`,
        url.replace('https', 'http'),
        url.toUpperCase(),
      ]),
      ...urls.map((url) => url.replace('://', '://evil@')),
      ...urls.map((url) => url.replace(/^https:\/\/([^/]+)/, 'https://$1.evil.example')),
    ];
    for (const url of hostile) await expect(platform.openLink(url), url).rejects.toThrow('input.invalid');
    expect(electron.callNames()).not.toContain('openExternal');
    await platform.openLink(first);
    expect(electron.onlyCall('openExternal')).toEqual([first]);
  });

  it('[checklist 17] hears its page alone: no other frame, window or origin, and no frame that is gone', async () => {
    const call = electron.handlerOf('ipcMain.handle');
    const { webContents } = window();
    const { mainFrame } = webContents;
    const app = await (openApp.mock.results[0]?.value as Promise<App>);
    const strangers = [
      { sender: webContents, senderFrame: null },
      { sender: webContents, senderFrame: { ...mainFrame, parent: mainFrame } },
      { sender: webContents, senderFrame: { ...mainFrame } },
      { sender: {}, senderFrame: mainFrame },
    ];
    for (const event of strangers) expect(() => call(event, {})).toThrow('refused');
    mainFrame.url = 'app://gangway@evil/';
    expect(() => call({ sender: webContents, senderFrame: mainFrame }, {})).toThrow('refused');
    mainFrame.url = 'app://gangway/index.html';
    expect(app.dispatch).not.toHaveBeenCalled();
    await call({ sender: webContents, senderFrame: mainFrame }, {});
    expect(app.dispatch).toHaveBeenCalledOnce();
  });

  it('[checklist 18] declares a scheme of its own with the rights of a web page and no more', () => {
    expect(electron.onlyCall('registerSchemesAsPrivileged')).toEqual([
      [
        {
          scheme: 'app',
          privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true },
        },
      ],
    ]);
    expect(electron.onlyCall('protocol.handle')[0]).toBe('app');
    expect(electron.onlyCall('loadURL')).toEqual(['app://gangway/index.html']);
  });

  it('drops every switch that it does not know to be harmless, however it is written, before Chromium reads them', () => {
    expect(electron.onlyCall('whenReady')).toEqual([['lang', 'disable-gpu']]);
  });

  it('has no developer tools where it is packaged, an icon, and neither crash reporter nor protocol of the system', () => {
    expect(preferences().devTools).toBe(false);
    expect(window().options.icon).toBe(join('/dist', 'main', 'icon.png'));
    for (const name of ['crashReporter.start', 'setAsDefaultProtocolClient', 'appendSwitch'])
      expect(electron.callNames()).not.toContain(name);
  });

  it('loads a page again whose process is gone, and gives up after three times', () => {
    for (let i = 0; i < 5; i += 1)
      window().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(electron.callNames().filter((name) => name === 'reload')).toHaveLength(3);
  });

  it('ignores what a second start says: it opens nothing and only comes to the front', () => {
    const before = electron.calls.length;
    electron.app.emit(
      'second-instance',
      {},
      ['Gangway.exe', '--target=evil', 'https://evil.example/'],
      'C:\\',
    );
    expect(electron.callNames().slice(before)).toEqual(['focus']);
  });
});

it('every item of the checklist has a test that names it', () => {
  const folders = ['test/bridge', 'test/unit/build', 'test/e2e'];
  const texts = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /\.(test|spec)\.ts$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/\[checklist (\d+)\]/g)].map(([, n]) => Number(n))),
  );
  const inTables = texts.flatMap((text) =>
    [...text.matchAll(/^ {2,4}\[(\d+), '\w+', \S+\],$/gm)].map(([, n]) => Number(n)),
  );
  const missing = Array.from({ length: 20 }, (_, i) => i + 1).filter(
    (n) => !named.has(n) && !inTables.includes(n),
  );
  expect(missing).toEqual([]);
});
