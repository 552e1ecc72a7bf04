import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { HomePage } from '../../../../renderer/pages/home/homePage';
import { PracticePage } from '../../../../renderer/pages/home/practicePage';
import { emptyQueue } from '../../../../shared/model/servers/queue';
import { Around, aSession, aView, fakeDoor } from '../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const local = aView({ target: { kind: 'local', id: 'local', name: 'NORD-FS03' } });

describe('home', () => {
  it('starts with this computer where real servers are offered', async () => {
    applySnapshot(aSession());
    const { door, asked } = fakeDoor({ addTarget: { targetId: 'local' } });
    const open = vi.fn();
    render(
      <Around door={door}>
        <HomePage go={vi.fn()} open={open} />
      </Around>,
    );
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Start here' })));
    expect(asked).toEqual([{ name: 'addTarget', input: { kind: 'local' } }]);
    expect(open).toHaveBeenCalledWith('local');
  });

  it('offers practice only where there are none, and says why', () => {
    applySnapshot(aSession());
    render(
      <Around door={fakeDoor({}, false).door}>
        <HomePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    expect(screen.queryByRole('button', { name: 'Start here' })).toBeNull();
    expect(screen.getByText(/Real servers are onboarded from Windows/)).toBeTruthy();
  });

  it('never shows a practice server among real ones, nor the other way', async () => {
    applySnapshot(aSession({ targets: [local, aView()] }));
    const { door } = fakeDoor();
    const { unmount } = render(
      <Around door={door}>
        <HomePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    const list = await screen.findByRole('list', { name: 'Needs you' });
    expect(within(list).getAllByText('NORD-FS03').length).toBeGreaterThan(0);
    expect(screen.queryByText('PRACTICE-2019')).toBeNull();
    unmount();
    render(
      <Around door={door}>
        <PracticePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    expect(screen.getAllByText('PRACTICE-2019').length).toBeGreaterThan(0);
    expect(screen.queryByText('NORD-FS03')).toBeNull();
  });

  it('finds a practice server: Ctrl+F leads to the field, Escape clears and gives the keyboard back', () => {
    applySnapshot(aSession());
    render(
      <Around door={fakeDoor().door}>
        <PracticePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    const heading = screen.getByRole('heading', { level: 1 });
    const all = screen.getAllByRole('button', { name: /^Start/ }).length;
    fireEvent.keyDown(window, { key: 'f', ctrlKey: true });
    const field = screen.getByRole('textbox', { name: 'Find a practice server' });
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: 'Trellix' } });
    const found = screen.getAllByRole('button', { name: /^Start/ });
    expect(found.length).toBeLessThan(all);
    expect(screen.getByText(`${found.length} servers`)).toBeTruthy();
    fireEvent.change(field, { target: { value: 'no such server' } });
    expect(screen.getByText('No practice server matches “no such server”')).toBeTruthy();
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(screen.getAllByRole('button', { name: /^Start/ })).toHaveLength(all);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(document.activeElement).toBe(heading);
  });

  it('recommends one practice server to begin with, until it was opened, another is looked for, or a queue waits', async () => {
    applySnapshot(aSession());
    const { door, asked } = fakeDoor({ addTarget: { targetId: 'practice-2019-fresh' } });
    render(
      <Around door={door}>
        <PracticePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    const section = () => screen.queryByRole('region', { name: 'Begin with this one' });
    const named = within(section() ?? document.body).getByRole('button', { name: /^Start/ });
    const name = section()?.querySelector('.gw-row-title')?.textContent ?? '';
    expect(screen.getAllByText(name, { selector: '.gw-row-title' })).toHaveLength(1);
    await act(async () => fireEvent.click(named));
    expect(asked).toEqual([{ name: 'addTarget', input: { kind: 'practice', machine: '2019-fresh' } }]);
    const field = screen.getByRole('textbox', { name: 'Find a practice server' });
    fireEvent.change(field, { target: { value: '2016' } });
    expect(section()).toBeNull();
    fireEvent.change(field, { target: { value: '' } });
    expect(section()).not.toBeNull();
    const entry = {
      journey: 'onboard' as const,
      targetId: 'practice-2022-fresh',
      planHash: '',
      addedAt: 1,
      state: 'waiting' as const,
    };
    const queue = { ...emptyQueue, entries: [{ ...entry, startedAt: null, runId: null, failure: null }] };
    act(() => applySnapshot(aSession({ queues: { practice: queue, real: emptyQueue } })));
    expect(section()).toBeNull();
    act(() => applySnapshot(aSession({ targets: [aView()] })));
    expect(section()).toBeNull();
  });

  it('asks before a server leaves the list', async () => {
    applySnapshot(aSession({ targets: [local] }));
    const { door, asked } = fakeDoor();
    render(
      <Around door={door}>
        <HomePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    fireEvent.click(await screen.findByRole('button', { name: 'Remove NORD-FS03 from the list' }));
    expect(asked).toEqual([]);
    const dialog = screen.getByRole('dialog');
    await act(async () =>
      fireEvent.click(within(dialog).getByRole('button', { name: 'Remove from the list' })),
    );
    expect(asked).toEqual([{ name: 'forgetTarget', input: { targetId: 'local' } }]);
  });

  it('shows a file that was set aside until somebody has read it', async () => {
    const notice = { id: 'quarantined-0', key: 'quarantined', detail: 'C:\\x.bad', at: 1 };
    applySnapshot(aSession({ notices: [notice] }));
    const { door, asked } = fakeDoor();
    render(
      <Around door={door}>
        <HomePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    expect(screen.getByRole('note').textContent).toContain('C:\\x.bad');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Close this message' })));
    expect(asked).toEqual([{ name: 'dismissNotice', input: { id: 'quarantined-0' } }]);
  });
});
