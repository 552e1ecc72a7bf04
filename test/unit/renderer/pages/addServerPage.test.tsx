import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestError } from '../../../../renderer/client';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { AddServerPage } from '../../../../renderer/pages/connect/addServerPage';
import { Around, aSession, aView, fakeDoor } from '../fakeDoor';

const id = 'remote-nord-fs03-1a2b3c4d';
const named = aView({ target: { kind: 'remote', id, name: 'NORD-FS03', address: 'nord-fs03.contoso.com' } });

beforeEach(() => startTexts('en'));
afterEach(cleanup);

describe('naming a server', () => {
  const open = vi.fn();
  const showAdd = (realTargets: boolean, replies: Record<string, unknown> = {}) => {
    applySnapshot(aSession({ targets: [named] }));
    const { door, asked } = fakeDoor(replies, realTargets);
    const go = vi.fn();
    render(
      <Around door={door}>
        <AddServerPage go={go} open={open} />
      </Around>,
    );
    return { asked, go, door };
  };

  it('takes a name with Enter or the button, and opens its page', async () => {
    const { asked } = showAdd(true, { addTarget: { targetId: id } });
    const field = screen.getByRole('textbox', { name: 'Name or address' });
    fireEvent.change(field, { target: { value: 'nord-fs03' } });
    await act(async () => fireEvent.submit(field));
    expect(asked).toEqual([{ name: 'addTarget', input: { kind: 'remote', address: 'nord-fs03' } }]);
    expect(open).toHaveBeenCalledWith(id);
    expect(screen.getByRole('button', { name: /NORD-FS03$/ })).toBeTruthy();
  });

  it('takes this computer, which needs no name', async () => {
    const { asked } = showAdd(true, { addTarget: { targetId: 'local' } });
    fireEvent.click(screen.getByRole('radio', { name: 'This computer' }));
    expect(screen.queryByRole('textbox')).toBeNull();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Go to the connection' })));
    expect(asked).toEqual([{ name: 'addTarget', input: { kind: 'local' } }]);
  });

  it('explains in three parts at the field why a text is not a name', async () => {
    applySnapshot(aSession());
    const { door } = fakeDoor();
    const client = {
      ...door.client,
      addTarget: () =>
        Promise.reject(new RequestError({ code: 'target.badAddress', detail: 'http://x', native: null })),
    };
    render(
      <Around door={{ ...door, client }}>
        <AddServerPage go={vi.fn()} open={open} />
      </Around>,
    );
    const field = screen.getByRole('textbox', { name: 'Name or address' });
    await act(async () => fireEvent.submit(field));
    const alert = screen.getAllByRole('alert').find(({ id: own }) => own !== '');
    expect(alert?.textContent).toContain('This is no server name');
    expect(alert?.textContent).toContain('The full name works best.');
    expect(field.getAttribute('aria-describedby')).toBe(alert?.id);
    expect(document.activeElement).toBe(field);
  });

  it('leads to practice where real servers are refused', () => {
    const { go } = showAdd(false);
    expect(screen.queryByRole('textbox')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Go to practice' }));
    expect(go).toHaveBeenCalledWith({ kind: 'practice' });
  });
});
