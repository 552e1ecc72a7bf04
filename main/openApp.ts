import type { BridgeEvent } from '../shared/bridge/messages';
import type { Failure } from '../shared/errors';
import { createApp, type App, type AppOptions, type OpenedApp } from './app';
import { closedApp } from './closedApp';
import { lockFolder, type LockOptions } from './disk/folderLock';

/**
 * Opens the app over a data folder that no other Gangway works with: two would send every action twice (docs/decisions/locks-and-leases.md).
 * Throws `data.inUse` where another one has it. Should another take the folder while this one lives (a computer that
 * slept), this one says so, closes, and refuses everything from then on; what runs on servers finishes there.
 */
export async function openApp(
  options: AppOptions,
  lockOptions: Omit<LockOptions, 'onLost'> = {},
): Promise<App> {
  const listeners = new Set<(event: BridgeEvent) => void>();
  let opened: OpenedApp | null = null;
  const instead: { app: App | null } = { app: null };
  const standDown = async (detail: string): Promise<void> => {
    const failure: Failure = { code: 'data.inUse', detail, native: null };
    instead.app = closedApp(failure);
    const session = opened?.session() ?? null;
    if (session !== null) {
      const notice = { id: 'dataTaken', key: 'dataTaken', detail, at: Date.now() };
      const notices = [...session.notices, notice];
      for (const listener of listeners)
        listener({ type: 'snapshot', session: { ...session, notices, revision: session.revision + 1 } });
    }
    await opened?.close();
  };
  const lock = await lockFolder(options.dataFolder, {
    ...lockOptions,
    onLost: (detail) => void standDown(detail).catch(() => undefined),
  });
  try {
    const app = (opened = await createApp(options));
    if (instead.app !== null) await app.close();
    const current = (): App => instead.app ?? app;
    app.subscribe((event) => {
      if (instead.app === null) for (const listener of listeners) listener(event);
    });
    return {
      dispatch: (message) => current().dispatch(message),
      upload: (...given) => current().upload(...given),
      closingWords: () => current().closingWords(),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async close() {
        await current().close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
