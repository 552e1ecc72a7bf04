import { EventEmitter } from 'node:events';

type Call = readonly [name: string, ...args: unknown[]];
type Handler = (...args: unknown[]) => unknown;

/** Everything the product asked of Electron, in order. `vi.mock('electron', () => import('./recordingElectron'))`. */
export const calls: Call[] = [];
/** Names of calls so far, without their arguments. */
export const callNames = (): string[] => calls.map(([name]) => name);
/** Arguments of the only call of this name. */
export function onlyCall(name: string): readonly unknown[] {
  const found = calls.filter((call) => call[0] === name);
  if (found.length !== 1) throw new Error(`${name} was called ${String(found.length)} times`);
  return found[0]?.slice(1) ?? [];
}
/** The function that was handed to the only call of this name, as its first argument that is one. */
export function handlerOf(name: string): Handler {
  const handler = onlyCall(name).find((one): one is Handler => typeof one === 'function');
  if (handler === undefined) throw new Error(`${name} was given no function`);
  return handler;
}

const record =
  (name: string, answer?: unknown): Handler =>
  (...args) => {
    calls.push([name, ...args]);
    return answer;
  };

/** The contents of a page: of a window, or of anything else that Chromium shows. */
export class Contents extends EventEmitter {
  mainFrame = { url: 'app://gangway/index.html', parent: null };
  setWindowOpenHandler = record('setWindowOpenHandler');
  send = record('send');
  reload = record('reload');
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  webContents = new Contents();
  constructor(readonly options: { webPreferences: Record<string, unknown>; icon?: string }) {
    super();
    calls.push(['BrowserWindow', options]);
    BrowserWindow.all.push(this);
    // Electron does the same for all contents, before it gives them to the code that made them.
    app.emit('web-contents-created', {}, this.webContents);
  }
  show = record('show');
  focus = record('focus');
  isMinimized = () => false;
  isDestroyed = () => false;
  loadURL = (url: string): Promise<void> => {
    calls.push(['loadURL', url]);
    return Promise.resolve();
  };
}

export const Notification = { isSupported: () => false };

const pages = {
  protocol: { handle: record('protocol.handle') },
  webRequest: { onBeforeRequest: record('onBeforeRequest') },
  on: record('session.on'),
  setPermissionRequestHandler: record('setPermissionRequestHandler'),
  setPermissionCheckHandler: record('setPermissionCheckHandler'),
  setDevicePermissionHandler: record('setDevicePermissionHandler'),
  setDisplayMediaRequestHandler: record('setDisplayMediaRequestHandler'),
};

/** Switches on the command line that the program was started with; a test sets them before it starts. */
export const switches = new Set<string>();

class App extends EventEmitter {
  isPackaged = true;
  enableSandbox = record('enableSandbox');
  requestSingleInstanceLock = record('requestSingleInstanceLock', true);
  releaseSingleInstanceLock = record('releaseSingleInstanceLock');
  setAsDefaultProtocolClient = record('setAsDefaultProtocolClient');
  quit = record('quit');
  whenReady = (): Promise<void> => {
    calls.push(['whenReady', [...switches]]);
    return Promise.resolve();
  };
  getPath = () => '/data';
  getVersion = () => '1.2.3';
  getLocale = () => 'en-GB';
  getAppPath = () => '/app';
  commandLine = {
    getSwitchValue: () => '',
    hasSwitch: (name: string) => switches.has(name),
    removeSwitch: (name: string) => switches.delete(name),
    appendSwitch: record('appendSwitch'),
  };
}

export const app = new App();
export const session = {
  fromPartition: (name: string): typeof pages => {
    calls.push(['fromPartition', name]);
    return pages;
  },
};
export const protocol = { registerSchemesAsPrivileged: record('registerSchemesAsPrivileged') };
export const ipcMain = { handle: record('ipcMain.handle'), removeHandler: record('removeHandler') };
export const shell = {
  openExternal: (address: string): Promise<void> => {
    calls.push(['openExternal', address]);
    return Promise.resolve();
  },
};
export const dialog = {};
export const crashReporter = { start: record('crashReporter.start') };
export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
