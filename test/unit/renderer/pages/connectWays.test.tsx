import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { wayOut } from '../../../../renderer/pages/connect/wayOut';
import { ConnectPage } from '../../../../renderer/pages/connect/connectPage';
import {
  untestedConnection,
  type Connection,
  type ConnectionChoice,
} from '../../../../shared/model/connection';
import type { Failure } from '../../../../shared/errors';
import { emptyInputs } from '../../../../shared/model/inputs';
import { rungIds, type Rung, type TargetView } from '../../../../shared/bridge/session';
import { Around, aView, fakeDoor, pageProps } from '../fakeDoor';

const id = 'remote-nord-fs03-1a2b3c4d';
const failure = (code: Failure['code'], native: number | null = null, detail = ''): Failure => ({
  code,
  detail,
  native,
});
/** The ladder up to a rung that failed. */
const stoppedAt = (at: Rung['id'], why: Failure): Rung[] =>
  rungIds.map((rung) => ({
    id: rung,
    state: rung === at ? 'stopped' : rungIds.indexOf(rung) < rungIds.indexOf(at) ? 'done' : 'ahead',
    value: rung === 'port' ? '5986' : '',
    ms: 3,
    failure: rung === at ? why : null,
  }));

/** A server of the network that was not reached; `connection` lies over what is known of the way. */
function remote(rungs: Rung[], connection: Partial<Connection> = {}, change: Partial<TargetView> = {}) {
  return aView({
    target: { kind: 'remote', id, name: 'NORD-FS03', address: 'nord-fs03.contoso.com' },
    connection: { ...untestedConnection, ...connection },
    inputs: emptyInputs(id),
    practice: null,
    facts: null,
    factsAt: null,
    connectedAt: null,
    rungs,
    ...change,
  });
}
/** Shows the page of a server that LAPS is not asked about. */
async function show(view: TargetView) {
  const { door, asked } = fakeDoor();
  const client = { ...door.client, lookForLaps: () => Promise.resolve({ offer: 'none' as const }) };
  render(
    <Around door={{ ...door, client }}>
      <ConnectPage {...pageProps(view)} />
    </Around>,
  );
  await act(async () => undefined);
  return asked;
}
const press = async (name: string) => {
  await act(async () => fireEvent.click(screen.getByRole('button', { name })));
};

beforeEach(() => startTexts('en'));
afterEach(cleanup);

/** A server whose stored way was decided. */
const decided = (
  choice: Partial<ConnectionChoice>,
  connection: Partial<Connection> = {},
  rungs: Rung[] = [],
) => {
  const inputs = emptyInputs(id);
  return remote(rungs, connection, {
    inputs: { ...inputs, connection: { ...inputs.connection, ...choice } },
  });
};

describe('what was not tried, and what was only forgotten', () => {
  it.each([
    ['https', '5986'],
    ['http', '5985'],
  ] as const)('names only the port of %s, and lets both be tried first', async (transport, port) => {
    const why = failure('target.portClosed', null, `${port} closed`);
    const asked = await show(decided({ transport }, {}, stoppedAt('port', why)));
    expect(screen.getByText(new RegExp(`Port ${port} did not answer`))).toBeTruthy();
    expect(screen.getByText(`The server does not answer on port ${port}`)).toBeTruthy();
    expect(screen.queryByText('Enable-PSRemoting')).toBeNull();
    await press('Try both ports');
    const change = { kind: 'chooseTransport', transport: 'auto' };
    expect(asked[0]).toEqual({ name: 'changeInputs', input: { targetId: id, change } });
  });

  it('asks first for the password of the account that was chosen', async () => {
    const account = { kind: 'named', userName: 'CONTOSO\\adm' } as const;
    const needed = failure('credential.needed');
    const view = decided({ account }, { credential: 'missing' }, stoppedAt('signIn', needed));
    expect(wayOut(needed, view)).toEqual({ primary: { kind: 'password' }, others: [{ kind: 'account' }] });
    const fromLaps = decided({ account: { ...account, source: 'laps' } });
    expect(wayOut(needed, fromLaps).primary.kind).toBe('laps');
    expect(wayOut(failure('target.signInRefused', 1909), view).primary.kind).toBe('account');
    const asked = await show(view);
    const ladder = within(screen.getByRole('list', { name: 'Connection' }));
    await act(async () => fireEvent.click(ladder.getByRole('button', { name: 'Let Windows ask' })));
    expect(asked[0]).toEqual({ name: 'askCredential', input: { targetId: id } });
  });

  it('gives the account of a practice server again after a new start, but not once it was refused', async () => {
    const account = { kind: 'named', userName: 'P\\adm' } as const;
    const why = failure('credential.needed');
    const start = (credential: Connection['credential']): TargetView => ({
      ...decided({ account }, { credential }, stoppedAt('signIn', why)),
      target: { kind: 'practice', id, name: 'P', machine: 'network-password' },
      practice: { speed: 20, fault: 'none', accounts: ['P\\adm', 'P\\other'] },
    });
    const asked = await show(start('missing'));
    const ladder = within(screen.getByRole('list', { name: 'Connection' }));
    await act(async () => fireEvent.click(ladder.getByRole('button', { name: 'Sign in with this account' })));
    expect(asked[0]).toEqual({ name: 'askCredential', input: { targetId: id, practiceUser: 'P\\adm' } });
    cleanup();
    await show(start('refused'));
    expect(screen.getByText(/Gangway does not send the same one again/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Sign in with this account' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Use another account' })).toBeTruthy();
  });

  it('says that a name stands in TrustedHosts of this computer while it does', async () => {
    const trustedHost = { name: '192.0.2.71', before: '', at: 1 };
    await show(decided({}, { trustedHost }, stoppedAt('signIn', failure('target.notAdministrator'))));
    expect(screen.getByText(/192\.0\.2\.71 stands in TrustedHosts of this computer/)).toBeTruthy();
    expect(screen.queryByText(/Nothing on the server or on this computer is changed/)).toBeNull();
  });

  it('shows above the accounts why it stopped, where the window is narrow', async () => {
    const matchMedia = () => ({ matches: true, addEventListener: vi.fn(), removeEventListener: vi.fn() });
    vi.stubGlobal('matchMedia', matchMedia);
    await show(decided({}, {}, stoppedAt('signIn', failure('target.signInRefused', 1326))));
    const note = screen.getByText('The server refused the sign-in.').closest('[role="note"]');
    expect(note?.textContent).toContain('User name or password is wrong.');
    const accounts = screen.getByRole('group', { name: 'Sign in as' });
    expect(note?.compareDocumentPosition(accounts)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    vi.unstubAllGlobals();
  });
});
