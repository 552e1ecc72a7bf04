import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RowGroups } from '../../../../renderer/components/rowGroups';
import { RowList } from '../../../../renderer/components/rowList';

afterEach(cleanup);

const rows = ['one', 'two', 'three'].map((id) => ({ id, title: id }));

describe('row list', () => {
  it('hands the keyboard to the next row when the row that has it goes away', () => {
    const { rerender } = render(<RowList label="To fix" rows={rows} onOpen={vi.fn()} />);
    screen.getByRole('button', { name: 'two' }).focus();
    rerender(<RowList label="To fix" rows={rows.filter((row) => row.id !== 'two')} onOpen={vi.fn()} />);
    expect(document.activeElement?.textContent).toBe('three');
    rerender(<RowList label="To fix" rows={rows.slice(0, 1)} onOpen={vi.fn()} />);
    expect(document.activeElement?.textContent).toBe('one');
  });

  it('does not pull the keyboard back from elsewhere', () => {
    const list = (shown: typeof rows) => (
      <>
        <button type="button">elsewhere</button>
        <RowList label="To fix" rows={shown} onOpen={vi.fn()} />
      </>
    );
    const { rerender } = render(list(rows));
    screen.getByRole('button', { name: 'two' }).focus();
    screen.getByRole('button', { name: 'elsewhere' }).focus();
    rerender(list(rows.slice(0, 1)));
    expect(document.activeElement?.textContent).toBe('elsewhere');
  });

  it('opens a row by its title and keeps its buttons apart', () => {
    const onOpen = vi.fn();
    const onFix = vi.fn();
    const [first] = rows;
    if (!first) throw new Error('no row');
    const actions = (
      <button type="button" onClick={onFix}>
        Add fix to plan
      </button>
    );
    render(<RowList label="To fix" rows={[{ ...first, actions }]} onOpen={onOpen} selected="one" />);
    fireEvent.click(screen.getByRole('button', { name: 'Add fix to plan' }));
    expect(onOpen).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'one' }));
    expect(onOpen).toHaveBeenCalledWith('one');
    expect(onFix).toHaveBeenCalledTimes(1);
  });

  it('is one Tab stop together with the lists of its group, and the arrows lead through all of them', () => {
    const { container } = render(
      <RowGroups ids={['one', 'two', 'three', 'four']}>
        <RowList label="To fix" rows={rows.slice(0, 2)} />
        <button type="button">between</button>
        <RowList label="Passed" rows={[...rows.slice(2), { id: 'four', title: 'four' }]} />
      </RowGroups>,
    );
    const stops = () => [...container.querySelectorAll('[tabindex="0"]')].map((stop) => stop.textContent);
    const press = (key: string) =>
      document.activeElement && fireEvent.keyDown(document.activeElement, { key });
    expect(stops()).toEqual(['one']);
    screen.getByText('one').focus();
    press('ArrowDown');
    press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('three');
    expect(stops()).toEqual(['three']);
    press('End');
    expect(document.activeElement?.textContent).toBe('four');
    press('Home');
    expect(document.activeElement?.textContent).toBe('one');
  });
});
