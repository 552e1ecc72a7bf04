import { BrowserWindow, nativeTheme, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { appOrigin } from './scheme';

/** Height of the title bar that the renderer draws, in CSS pixels; the window buttons lie over it. */
const titleBarHeight = 40;
/** After this number of crashes a page is not loaded again, because the reloading would never end. */
const reloadLimit = 3;
const dark = { color: '#00000000', symbolColor: '#ffffff', height: titleBarHeight };
const light = { color: '#00000000', symbolColor: '#1f1f1f', height: titleBarHeight };

export interface Surroundings {
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the icon as PNG. Windows shows the program's own where it is packaged. */
  readonly icon: string;
  readonly packaged: boolean;
  /** Target that the page opens first, from the command line of a start as administrator; empty for none. */
  readonly target: string;
  readonly session: Session;
}

/** Options of the one window. What is safe by default is said all the same: a default can change. */
function windowOptions({ preload, icon, packaged, session }: Surroundings): BrowserWindowConstructorOptions {
  return {
    title: 'Gangway',
    icon,
    width: 1280,
    height: 800,
    minWidth: 900,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#f5f5f5',
    titleBarStyle: 'hidden',
    titleBarOverlay: nativeTheme.shouldUseDarkColors ? dark : light,
    webPreferences: {
      preload,
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
      devTools: !packaged,
    },
  };
}

/** Zoom by keyboard: there is no menu that would bring it, and people need it. */
function zoomByKeyboard({ webContents }: BrowserWindow): void {
  webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !(input.control || input.meta)) return;
    const step = { '+': 0.5, '=': 0.5, '-': -0.5, '0': 0 }[input.key];
    if (step === undefined) return;
    event.preventDefault();
    webContents.setZoomLevel(step === 0 ? 0 : webContents.getZoomLevel() + step);
  });
}

/** Opens the window on the first page. A renderer that crashed is loaded again; main has lost nothing by it. */
export function openWindow(surroundings: Surroundings): BrowserWindow {
  const window = new BrowserWindow(windowOptions(surroundings));
  zoomByKeyboard(window);
  window.once('ready-to-show', () => window.show());
  const recolour = (): void => {
    if (process.platform !== 'darwin' && !window.isDestroyed())
      window.setTitleBarOverlay(nativeTheme.shouldUseDarkColors ? dark : light);
  };
  nativeTheme.on('updated', recolour);
  window.on('closed', () => nativeTheme.off('updated', recolour));
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed() || reloads >= reloadLimit) return;
    reloads += 1;
    window.webContents.reload();
  });
  const fragment = surroundings.target === '' ? '' : `#target=${encodeURIComponent(surroundings.target)}`;
  void window.loadURL(`${appOrigin}/index.html${fragment}`);
  return window;
}
