import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { GivePassword } from '../../../../renderer/pages/queue/givePassword';
import { ConnectPage } from '../../../../renderer/pages/connect/connectPage';
import { untestedConnection, type Connection, type LapsOffer } from '../../../../shared/model/connection';
import type { Failure } from '../../../../shared/errors';
import { emptyInputs, type Inputs } from '../../../../shared/model/inputs';
import { rungIds, type Rung } from '../../../../shared/bridge/session';
import { Around, aView, fakeDoor, pageProps } from '../fakeDoor';

const id = 'remote-nord-fs03-1a2b3c4d';
const failure = (code: Failure['code'], native: number | null = null): Failure => ({
  code,
  detail: '',
  native,
});
/** The ladder up to a rung that failed. */
const stoppedAt = (at: Rung['id'], why: Failure): Rung[] =>
  rungIds.map((rung) => ({
    id: rung,
    state: rung === at ? 'stopped' : rungIds.indexOf(rung) < rungIds.indexOf(at) ? 'done' : 'ahead',
    value: '',
    ms: 3,
    failure: rung === at ? why : null,
  }));
const remote = (rungs: Rung[], connection: Partial<Connection> = {}, inputs: Inputs = emptyInputs(id)) =>
  aView({
    target: { kind: 'remote', id, name: 'NORD-FS03', address: 'nord-fs03.contoso.com' },
    connection: { ...untestedConnection, ...connection },
    inputs,
    practice: null,
    facts: null,
    factsAt: null,
    connectedAt: null,
    rungs,
  });

/** Shows the page with that answer to the question whether LAPS is there; the question itself is left out of `asked`. */
async function show(view: ReturnType<typeof remote>, offer: LapsOffer = 'ready') {
  const { door, asked } = fakeDoor();
  const client = { ...door.client, lookForLaps: () => Promise.resolve({ offer }) };
  render(
    <Around door={{ ...door, client }}>
      <ConnectPage {...pageProps(view)} />
    </Around>,
  );
  await act(async () => undefined);
  return asked;
}
const press = async (name: string | RegExp) => {
  await act(async () => fireEvent.click(screen.getByRole('button', { name })));
};

beforeEach(() => startTexts('en'));
afterEach(cleanup);

describe('a wait for somebody else', () => {
  it.each([
    ['window', /It may lie behind this one/],
    ['laps', /left after a minute/],
  ] as const)('is said and can be called off: %s', async (asking, words) => {
    const asked = await show({ ...remote([]), asking });
    expect(screen.getByText(words)).toBeTruthy();
    await press('Stop waiting');
    expect(asked.at(-1)).toEqual({ name: 'cancelAsking', input: { targetId: id } });
  });
});

describe('a server whose administrator LAPS keeps the password of', () => {
  const laps = 'The server’s administrator, from LAPS';
  const refused = failure('target.signInRefused', 1326);
  /** The page once that account was chosen, with what became of its password. */
  const fromLaps = (credential: Connection['credential'], rungs: Rung[] = []) => {
    const account = { kind: 'named', userName: 'NORD-FS03\\Administrator', source: 'laps' } as const;
    const inputs = emptyInputs(id);
    return remote(rungs, { credential }, { ...inputs, connection: { ...inputs.connection, account } });
  };

  it('offers it as a third account, reads it only after a yes, and tests with it', async () => {
    const asked = await show(remote(stoppedAt('signIn', refused)));
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: laps })));
    expect(screen.getByText(/keeps the password of the server’s own administrator/)).toBeTruthy();
    expect(asked).toEqual([]);
    await press('Read from LAPS');
    expect(asked).toEqual([
      { name: 'readLaps', input: { targetId: id } },
      { name: 'connect', input: { targetId: id } },
    ]);
  });

  it.each([
    ['noModule', 'Windows LAPS is not on this computer.'],
    ['unread', 'did not say whether Windows LAPS is there.'],
    ['address', 'LAPS finds a server by its name, not by an address.'],
  ] as const)('says calmly why it is not offered: %s', async (offer, why) => {
    await show(remote(stoppedAt('signIn', refused)), offer);
    expect(screen.queryByRole('radio', { name: laps })).toBeNull();
    expect(screen.getByText(new RegExp(why))).toBeTruthy();
  });

  it('does not mention it when it cannot help', async () => {
    await show(remote(stoppedAt('signIn', refused)), 'none');
    expect(screen.queryByText(/LAPS/)).toBeNull();
  });

  it('shows who it is, and reads it anew on request', async () => {
    const asked = await show(
      fromLaps('held', stoppedAt('administrator', failure('target.notAdministrator'))),
    );
    expect(screen.getByText('NORD-FS03\\Administrator')).toBeTruthy();
    await press('Read anew');
    expect(asked[0]).toEqual({ name: 'readLaps', input: { targetId: id } });
  });

  it.each([
    ['missing', failure('credential.needed'), 'It is read from LAPS anew.'],
    ['refused', refused, 'LAPS may have changed it since'],
  ] as const)(
    'offers to read it again once it is %s, as the way out of the rung',
    async (credential, why, words) => {
      const asked = await show(fromLaps(credential, stoppedAt('signIn', why)));
      expect(screen.getByText(new RegExp(words))).toBeTruthy();
      const rung = within(screen.getByRole('list', { name: 'Connection' }));
      await act(async () => fireEvent.click(rung.getByRole('button', { name: 'Read from LAPS' })));
      expect(asked.map(({ name }) => name)).toEqual(['readLaps', 'connect']);
    },
  );

  it('has its password read anew in one press where a run or the queue waits for it', async () => {
    const { door, asked } = fakeDoor();
    render(
      <Around door={door}>
        <GivePassword first={false} view={fromLaps('missing')} />
      </Around>,
    );
    await press(/^Read from LAPS ?NORD-FS03$/);
    expect(asked.map(({ name }) => name)).toEqual(['readLaps', 'connect']);
  });
});
