import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Footer } from '../../../../renderer/components/footer';

afterEach(cleanup);

describe('footer', () => {
  it('keeps a primary that is not yet possible reachable, without effect and with its reason', () => {
    const onPress = vi.fn();
    render(
      <Footer ledger="Read only" primary={{ label: 'Continue', onPress, notYet: '1 check to fix first' }} />,
    );
    const button = screen.getByRole('button', { name: 'Continue' });
    button.focus();
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toBe('1 check to fix first');
    fireEvent.click(button);
    expect(onPress).not.toHaveBeenCalled();
  });

  it('acts once the reason is gone, and not while it is busy', () => {
    const onPress = vi.fn();
    const { rerender } = render(<Footer ledger="" primary={{ label: 'Continue', onPress }} />);
    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(onPress).toHaveBeenCalledTimes(1);
    rerender(<Footer ledger="" primary={{ label: 'Continue', onPress, busy: 'Reading' }} />);
    const busy = screen.getByRole('button', { name: 'Reading' });
    expect(busy.getAttribute('aria-busy')).toBe('true');
    fireEvent.click(busy);
    expect(onPress).toHaveBeenCalledTimes(1);
  });
});
