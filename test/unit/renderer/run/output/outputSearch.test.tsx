import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { LogView } from '../../../../../renderer/run/output/logView';
import { createOutputRing } from '../../../../../renderer/run/output/outputRing';
import type { OutputSearch } from '../../../../../renderer/run/output/outputSearch';
import { outputLines } from './outputLines';

// jsdom has no layout: the box of the log is 400 high, its content as high as the rows say.
beforeEach(async () => {
  await startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return Number.parseFloat(this.querySelector<HTMLElement>('.gw-log-space')?.style.height ?? '400');
  });
});
afterEach(cleanup);

const total = 12_000;
const kept = outputLines(total);

/** Main with all lines: it looks at 4,000 at a time, and only when it is let. */
function main() {
  const waiting: (() => void)[] = [];
  const find = vi.fn<OutputSearch['find']>(async ({ words }, { before, downTo, limit }) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    const reached = Math.max(downTo, before - 4000);
    const hits = kept
      .slice(reached, before)
      .filter(({ text }) => text.toLowerCase().includes(words.toLowerCase()))
      .map(({ seq }) => seq)
      .reverse()
      .slice(0, limit);
    return { hits, reached };
  });
  const around = vi.fn((seq: number) => Promise.resolve(kept.slice(Math.max(0, seq - 50), seq + 50)));
  return {
    search: { find, around },
    answer: async () => {
      await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
      await act(async () => {
        waiting.shift()?.();
        await Promise.resolve();
      });
    },
  };
}

async function open(words: string) {
  const ring = createOutputRing(1000);
  ring.append(kept);
  const { search, answer } = main();
  render(<LogView ring={ring} label="Output" search={search} />);
  fireEvent.keyDown(window, { key: 'f', ctrlKey: true });
  fireEvent.change(screen.getByRole('textbox', { name: 'Search output' }), { target: { value: words } });
  return { ring, search, answer };
}
/** The hit stood on; jsdom tells nobody that something scrolled. */
async function here(): Promise<string> {
  fireEvent.scroll(screen.getByRole('region', { name: 'Output' }));
  await act(() => new Promise((done) => setTimeout(done, 50)));
  return document.querySelector('[aria-current]')?.textContent ?? '';
}

describe('the search in all output', () => {
  it('counts what the ring holds at once and says so while it looks at older lines', async () => {
    const { ring, search, answer } = await open('action 1111');
    expect(ring.firstSeq).toBe(11_000);
    expect(await screen.findByText('10 lines, searching older lines')).toBeTruthy();
    await answer();
    await answer();
    await answer();
    expect(await screen.findByText('11 lines')).toBeTruthy();
    expect(search.find.mock.calls.map(([, range]) => [range.before, range.downTo])).toEqual([
      [11_000, 0],
      [7000, 0],
      [3000, 0],
    ]);
  });

  it('goes to each hit with the lines around it, around the ends, and back to the newest', async () => {
    const { search, answer } = await open('action 1111');
    for (let n = 0; n < 3; n += 1) await answer();
    await screen.findByText('11 lines');
    fireEvent.keyDown(window, { key: 'F3', shiftKey: true });
    expect(await screen.findByText('11 of 11')).toBeTruthy();
    expect(await here()).toContain('Action 11119');
    fireEvent.click(screen.getByRole('button', { name: 'Next line found' }));
    expect(await screen.findByText('1 of 11')).toBeTruthy();
    expect(search.around).toHaveBeenLastCalledWith(1111);
    expect(await here()).toContain('Action 1111');
    expect(screen.getByText(/Action 1110/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Previous line found' }));
    expect(await screen.findByText('11 of 11')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Lines 11,070 to 11,169. Back to the newest' }));
    expect(await screen.findByText('11 lines')).toBeTruthy();
    expect(await here()).toBe('');
  });

  it('drops what it looks for when the words change, and says when older lines cannot be searched', async () => {
    const { search, answer } = await open('action 1111');
    await vi.waitFor(() => expect(search.find).toHaveBeenCalledTimes(1));
    search.find.mockRejectedValueOnce(new Error('gone'));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'action 11' } });
    await answer();
    expect(await screen.findByText('1,000 lines, older lines could not be searched')).toBeTruthy();
    expect(search.find).toHaveBeenCalledTimes(2);
  });

  it('stops when there are more hits than anybody walks through', async () => {
    const { search } = await open('action');
    search.find.mockImplementation(async (_, { before, downTo, limit }) => {
      const reached = Math.max(downTo, before - limit);
      return { hits: Array.from({ length: before - reached }, (_hit, n) => before - 1 - n), reached };
    });
    expect(await screen.findByText('11,000 lines, and more in older lines')).toBeTruthy();
    expect(search.find).toHaveBeenCalledTimes(10);
  });
});
