import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OverflowMenu } from '../../../../renderer/components/overflowMenu';

afterEach(cleanup);

const wrap = vi.fn();
const copy = vi.fn();

function show() {
  render(
    <OverflowMenu
      label="More tools"
      entries={[
        { id: 'wrap', name: 'Wrap', onPress: wrap, checked: true },
        { id: 'copy', name: 'Copy', onPress: copy },
      ]}
    />,
  );
  const button = screen.getByRole('button', { name: 'More tools' });
  fireEvent.click(button);
  return button;
}

describe('a menu for tools without room', () => {
  it('opens on its first entry, moves with the arrows and does what is chosen', () => {
    const button = show();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    const first = screen.getByRole('menuitemcheckbox', { name: 'Wrap' });
    expect(first.getAttribute('aria-checked')).toBe('true');
    expect(document.activeElement).toBe(first);
    fireEvent.keyDown(first, { key: 'ArrowUp' });
    const last = screen.getByRole('menuitem', { name: 'Copy' });
    expect(document.activeElement).toBe(last);
    fireEvent.click(last);
    expect(copy).toHaveBeenCalledOnce();
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it('closes with Escape and gives the keyboard back; a press outside closes it as well', () => {
    const button = show();
    fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
    fireEvent.click(button);
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole('menu')).toBeNull();
  });
});
