import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLayer } from '../../../../renderer/components/layer';

function Layer({ open }: { open: boolean }) {
  useLayer(open);
  return null;
}
const page = (layer: boolean | null) => (
  <>
    <button type="button">Opener</button>
    {layer !== null && <Layer open={layer} />}
  </>
);

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = '<div id="root"></div>';
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('layer', () => {
  it('gives the keyboard back to what had it before, whoever opened the layer', () => {
    const { rerender } = render(page(false));
    screen.getByRole('button').focus();
    rerender(page(true));
    screen.getByRole('button').blur();
    rerender(page(false));
    expect(document.activeElement).toBe(document.body);
    act(() => {
      vi.advanceTimersByTime(100);
    });
    expect(document.activeElement).toBe(screen.getByRole('button'));
  });

  it('gives the keyboard to the place around it where what had it is gone', () => {
    const table = (row: string | null, open: boolean) => (
      <>
        <div role="region" tabIndex={0}>
          <div>{row !== null && <button type="button">{row}</button>}</div>
        </div>
        <Layer open={open} />
      </>
    );
    const { rerender } = render(table('Row', false));
    screen.getByRole('button').focus();
    rerender(table('Row', true));
    rerender(table(null, true));
    rerender(table(null, false));
    act(() => {
      vi.advanceTimersByTime(100);
    });
    expect(document.activeElement).toBe(screen.getByRole('region'));
  });

  it('gives the keyboard back however long a busy computer lets the layer leave', () => {
    const { rerender } = render(page(false));
    const opener = screen.getByRole('button');
    opener.focus();
    rerender(page(true));
    const leaving = document.body.appendChild(document.createElement('div'));
    leaving.setAttribute('role', 'dialog');
    rerender(page(false));
    act(() => {
      vi.advanceTimersByTime(2000);
    });
    // Fluent lets go of what had the keyboard only when the layer is gone.
    opener.blur();
    leaving.remove();
    act(() => {
      vi.advanceTimersByTime(100);
    });
    expect(document.activeElement).toBe(opener);
  });

  it('leaves the keyboard to a layer that has opened since', () => {
    const both = (first: boolean, second: boolean) => (
      <>
        {page(first)}
        <Layer open={second} />
      </>
    );
    const { rerender } = render(both(false, false));
    screen.getByRole('button').focus();
    rerender(both(true, false));
    rerender(both(false, true));
    screen.getByRole('button').blur();
    act(() => {
      vi.advanceTimersByTime(2000);
    });
    expect(document.activeElement).toBe(document.body);
  });

  it('leaves the keyboard where a person has moved it in the meantime', () => {
    const { rerender } = render(page(false));
    screen.getByRole('button').focus();
    rerender(page(true));
    const other = document.body.appendChild(document.createElement('input'));
    other.focus();
    rerender(page(false));
    act(() => {
      vi.advanceTimersByTime(2000);
    });
    expect(document.activeElement).toBe(other);
  });

  it('makes the page readable again when it goes away while open', () => {
    const root = document.getElementById('root');
    const { rerender } = render(page(true));
    root?.setAttribute('aria-hidden', 'true');
    rerender(page(null));
    act(() => {
      vi.advanceTimersByTime(2000);
    });
    expect(root?.hasAttribute('aria-hidden')).toBe(false);
  });

  it('keeps the page hidden while another layer is open', () => {
    const root = document.getElementById('root');
    const { rerender } = render(page(true));
    root?.setAttribute('aria-hidden', 'true');
    const other = document.body.appendChild(document.createElement('div'));
    other.setAttribute('aria-modal', 'true');
    rerender(page(null));
    act(() => {
      vi.advanceTimersByTime(2000);
    });
    expect(root?.getAttribute('aria-hidden')).toBe('true');
  });
});
