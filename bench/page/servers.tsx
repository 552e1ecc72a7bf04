import { FluentProvider } from '@fluentui/react-components';
import { useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { AnnouncerProvider } from '../../renderer/announcer';
import { createClient, DoorProvider } from '../../renderer/client';
import { loadAllTexts, startTexts } from '../../renderer/i18n';
import { followSession, useSession } from '../../renderer/mirror';
import { Servers } from '../../renderer/pages/home/servers';
import { lightTheme } from '../../renderer/theme';
import { openTransport } from '../../renderer/transports';
import { painted } from './frames';

/**
 * Shows the list of practice servers as the wizard does, over the real carrier. Answers a function that resolves with the moment (epoch ms)
 * at which the page had made a revision of the session its own: the mirror holds it, and React is through with the list.
 */
export async function showServers(root: HTMLElement): Promise<(revision: number) => Promise<number>> {
  const client = createClient(await openTransport());
  const hello = await client.hello({});
  await startTexts('en');
  await Promise.all([loadAllTexts(), followSession(client)]);
  let seen = { revision: -1, at: 0 };
  let wake: () => void = () => undefined;

  /** It stands behind the list, so its effects run when those of the list are done. */
  function Watch() {
    const revision = useSession((session) => session.revision);
    useLayoutEffect(() => {
      seen = { revision, at: performance.timeOrigin + performance.now() };
      wake();
    }, [revision]);
    return null;
  }
  createRoot(root).render(
    <FluentProvider theme={lightTheme} className="gw-app">
      <DoorProvider value={{ client, hello }}>
        <AnnouncerProvider place="">
          <Servers
            practice
            onOpen={() => undefined}
            onSeveral={() => undefined}
            onResults={() => undefined}
          />
          <Watch />
        </AnnouncerProvider>
      </DoorProvider>
    </FluentProvider>,
  );
  await painted();
  return async (revision) => {
    while (seen.revision < revision) await new Promise<void>((resolve) => (wake = resolve));
    return seen.at;
  };
}
