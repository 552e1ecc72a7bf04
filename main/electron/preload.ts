import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels } from './channels';

/**
 * What the page gets of Electron: three functions, no object of Electron's own. The listener receives the event's
 * data alone, since the IPC event itself would lead back to `ipcRenderer`.
 */
contextBridge.exposeInMainWorld('gangway', {
  request: (message: unknown): Promise<unknown> => ipcRenderer.invoke(channels.request, message),
  subscribe: (listener: (event: unknown) => void): (() => void) => {
    const relay = (_event: unknown, data: unknown): void => {
      listener(data);
    };
    ipcRenderer.on(channels.event, relay);
    return () => {
      ipcRenderer.off(channels.event, relay);
    };
  },
  /** Absolute path of a dropped or picked file; an empty string for a file that is not on disk. */
  pathOf: (file: File): string => webUtils.getPathForFile(file),
});
