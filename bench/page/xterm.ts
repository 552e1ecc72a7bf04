import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { painted } from './frames';
import { lineText, type Sink } from './pump';

/** The rival: xterm.js with as many lines to scroll back as the product's ring holds. Taken means parsed. */
export async function xtermSink(root: HTMLElement): Promise<Sink> {
  const terminal = new Terminal({ cols: 140, rows: 32, scrollback: 50_000, convertEol: true });
  terminal.open(root);
  await painted();
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
