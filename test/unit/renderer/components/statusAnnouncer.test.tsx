import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StatusAnnouncer } from '../../../../renderer/components/statusAnnouncer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const wait = (ms: number) => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};

describe('status announcer', () => {
  it('speaks at most once in two seconds and then the newest message', async () => {
    const { rerender } = render(<StatusAnnouncer message="" />);
    const status = screen.getByRole('status');
    const heard: string[] = [];
    const observer = new MutationObserver(() => heard.push(status.textContent));
    observer.observe(status, { childList: true, characterData: true, subtree: true });
    for (let percent = 1; percent <= 100; percent += 1) {
      rerender(<StatusAnnouncer message={`${percent} percent`} />);
      wait(100);
      await Promise.resolve();
    }
    wait(2000);
    await Promise.resolve();
    observer.disconnect();
    expect(heard.length).toBeLessThanOrEqual(7);
    expect(heard.length).toBeGreaterThanOrEqual(5);
    expect(new Set(heard).size).toBe(heard.length);
    expect(heard.at(-1)).toBe('100 percent');
  });

  it('raises an alert once per failure', () => {
    const failure = { id: 'run-1', text: 'Install stopped' };
    const { rerender } = render(<StatusAnnouncer message="" failure={failure} />);
    wait(100);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toBe('Install stopped');
    const changes = vi.fn();
    new MutationObserver(changes).observe(alert, { childList: true, characterData: true, subtree: true });
    rerender(<StatusAnnouncer message="" failure={{ ...failure }} />);
    wait(1000);
    expect(changes).not.toHaveBeenCalled();
    rerender(<StatusAnnouncer message="" failure={{ id: 'run-2', text: 'Onboard stopped' }} />);
    wait(100);
    expect(alert.textContent).toBe('Onboard stopped');
  });
});
