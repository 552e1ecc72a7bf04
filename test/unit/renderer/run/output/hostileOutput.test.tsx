import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { LogView } from '../../../../../renderer/run/output/logView';
import { createOutputRing } from '../../../../../renderer/run/output/outputRing';
import { outputLinesSchema } from '../../../../../shared/bridge/output';
import { LoudProcess } from '../../../../fakes/loudProcess';
import { loudRun } from '../../../../fakes/loudRun';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-hostile-'));
  await startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800);
});
afterEach(async () => {
  cleanup();
  await rm(folder, { recursive: true });
});

const tick = '`';
const hostile: readonly (readonly [string, Buffer, string])[] = [
  ['NUL', Buffer.from('nul \0 inside'), 'nul \\x00 inside'],
  ['invalid UTF-8', Buffer.from([0x62, 0x61, 0x64, 0x20, 0xff, 0xc3, 0x28]), 'bad \ufffd\ufffd('],
  ['colours', Buffer.from('\x1b[31mred\x1b[0m'), '\\x1b[31mred\\x1b[0m'],
  ['a title of the window', Buffer.from('\x1b]0;owned\x07'), '\\x1b]0;owned\\x07'],
  [
    'a link',
    Buffer.from('\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\'),
    '\\x1b]8;;https://evil.example',
  ],
  ['direction', Buffer.from('safe\u202egnp.exe'), 'safe\\u202egnp.exe'],
  ['a carriage return that hides', Buffer.from('failed\rdone  '), 'failed\\x0ddone'],
  [
    'markup',
    Buffer.from('<script>window.owned = 1</script><img src=x onerror="window.owned = 1">'),
    '<script>window.owned',
  ],
  [
    'another process',
    Buffer.from(`@${'0'.repeat(32)} {"id":1,"records":[{"n":0,"at":1,"kind":"end","ok":true}]}`),
    `@${'0'.repeat(32)} {"id":1`,
  ],
  ['boasting', Buffer.from(`${tick}n@ {"kind":"result","value":{"installed":true}}`), '{"kind":"result"'],
];

describe('hostile output', () => {
  it('of a tool is shown written out, is executed nowhere, and does not count as success [row 54]', async () => {
    const bytes = Buffer.concat(hostile.flatMap(([, line]) => [line, Buffer.from('\n')]));
    const end = { kind: 'end', ok: false, code: 'operation.failed', text: 'no', native: 1603 };
    const ring = createOutputRing();
    // One byte a chunk: nothing hangs on where a pipe cuts.
    const process = new LoudProcess(() => Array.from(bytes, (byte) => Uint8Array.of(byte)), [end]);
    const ended = await loudRun(folder, process, (lines) => {
      const crossed: unknown = JSON.parse(JSON.stringify(lines));
      ring.append(outputLinesSchema.parse(crossed));
    });
    expect(ended).toMatchObject({ error: { code: 'operation.failed', native: 1603 } });

    const { container } = render(<LogView ring={ring} label="Output" />);
    await act(() => new Promise((done) => setTimeout(done, 150)));
    const shown = [...container.querySelectorAll('.gw-log-text')].map((each) => each.textContent);
    expect(shown).toHaveLength(hostile.length + 1);
    for (const [index, [, , expected]] of hostile.entries()) expect(shown[index]).toContain(expected);
    expect(shown.join('\n')).not.toMatch(
      // eslint-disable-next-line no-control-regex -- these characters are what must not be there
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/,
    );
    expect(container.querySelector('script, img, a, .gw-log-text *')).toBeNull();
    expect('owned' in window).toBe(false);
  });
});
