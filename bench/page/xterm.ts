import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { painted } from './frames';
import type { Screen } from './ours';
import { lineText, type Sink } from './pump';

/** xterm.js with as many lines to scroll back as the product's ring holds. */
async function mountTerminal(root: HTMLElement): Promise<Terminal> {
  const terminal = new Terminal({ cols: 140, rows: 32, scrollback: 50_000, convertEol: true });
  terminal.open(root);
  await painted();
  return terminal;
}

/** The rival. Taken means parsed. */
export async function xtermSink(root: HTMLElement): Promise<Sink> {
  const terminal = await mountTerminal(root);
  return {
    give(from, count, done) {
      let text = '';
      for (let n = from; n < from + count; n += 1) text += `${lineText(n)}\n`;
      terminal.write(text, done);
    },
    async settled(last) {
      while (!root.textContent.includes(`Entry ${String(last)}`)) await painted();
    },
  };
}

/** xterm.js as a screen for single lines. */
export async function xtermScreen(root: HTMLElement): Promise<Screen> {
  const terminal = await mountTerminal(root);
  return async (lines) => {
    terminal.write(`${lines.join('\n')}\n`);
    while (!root.textContent.includes(lines.at(-1) ?? '')) await painted();
  };
}
