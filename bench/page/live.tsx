import { FluentProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { createClient, DoorProvider } from '../../renderer/client';
import { startTexts } from '../../renderer/i18n';
import { LogView } from '../../renderer/run/output/logView';
import { useRunOutput } from '../../renderer/run/output/useRunOutput';
import { lightTheme } from '../../renderer/theme';
import { openTransport } from '../../renderer/transports';
import { painted } from './frames';

const stamped = /stamp (\d+\.\d+)/;

/** Shows the output of a run as the wizard does, over the real carrier, and notes for each line how old it was when painted. */
export async function followLive(root: HTMLElement, runId: string): Promise<() => number[]> {
  const client = createClient(await openTransport());
  const hello = await client.hello({});
  await startTexts('en');
  const ages = new Map<string, number>();
  let stopped = false;

  function Output() {
    const { ring, loadOlder, search } = useRunOutput(runId, 0);
    return <LogView ring={ring} loadOlder={loadOlder} search={search} label="Output" />;
  }
  createRoot(root).render(
    <FluentProvider theme={lightTheme} className="gw-app">
      <DoorProvider value={{ client, hello }}>
        <Output />
      </DoorProvider>
    </FluentProvider>,
  );
  const look = async () => {
    while (!stopped) {
      await painted();
      const now = performance.timeOrigin + performance.now();
      // Row by row: read as one text, a stamp and the time of the row behind it would be a stamp of their own.
      for (const row of document.querySelectorAll('.gw-log-text')) {
        const stamp = stamped.exec(row.textContent)?.[1];
        if (stamp !== undefined && !ages.has(stamp)) ages.set(stamp, now - Number(stamp));
      }
    }
  };
  void look();
  return () => {
    stopped = true;
    return [...ages.values()];
  };
}
