import { expect, it } from 'vitest';
import { wayOut } from '../../../../renderer/pages/connect/wayOut';
import { untestedConnection } from '../../../../shared/model/connection';
import { holds, rowOf } from '../../../ground/row';
import { aView } from '../fakeDoor';

// A filtered account gets the one code of a refusal and no session: only administrators get one.
it.each([
  ['NORD-FS03\\localadm', 'nord-fs03.contoso.com', ['keepLocalRights']],
  ['nord-fs03\\localadm', 'NORD-FS03', ['keepLocalRights']],
  ['.\\localadm', 'nord-fs03.contoso.com', ['keepLocalRights']],
  // NetBIOS knows the first 15 characters.
  ['NORD-FILESERVER\\localadm', 'nord-fileserver03.contoso.com', ['keepLocalRights']],
  // Behind an address nobody knows the server's own name.
  ['NORD-DMZ1\\localadm', '192.0.2.71', ['keepLocalRights']],
  ['NORD-DMZ1\\localadm', '2001:db8::7', ['keepLocalRights']],
  ['CONTOSO\\adm', 'nord-fs03.contoso.com', []],
  ['adm@contoso.com', 'nord-fs03.contoso.com', []],
  ['adm@contoso.com', '192.0.2.71', []],
  [null, 'nord-fs03.contoso.com', []],
])('a refusal of %s at %s leads to %j', (userName, address, commands) => {
  const denied = 5;
  for (const row of ['platform/winrm-access-denied', 'platform/winrm-error-id-table'])
    expect(holds(rowOf(row), denied)).toBe(true);
  const triedAs = userName === null ? ({ kind: 'me' } as const) : ({ kind: 'named', userName } as const);
  const view = aView({
    target: { kind: 'remote', id: 'remote-server', name: address, address },
    connection: { ...untestedConnection, triedAs },
    practice: null,
    facts: null,
  });
  const others = (code: 'target.accessDenied' | 'target.signInRefused', native: number) =>
    wayOut({ code, detail: '', native }, view).others.map((exit) => exit.kind === 'command' && exit.command);
  expect(others('target.accessDenied', denied)).toEqual(commands);
  expect(others('target.signInRefused', 1326)).toEqual([]);
});
