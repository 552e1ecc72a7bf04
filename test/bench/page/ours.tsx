import { FluentProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import type { OutputLine } from '../../../shared/output';
import { startTexts } from '../../../renderer/i18n';
import { LogView } from '../../../renderer/output/logView';
import { createOutputRing, type OutputRing } from '../../../renderer/output/outputRing';
import { lightTheme } from '../../../renderer/theme';
import '../../../renderer/styles/index.css';
import { painted } from './frames';
import { lineText, type Sink } from './pump';

/** The log of the product over an empty ring. */
export async function mountLog(root: HTMLElement): Promise<OutputRing> {
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

/** Resolves when a text stands in the log. */
export async function shows(text: string): Promise<void> {
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

/** Lines as the client hands them on: into the ring, onto the screen. Taken means that they lie in the ring. */
export async function oursSink(root: HTMLElement): Promise<Sink> {
  const ring = await mountLog(root);
  return {
    give(from, count, done) {
      const lines = Array.from({ length: count }, (_, n) => outputLine(from + n));
      ring.append(lines);
      done();
    },
    settled: (last) => shows(`Entry ${String(last)}`),
  };
}
