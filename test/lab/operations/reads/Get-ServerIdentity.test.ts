import { expect, it } from 'vitest';
import { keys } from '../../../../main/practice/machine/keys';
import { readMachine } from '../../../../main/practice/machine/machines';
import type { Machine } from '../../../../main/practice/machine/machine';
import { openMachine } from '../../../../main/practice/machine/openMachine';
import { practiceIdentity } from '../../../../main/practice/practiceNetwork';
import { describeWithEngine } from '../../engine';
import { onMachine } from '../stage/onMachine';

const machine = (id: string): Machine => openMachine(readMachine(id), Date.now());

/** Surroundings of a session on a machine: whose domain the account has, and a 64-bit process. */
const session = (name: string, userDomain: string) => ({
  env: { COMPUTERNAME: name, USERDOMAIN: userDomain, PROCESSOR_ARCHITECTURE: 'AMD64' },
});

/** Both sides without what only the engine says: it is no Windows PowerShell. */
const compared = <T extends { userName: string; psVersion: string }>(identity: T) => {
  const { psVersion: _version, userName, ...rest } = identity;
  return { ...rest, userName: userName.toLowerCase() };
};

describeWithEngine('Get-ServerIdentity', () => {
  it('says of a member of a domain what the practice server says', async () => {
    const server = machine('network-fresh');
    const run = await onMachine('Get-ServerIdentity', {}, server, session(server.name, 'PRACTICE'));
    expect(run.error).toBeNull();
    expect(run.records).toEqual([]);
    if (run.result === undefined) throw new Error('no identity');
    expect(compared(run.result)).toEqual(compared(practiceIdentity(server, 'me')));
    expect(run.result).toMatchObject({ isAdministrator: true, languageMode: 'FullLanguage', is64Bit: true });
    expect(run.result.machineId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it('calls an account of the server itself local, whose token Windows filtered', async () => {
    const known = machine('network-filtered');
    const account = 'PRACTICE-WEB2\\support';
    const server = { ...known, powershell: { ...known.powershell, user: account, elevated: false } };
    const run = await onMachine('Get-ServerIdentity', {}, server, session(server.name, server.name));
    if (run.result === undefined) throw new Error('no identity');
    // whoami of the lab has one identifier for everybody.
    expect({ ...compared(run.result), userSid: '' }).toEqual({
      ...compared(practiceIdentity(server, account)),
      userSid: '',
    });
    expect(run.result).toMatchObject({ isAdministrator: false, isLocalAccount: true });
  });

  it('still says who it is in a workgroup, and where the identifier of its Windows cannot be read', async () => {
    const known = machine('network-workgroup');
    const { [keys.cryptography]: _gone, ...registry } = known.registry;
    if (known.network === undefined) throw new Error('a server of the network');
    // Outside a domain, this computer has let the address stand in TrustedHosts.
    const network = { ...known.network, trustedHosts: known.network.address };
    const server = { ...known, registry, network };
    const run = await onMachine('Get-ServerIdentity', {}, server, session(server.name, server.name));
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ computerName: 'PRACTICE-DMZ1', domain: null, machineId: null });
    expect(practiceIdentity(server, 'PRACTICE-DMZ1\\Administrator').machineId).toBeNull();
    expect(run.records.map(({ Level }) => Level)).toEqual(['warn']);
  });
});
