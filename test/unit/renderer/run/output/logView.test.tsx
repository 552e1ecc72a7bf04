import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { LogView } from '../../../../../renderer/run/output/logView';
import { createOutputRing, type OutputRing } from '../../../../../renderer/run/output/outputRing';
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

const frame = () => act(() => new Promise((done) => setTimeout(done, 150)));

async function open(ring: OutputRing, more: Partial<Parameters<typeof LogView>[0]> = {}) {
  render(<LogView ring={ring} label="Output" {...more} />);
  await frame();
  return screen.getByRole('region', { name: 'Output' });
}

describe('log view', () => {
  it('says so when there is no output', async () => {
    const region = await open(createOutputRing());
    expect(screen.getByText('No output yet.')).toBeTruthy();
    expect(region.tabIndex).toBe(0);
    expect(region.getAttribute('aria-live')).toBeNull();
  });

  it('counts levels and describes itself without being live', async () => {
    const ring = createOutputRing();
    ring.append(outputLines(1284));
    const region = await open(ring);
    expect(screen.getByRole('button', { name: 'All 1,284' })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Warnings 116/ })).toBeTruthy();
    const described = document.getElementById(region.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe('1,284 lines, 116 warnings, 12 errors');
  });

  it('offers the new lines after the reader scrolled up, and goes to them', async () => {
    const ring = createOutputRing();
    ring.append(outputLines(500));
    const region = await open(ring);
    expect(region.scrollTop).toBe(region.scrollHeight);
    region.scrollTop = 3000;
    fireEvent.scroll(region);
    ring.append(outputLines(46, 500));
    await frame();
    expect(region.scrollTop).toBe(3000);
    fireEvent.click(screen.getByRole('button', { name: '46 new lines' }));
    await frame();
    expect(screen.queryByRole('button', { name: /new line/ })).toBeNull();
    expect(region.scrollTop).toBe(region.scrollHeight);
  });

  it('holds still while paused, says how many wait, and End goes on', async () => {
    const ring = createOutputRing();
    ring.append(outputLines(100));
    const region = await open(ring);
    fireEvent.keyDown(region, { key: 'p' });
    ring.append(outputLines(312, 100));
    await frame();
    expect(screen.getByRole('button', { name: 'Paused, 312 waiting' })).toBeTruthy();
    expect(region.querySelector('[aria-setsize]')?.getAttribute('aria-setsize')).toBe('100');
    fireEvent.keyDown(region, { key: 'End' });
    await frame();
    expect(region.querySelector('[aria-setsize]')?.getAttribute('aria-setsize')).toBe('412');
  });

  it('filters by words and level, and Escape brings everything back', async () => {
    const ring = createOutputRing();
    ring.append(outputLines(300));
    const region = await open(ring);
    fireEvent.keyDown(window, { key: 'f', ctrlKey: true });
    const search = screen.getByRole('textbox', { name: 'Search output' });
    expect(document.activeElement).toBe(search);
    fireEvent.change(search, { target: { value: 'action 29' } });
    await frame();
    expect(screen.getByText('11 lines')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Errors/ }));
    await frame();
    expect(screen.getByText('1 line')).toBeTruthy();
    fireEvent.change(search, { target: { value: 'nowhere' } });
    await frame();
    expect(screen.getByText('No line matches.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show all lines' }));
    await frame();
    fireEvent.keyDown(search, { key: 'Escape' });
    expect(document.activeElement).toBe(region);
  });

  it('copies what is shown, with control characters written out', async () => {
    const ring = createOutputRing();
    ring.append(outputLines(20).map((line) => ({ ...line, text: `${line.text}\u001b[0m` })));
    const onCopy = vi.fn<(text: string) => void>();
    await open(ring, { onCopy });
    fireEvent.click(screen.getByRole('button', { name: /Warnings/ }));
    await frame();
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(onCopy.mock.calls[0]?.[0].split('\n')).toHaveLength(2);
    expect(onCopy.mock.calls[0]?.[0]).toContain('Action 9\\x1b[0m');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
  });

  it('asks for older lines when the reader comes to the oldest one', async () => {
    const ring = createOutputRing(1000);
    ring.append(outputLines(5000));
    const first = ring.firstSeq;
    const loadOlder = vi.fn((before: number) => Promise.resolve(outputLines(200, before - 200)));
    const region = await open(ring, { loadOlder });
    region.scrollTop = 900;
    fireEvent.scroll(region);
    region.scrollTop = 0;
    fireEvent.scroll(region);
    await frame();
    expect(loadOlder).toHaveBeenCalledWith(first);
    expect(ring.firstSeq).toBe(first - 200);
    // The row that was at the top is still there.
    expect(region.scrollTop).toBeGreaterThanOrEqual(200 * 20);
  });
});
