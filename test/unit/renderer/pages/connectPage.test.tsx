import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { connectWords } from '../../../../renderer/frame/asking/connectWords';
import { wayOut } from '../../../../renderer/pages/connect/wayOut';
import { ConnectPage } from '../../../../renderer/pages/connect/connectPage';
import { untestedConnection, type Connection } from '../../../../shared/model/connection';
import type { Failure } from '../../../../shared/errors';
import { emptyInputs } from '../../../../shared/model/inputs';
import { winrmCodes } from '../../../../shared/knowledge/winrm';
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
const identity = {
  computerName: 'OLD-FS07',
  domain: 'contoso.com',
  machineId: '36ccdcbb-0054-991f-4104-0af2b737b061',
  userName: 'CONTOSO\\adm',
  userSid: 'S-1-5-21-1-2-3-1001',
  isAdministrator: true,
  isLocalAccount: false,
  psVersion: '5.1',
  languageMode: 'FullLanguage',
  is64Bit: true,
  executionPolicy: 'RemoteSigned',
};

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

describe('a server of the network', () => {
  it('is tested by itself once, and its accounts are offered', async () => {
    const asked = await show(remote([]));
    expect(asked).toEqual([{ name: 'connect', input: { targetId: id } }]);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'My Windows sign-in' }).checked).toBe(true);
    expect(screen.queryByText(/Practice has no passwords/)).toBeNull();
  });

  it('lets Windows ask for another account, shows its name only, and tests with it', async () => {
    const asked = await show(remote(stoppedAt('signIn', failure('target.signInRefused', 1326))));
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'Another account' })));
    expect(screen.getByText(/Gangway never sees it/)).toBeTruthy();
    expect(asked).toEqual([]);
    await act(async () =>
      fireEvent.click(
        within(screen.getByRole('group', { name: 'Sign in as' })).getByRole('button', {
          name: 'Let Windows ask',
        }),
      ),
    );
    expect(asked.map(({ name }) => name)).toEqual(['askCredential', 'connect']);
  });

  it('says what the language mode means, with the word of PowerShell behind it', async () => {
    const rungs = stoppedAt('signIn', failure('target.signInRefused', 1326)).map((rung) => ({
      ...rung,
      state: 'done' as const,
      value: rung.id === 'language' ? 'FullLanguage' : rung.value,
      failure: null,
    }));
    await show(remote(rungs, { identity }));
    expect(screen.getByText('Not restricted (FullLanguage), scripts run as written')).toBeTruthy();
  });

  it('shows who was given, and lets it be changed', async () => {
    const account = { kind: 'named', userName: 'CONTOSO\\adm' } as const;
    const inputs = emptyInputs(id);
    await show(
      remote(
        [],
        { credential: 'held' },
        { inputs: { ...inputs, connection: { ...inputs.connection, account } } },
      ),
    );
    expect(screen.getByText('CONTOSO\\adm')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Change' })).toBeTruthy();
  });

  it('shows the other machine beside the name, and goes on only after a yes', async () => {
    const asked = await show(
      remote(stoppedAt('signIn', failure('target.wrongMachine', null, 'OLD-FS07.contoso.com')), {
        identity,
        addresses: ['10.1.1.7'],
      }),
    );
    const ladder = within(screen.getByRole('list', { name: 'Connection' }));
    for (const text of ['nord-fs03.contoso.com', 'OLD-FS07', 'contoso.com', '10.1.1.7'])
      expect(ladder.getByText(text)).toBeTruthy();
    await press('It is the server I mean');
    expect(asked).toEqual([
      { name: 'changeInputs', input: { targetId: id, change: { kind: 'acceptMachine' } } },
      { name: 'connect', input: { targetId: id } },
    ]);
  });

  it('shows the sentence and the code; what Windows said is folded away, without its XML', async () => {
    const xml =
      '<f:WSManFault xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="2150859046"><f:Message>Kein Zugriff.</f:Message></f:WSManFault>';
    await show(remote(stoppedAt('management', failure('target.noManagement', 0x80338126, xml))));
    const ladder = screen.getByRole('list', { name: 'Connection' });
    expect(ladder.textContent).toContain('Code 0x80338126 (-2144108250).');
    expect(ladder.textContent).not.toMatch(/WSManFault|Kein Zugriff/);
    await press('What Windows said');
    expect(ladder.textContent).toContain('Kein Zugriff.');
    expect(ladder.textContent).not.toContain('WSManFault');
  });

  it('asks for a test first where the last reading found no way, whatever the rungs showed before', async () => {
    const passed = stoppedAt('powershell', failure('target.unreachable')).map((rung) => ({
      ...rung,
      state: 'done' as const,
      failure: null,
    }));
    const readFailure = failure('target.unreachable', null, 'NORD-FS03');
    const asked = await show(remote(passed, {}, { connectedAt: 1, readFailure }));
    expect(screen.queryByRole('button', { name: /^(Continue|Read the server)$/ })).toBeNull();
    expect(screen.queryByText('NORD-FS03', { selector: 'pre' })).toBeNull();
    await press('Test again');
    expect(asked).toEqual([{ name: 'connect', input: { targetId: id } }]);
  });

  it('changes the port only after a yes', async () => {
    const asked = await show(
      remote(stoppedAt('port', failure('target.portClosed', null, '5986 silent, 5985 closed'))),
    );
    expect(screen.getByText('Enable-PSRemoting')).toBeTruthy();
    expect(screen.queryByText(/silent/)).toBeNull();
    expect(screen.getByText(/No single command takes this back/)).toBeTruthy();
    expect(screen.queryByText('This takes it back')).toBeNull();
    await press('Port: Automatic');
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: 'Encrypted only, 5986' })));
    expect(asked).toEqual([]);
    await press('Test with this port');
    const change = { kind: 'chooseTransport', transport: 'https' };
    expect(asked[0]).toEqual({ name: 'changeInputs', input: { targetId: id, change } });
  });
});

describe('the words and the way out of a stopped rung', () => {
  it('keep an unknown code in both forms, with the raw text and the words of the error', async () => {
    const { t } = await startTexts('en');
    const words = connectWords(t, failure('target.noManagement', -2144108000, 'Réponse inconnue'));
    expect(words.raw).toBe('Réponse inconnue');
    expect(words.code).toBe('Code 0x80338220 (-2144108000)');
    expect(words.cause).toBe(t('errors:target.noManagement.cause'));
    expect(words.doubt).toBeNull();
  });

  it('say what a known code means, and that nobody has seen it', async () => {
    const { t } = await startTexts('en');
    const words = connectWords(t, failure('target.signInRefused', 1909));
    expect(words.cause).toBe('The account is locked.');
    expect(words.doubt).toContain('not verified');
  });

  it('say each flaw of a certificate that was found, with the way out of the first', async () => {
    const { t } = await startTexts('en');
    const refused = failure('target.badCertificate', 12_175);
    const both = connectWords(t, refused, ['name', 'authority']);
    expect(both.cause).toMatch(/made for another name\..*authority that this computer does not trust\./);
    expect(both.next).toBe('Connect by a name that the certificate names.');
    expect(connectWords(t, refused, []).cause).toMatch(/nothing wrong was found in the certificate/);
    expect(connectWords(t, refused).cause).toMatch(/certificate or the TLS version/);
    const named = remote(stoppedAt('management', refused), { flaws: ['name'] });
    expect(wayOut(refused, named).primary.kind).toBe('name');
  });

  it('name the account that was tried, whichever is picked by now', async () => {
    const triedAs = { kind: 'named', userName: 'CONTOSO\\adm' } as const;
    await show(remote(stoppedAt('signIn', failure('target.accessDenied', 5)), { triedAs }));
    expect(screen.getByText(/Tried with CONTOSO\\adm\./)).toBeTruthy();
    cleanup();
    await show(remote(stoppedAt('port', failure('target.portClosed')), { triedAs }));
    expect(screen.queryByText(/Tried with/)).toBeNull();
  });

  it('call a way without a proof not authenticated: what is said over it is encrypted all the same', async () => {
    const { t } = await startTexts('en');
    const words = connectWords(t, failure('target.notTrusted', 0x803380e4));
    expect(words.cause).toContain('the connection is not authenticated');
    const all = [
      words.cause,
      words.next,
      t('errors:target.notTrusted.cause'),
      t('errors:target.portClosed.cause'),
    ];
    expect(all.filter((text) => /not encrypted|without encryption|5985 is not/.test(text))).toEqual([]);
  });

  it('ask for no second try of a password that is not sent again', async () => {
    const { t } = await startTexts('en');
    const words = connectWords(t, failure('target.signInRefused', 1326));
    expect(words.next).toMatch(/^Give the right password/);
    expect(t('connect:account.refused')).toContain('does not send the same one again');
  });

  it('is one for every code that is known, and no way out is offered twice', () => {
    for (const { code, error } of winrmCodes) {
      const { primary, others } = wayOut(failure(error, code), remote([]));
      const all = [primary, ...others].map((exit) => JSON.stringify(exit));
      expect(new Set(all).size, String(code)).toBe(all.length);
    }
  });

  it.each([
    [failure('target.unknownName'), 'name'],
    [failure('target.badCertificate', 12_175), 'again'],
    [failure('target.signInRefused', 1326), 'account'],
    [failure('target.notSignedIn', 1398), 'again'],
    [failure('target.notSignedIn', 1312), 'account'],
    [failure('target.notTrusted', 0x803381bb), 'account'],
    [failure('target.accessDenied', 5), 'account'],
    [failure('target.notTrusted', 0x803380e4), 'transport'],
    [failure('target.notTrusted', 0x8033810c), 'account'],
    [failure('target.notAdministrator'), 'account'],
    [failure('target.wrongMachine'), 'name'],
    [failure('target.unconfirmed'), 'confirm'],
    [failure('target.portClosed'), 'command'],
    [failure('target.noManagement', 0x80338112), 'command'],
    [failure('target.quota', 0x803381a5), 'again'],
    [failure('target.languageMode'), 'again'],
  ])('%o leads to %s', (why, kind) => {
    expect(wayOut(why, remote([])).primary.kind).toBe(kind);
  });

  it('offers to keep the rights of local accounts only where that is the cause', () => {
    const local = remote([], { identity: { ...identity, isLocalAccount: true } });
    const commandsOf = (view: TargetView) =>
      wayOut(failure('target.notAdministrator'), view).others.map(({ kind }) => kind);
    expect(commandsOf(local)).toEqual(['command']);
    expect(commandsOf(remote([], { identity }))).toEqual([]);
  });
});
