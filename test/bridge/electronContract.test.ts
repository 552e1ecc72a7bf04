import { vi } from 'vitest';
import { eventSchema, replySchema, type BridgeEvent } from '../../shared/bridge/messages';
import { testApp } from './carriers';
import { describeContract } from './contractSuite';

type Handler = (event: unknown, message: unknown) => unknown;
const recorded = vi.hoisted(() => ({ handler: null as Handler | null, sent: [] as unknown[] }));

vi.mock('electron', () => ({
  ipcMain: {
    handle: (_channel: string, handler: Handler) => (recorded.handler = handler),
    removeHandler: () => (recorded.handler = null),
  },
  protocol: {},
}));

const { connectWindow } = await import('../../main/electron/ipc');

/** The Electron carrier with Electron played by fakes: the same suite, through structured clones as IPC makes them. */
describeContract('Electron (faked)', async () => {
  const app = await testApp();
  const events: BridgeEvent[] = [];
  const frame = { url: 'app://gangway/index.html', parent: null };
  const webContents = {
    mainFrame: frame,
    send: (_channel: string, event: unknown) => events.push(eventSchema.parse(structuredClone(event))),
  };
  const window = { webContents, isDestroyed: () => false };
  // A window of Electron's has far more; connectWindow needs these two.
  const disconnect = connectWindow(
    Promise.resolve(app),
    window as unknown as Parameters<typeof connectWindow>[1],
  );
  return {
    events,
    request: async (message) =>
      replySchema.parse(
        structuredClone(
          await recorded.handler?.({ senderFrame: frame, sender: webContents }, structuredClone(message)),
        ),
      ),
    close: async () => {
      disconnect();
      await app.close();
    },
  };
});
