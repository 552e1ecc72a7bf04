import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DropTarget } from '../../../../renderer/components/dropTarget';
import { startTexts } from '../../../../renderer/i18n';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const files = [new File(['a'], 'md4ws.msi'), new File(['b'], 'onboarding.zip')];
const transfer = { types: ['Files'], items: files, files };

describe('drop target', () => {
  it('takes files that are dropped anywhere in the window', () => {
    const onFiles = vi.fn();
    render(<DropTarget title="Drop packages here" onBrowse={vi.fn()} onFiles={onFiles} />);
    fireEvent.dragEnter(document.body, { dataTransfer: transfer });
    expect(screen.getByText('Drop to check 2 files')).toBeTruthy();
    // A page that is left by a dropped file would lose everything: the browser's own way must be stopped.
    expect(fireEvent.drop(document.body, { dataTransfer: transfer })).toBe(false);
    expect(onFiles).toHaveBeenCalledWith(files);
    expect(screen.getByText('Drop packages here')).toBeTruthy();
  });

  it('does not care about dragged text, and can be used without dragging', () => {
    const onBrowse = vi.fn();
    render(<DropTarget title="Drop packages here" onBrowse={onBrowse} onFiles={vi.fn()} />);
    fireEvent.dragEnter(document.body, { dataTransfer: { types: ['text/plain'], items: [], files: [] } });
    expect(screen.getByText('Drop packages here')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Browse' }));
    expect(onBrowse).toHaveBeenCalledTimes(1);
  });

  it('says why a file was refused', () => {
    render(<DropTarget title="Drop" refused="The file was changed." onBrowse={vi.fn()} onFiles={vi.fn()} />);
    expect(screen.getByText(/The file was changed/).textContent).toBe('refused The file was changed.');
  });
});
