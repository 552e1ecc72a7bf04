import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { TrustedHost } from '../../../../renderer/pages/connect/trustedHost';
import { TrustLedger } from '../../../../renderer/frame/drawers/trustLedger';
import { untestedConnection } from '../../../../shared/model/connection';
import type { Failure } from '../../../../shared/errors';
import { Around, aSession, aView, fakeDoor } from '../fakeDoor';

const id = 'remote-nord-dmz1-1a2b3c4d';
const held = { name: 'nord-dmz1', before: 'a.example', at: 1_800_000_000_000 };
const stopped: Failure = { code: 'target.notTrusted', detail: '', native: 0x803380e4 - 2 ** 32 };
const view = (trustedHost: typeof held | null) =>
  aView({
    target: { kind: 'remote', id, name: 'NORD-DMZ1', address: 'nord-dmz1' },
    connection: { ...untestedConnection, trustedHost },
    busy: 'idle',
  });

beforeEach(async () => {
  await startTexts('en');
  applySnapshot(aSession());
});
afterEach(cleanup);
const settled = () => act(() => Promise.resolve());

describe('one name in TrustedHosts', () => {
  it('is offered last, with its cost, its end and both commands, and tests again once it is there', async () => {
    const again = vi.fn();
    const { door, asked } = fakeDoor({ trustHost: { changed: true } });
    render(
      <Around door={door}>
        <TrustedHost view={view(null)} failure={stopped} asked="nord-dmz1" onAgain={again} />
      </Around>,
    );
    const texts = screen.getByRole('region', { name: 'Allow this one name for the time of the work' });
    expect(texts.textContent).toMatch(/Better first.*full name.*could take the sign-in.*The name goes when/s);
    expect(texts.textContent).toContain("-Value 'nord-dmz1' -Concatenate -Force");
    expect(texts.textContent).toContain("-ne 'nord-dmz1'");
    fireEvent.click(screen.getByRole('button', { name: 'Allow nord-dmz1' }));
    await settled();
    expect(asked).toEqual([{ name: 'trustHost', input: { targetId: id, trusted: true } }]);
    expect(again).toHaveBeenCalledOnce();
  });

  it('says so where Windows trusted the name already, and does not go round in a circle', async () => {
    const again = vi.fn();
    render(
      <Around door={fakeDoor({ trustHost: { changed: false } }).door}>
        <TrustedHost view={view(null)} failure={stopped} asked="nord-dmz1" onAgain={again} />
      </Around>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Allow nord-dmz1' }));
    await settled();
    expect(screen.getAllByText(/has nord-dmz1 already/)).not.toHaveLength(0);
    expect(again).not.toHaveBeenCalled();
  });

  it('is not offered for any other failure; while it is there, the way back is', async () => {
    const other: Failure = { code: 'target.accessDenied', detail: '', native: 5 };
    const { door, asked } = fakeDoor({ trustHost: { changed: true } });
    const page = (trustedHost: typeof held | null) => (
      <Around door={door}>
        <TrustedHost view={view(trustedHost)} failure={other} asked="nord-dmz1" onAgain={vi.fn()} />
      </Around>
    );
    render(page(null));
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    const explicit: Failure = { ...stopped, native: 0x803380e5 };
    render(
      <Around door={door}>
        <TrustedHost view={view(null)} failure={explicit} asked="nord-dmz1" onAgain={vi.fn()} />
      </Around>,
    );
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    render(page(held));
    fireEvent.click(screen.getByRole('button', { name: 'Take the name out' }));
    await settled();
    expect(asked).toEqual([{ name: 'trustHost', input: { targetId: id, trusted: false } }]);
  });

  it('stands in the ledger as a change on this computer, with its undo', async () => {
    const { door, asked } = fakeDoor({ trustHost: { changed: true } });
    render(
      <Around door={door}>
        <TrustLedger targetId={id} held={held} />
      </Around>,
    );
    const list = screen.getByRole('list', { name: 'Changes on this computer' });
    expect(list.textContent).toContain('a.example,nord-dmz1');
    expect(list.textContent).toContain('On this computer, not on the server.');
    fireEvent.click(screen.getByRole('button', { name: /^Undo/ }));
    await settled();
    expect(asked).toEqual([{ name: 'trustHost', input: { targetId: id, trusted: false } }]);
  });
});
