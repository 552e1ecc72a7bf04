import { cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useKeepFocus } from '../../../../renderer/frame/useKeepFocus';

function Page({ row, layer = false }: { row: string | null; layer?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useKeepFocus(heading);
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        Plan
      </h1>
      <button type="button">Stop</button>
      <ul>
        <li>
          <span className="gw-row-title" tabIndex={-1}>
            Title of the row
          </span>
          {row !== null && <button type="button">{row}</button>}
        </li>
      </ul>
      {layer && (
        <div role="dialog">
          <button type="button">Keep watching</button>
        </div>
      )}
    </>
  );
}
const focus = (name: string) => screen.getByRole('button', { name }).focus();

afterEach(cleanup);

describe('the keyboard, on a page that is drawn anew', () => {
  it('goes to the title of the row whose button has gone', () => {
    const { rerender } = render(<Page row="Undo" />);
    focus('Undo');
    rerender(<Page row={null} />);
    expect(document.activeElement).toBe(screen.getByText('Title of the row'));
  });

  it('is left to a layer that has just closed, which gives it back to what had it before', () => {
    const { rerender } = render(<Page row="Undo" layer />);
    focus('Stop');
    focus('Keep watching');
    rerender(<Page row="Undo" />);
    rerender(<Page row="Undo" />);
    expect(document.activeElement).toBe(document.body);
  });
});
