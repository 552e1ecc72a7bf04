import '../../renderer/styles/base.css';
import { FluentProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { createClient, DoorProvider } from '../../renderer/client';
import { useRunOutput } from '../../renderer/run/output/useRunOutput';
import type { Transport } from '../../renderer/transports';
import type { OutputLine } from '../../shared/bridge/output';
import { startTexts } from '../../renderer/i18n';
import { LogView } from '../../renderer/run/output/logView';
import { createOutputRing, type OutputRing } from '../../renderer/run/output/outputRing';
import { lightTheme } from '../../renderer/theme';
import { painted } from './frames';
import { lineText, type Sink } from './pump';

/** The log of the product over an empty ring. */
async function mountLog(root: HTMLElement): Promise<OutputRing> {
  await startTexts('en');
  const ring = createOutputRing();
  createRoot(root).render(
    <FluentProvider theme={lightTheme} className="gw-app">
      <LogView ring={ring} label="Output" />
    </FluentProvider>,
  );
  await painted();
  return ring;
}

/** Takes lines of text, shows them, and resolves when the last of them stands on the screen. */
export type Screen = (lines: readonly string[]) => Promise<void>;

/** The log as a screen for single lines. */
export async function logScreen(root: HTMLElement): Promise<Screen> {
  const ring = await mountLog(root);
  let seq = 0;
  return async (lines) => {
    ring.append(
      lines.map((text) => ({
        at: 1_795_000_000_000,
        source: 'out',
        level: 'info',
        action: null,
        seq: seq++,
        text,
      })),
    );
    await shows(lines.at(-1) ?? '');
  };
}

/** Resolves when a text stands in the log. */
async function shows(text: string): Promise<void> {
  while (!document.querySelector('.gw-log-lines')?.textContent.includes(text)) await painted();
}

const outputLine = (seq: number): OutputLine => ({
  seq,
  at: 1_795_000_000_000 + seq,
  source: 'msi',
  level: seq % 97 === 0 ? 'warn' : 'info',
  text: lineText(seq),
  action: 'installSensor',
});

const runId = 'bench-0001';
const hello = {
  carrier: 'electron',
  realTargets: false,
  elevated: false,
  platform: 'linux',
  version: '0.0.0',
  locale: 'en-GB',
} as const;

/**
 * The output of a run as the page shows it, given the events that a carrier hands over: checked by the client, followed by
 * their numbers, into the ring, onto the screen. Taken means that they lie in the ring.
 */
export async function oursSink(root: HTMLElement): Promise<Sink> {
  await startTexts('en');
  let deliver: ((event: unknown) => void) | undefined;
  const transport: Transport = {
    request: (message) =>
      Promise.resolve({
        ok: true,
        value: JSON.stringify(message).includes('"getOutput"') ? { lines: [], total: 0 } : {},
      }),
    subscribe(listener, onReady) {
      deliver = listener;
      onReady();
      return () => (deliver = undefined);
    },
    files: { kind: 'paths', pathOf: () => '' },
  };
  const client = createClient(transport);
  function Output() {
    const { ring } = useRunOutput(runId, 0);
    return <LogView ring={ring} label="Output" />;
  }
  createRoot(root).render(
    <FluentProvider theme={lightTheme} className="gw-app">
      <DoorProvider value={{ client, hello }}>
        <Output />
      </DoorProvider>
    </FluentProvider>,
  );
  // The first answer, that there is nothing yet, is behind it two frames later.
  while (deliver === undefined) await painted();
  await painted();
  return {
    give(from, count, done) {
      const lines = Array.from({ length: count }, (_, n) => outputLine(from + n));
      deliver?.({ type: 'output', runId, lines });
      done();
    },
    settled: (last) => shows(`Entry ${String(last)}`),
  };
}
