import { expect, it } from 'vitest';
import { setTrustedHost } from '../../../main/practice/behaviours/setTrustedHost';
import { describeWithEngine } from '../engine';
import { onMachine } from './stage/onMachine';
import { computer } from './stage/technician';

describeWithEngine('Set-TrustedHost', () => {
  it.each([
    ['', { name: 'nord-dmz1', trusted: true }, 'nord-dmz1'],
    ['a.example, *.b.example', { name: '192.0.2.71', trusted: true }, 'a.example,*.b.example,192.0.2.71'],
    ['nord-dmz11,NORD-DMZ1', { name: 'nord-dmz1', trusted: true }, null],
    ['*', { name: 'nord-dmz1', trusted: true }, null],
    // Brackets are needed around an IPv6 address (row platform/winrm-trustedhosts-ipv6).
    ['a', { name: '[2001:db8::7]', trusted: true }, 'a,[2001:db8::7]'],
    ['nord-dmz1', { name: 'nord-dmz1', trusted: false }, ''],
    ['a,nord-dmz1,b,nord-dmz1', { name: 'nord-dmz1', trusted: false }, 'a,b,nord-dmz1'],
    ['a,*,nord-dmz11', { name: 'nord-dmz1', trusted: false }, null],
  ])('[row 21] in the list "%s": %o', async (before, params, after) => {
    const run = await onMachine('Set-TrustedHost', params, computer(before));
    expect(run.error).toBeNull();
    const expected = { changed: after !== null, before, after: after ?? before };
    expect(run.result).toEqual(expected);
    expect(run.machine.network?.trustedHosts).toBe(after ?? before);
    // Practice does the same.
    expect(setTrustedHost(before, params)).toEqual(expected);
  });

  it('reads the list and changes nothing', async () => {
    const run = await onMachine('Get-TrustedHost', {}, computer('a.example, b'));
    expect(run.result).toEqual({ list: 'a.example, b' });
    expect(run.machine.network?.trustedHosts).toBe('a.example, b');
  });

  it.each(['*', 'a,b', '*.contoso.lan', '<local>', "x'; y", 'a\n', ''])(
    'refuses the name "%s"',
    async (name) => {
      const run = await onMachine('Set-TrustedHost', { name, trusted: true }, computer('a'));
      expect(run.error?.code).toBe('operation.badParameters');
      expect(run.machine.network?.trustedHosts).toBe('a');
    },
  );

  it('says by code what keeps Windows from it, and starts no service', async () => {
    const params = { name: 'nord-dmz1', trusted: true };
    const plain = computer('');
    const powershell = { ...plain.powershell, elevated: false };
    expect((await onMachine('Set-TrustedHost', params, computer('', { powershell }))).error?.code).toBe(
      'target.notElevated',
    );
    const { WinRM } = plain.services;
    if (WinRM === undefined) throw new Error('no WinRM');
    const services = { ...plain.services, WinRM: { ...WinRM, status: 'Stopped' } as const };
    const run = await onMachine('Set-TrustedHost', params, computer('', { services }));
    expect(run.error?.code).toBe('winrm.stopped');
    expect(run.machine.services.WinRM?.status).toBe('Stopped');
    const policy = await onMachine('Set-TrustedHost', params, computer('policy.example'));
    // Where a policy sets the list, Windows refuses to change it (row platform/winrm-trusted-by-name).
    expect(policy.error).toMatchObject({
      code: 'winrm.unchanged',
      text: expect.stringContaining('policies'),
    });
    expect(policy.machine.network?.trustedHosts).toBe('policy.example');
  });
});
