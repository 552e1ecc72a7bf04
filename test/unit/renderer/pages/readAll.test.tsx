import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { Servers } from '../../../../renderer/pages/home/servers';
import { emptyInputs } from '../../../../shared/model/inputs';
import type { ReadEntry, ReadRound } from '../../../../shared/model/servers/readings';
import type { TargetView } from '../../../../shared/bridge/session';
import { Around, aSession, aView, fakeDoor } from '../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const never = { facts: null, factsAt: null, connectedAt: null } as const;
const remote = (name: string, changes: Partial<TargetView> = {}): TargetView =>
  aView({
    target: { kind: 'remote', id: `remote-${name}`, name: name.toUpperCase(), address: `${name}.lan` },
    practice: null,
    ...changes,
  });
const withAccount = (name: string) => {
  const inputs = emptyInputs(`remote-${name}`);
  const account = { kind: 'named', userName: 'CONTOSO\\ada' } as const;
  return { ...inputs, connection: { ...inputs.connection, account } };
};
const entry = (name: string, state: ReadEntry['state'], rest: Partial<ReadEntry> = {}): ReadEntry => ({
  targetId: `remote-${name}`,
  state,
  why: null,
  failure: null,
  ...rest,
});
const round = (entries: ReadEntry[], endedAt: number | null): ReadRound => ({
  startedAt: 1,
  endedAt,
  stopAsked: false,
  entries,
});

const refused = { code: 'target.signInRefused', detail: '', native: null } as const;
const list = [
  remote('nord-1', { tags: ['Nord'] }),
  remote('nord-2', { ...never, tags: ['Nord'], inputs: withAccount('nord-2') }),
  remote('lyon-1', {
    ...never,
    rungs: [{ id: 'signIn', state: 'stopped', value: '', ms: null, failure: refused }],
    readFailure: refused,
  }),
  remote('lyon-2', never),
];

function show(real: ReadRound | null) {
  applySnapshot(aSession({ targets: list, rounds: { practice: null, real } }));
  const { door, asked } = fakeDoor();
  render(
    <Around door={door}>
      <Servers practice={false} onOpen={vi.fn()} onSeveral={vi.fn()} onResults={vi.fn()} />
    </Around>,
  );
  return asked;
}
const group = (name: string) => screen.getByRole('list', { name }).textContent;

describe('reading a whole list', () => {
  it('takes one press, and reads no more than what the list shows', async () => {
    const asked = show(null);
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Read all' })));
    fireEvent.click(screen.getByRole('button', { name: /^Nord/ }));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Read these 2' })));
    const ids = (...names: string[]) => names.map((name) => `remote-${name}`);
    expect(asked).toEqual([
      {
        name: 'readMany',
        input: { practice: false, targetIds: ids('nord-1', 'nord-2', 'lyon-1', 'lyon-2') },
      },
      { name: 'readMany', input: { practice: false, targetIds: ids('nord-1', 'nord-2') } },
    ]);
  });

  it('does not list servers that nobody tried among those that need a person', () => {
    show(null);
    expect(group('Needs you')).toContain('LYON-1');
    expect(group('Needs you')).not.toContain('LYON-2');
    expect(group('Not read yet')).toContain('LYON-2');
    expect(group('Not read yet')).toContain('Nothing was tried here yet');
  });

  it('says how far it is, row by row, and can be stopped', async () => {
    const asked = show(round([entry('nord-1', 'read'), entry('lyon-2', 'waiting')], null));
    expect(screen.getByRole('note').textContent).toContain('1 of 2 read or left out');
    expect(group('Not read yet')).toContain('Waits to be read');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Stop reading' })));
    expect(asked).toEqual([{ name: 'stopReadMany', input: { practice: false } }]);
  });

  it('says what came of it, and why a server was left out', () => {
    const left = entry('nord-2', 'left', { why: 'password' });
    show(round([entry('nord-1', 'read'), left, entry('lyon-1', 'failed', { failure: refused })], 2));
    expect(screen.getByRole('note').textContent).toContain(
      '1 server was read. 1 could not be read: its row says why. 1 was left out',
    );
    expect(group('Not read yet')).toContain('Not read: the password of CONTOSO\\ada is not at hand');
    expect(
      within(screen.getByRole('list', { name: 'Needs you' })).getByText(/refused the sign-in/),
    ).toBeTruthy();
  });
});
