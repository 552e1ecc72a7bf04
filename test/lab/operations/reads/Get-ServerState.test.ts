import { expect, it } from 'vitest';
import { keys } from '../../../../main/practice/machine/keys';
import { describeWithEngine } from '../../engine';
import { rowOf } from '../../../ground/row';
import { machineOf, onMachine } from '../stage/onMachine';

const params = { antivirusServices: ['McShield', 'mfemms', 'ekrn'], eventsSince: 0 };
/** The facts that come from one call of Get-MpComputerStatus. */
const statusFacts = [
  'defender.runningMode',
  'defender.engineVersion',
  'defender.signatureVersion',
  'defender.signaturesUpdatedAt',
  'defender.realTimeProtection',
  'defender.tamperProtected',
];
const hklm = 'HKEY_LOCAL_MACHINE';
const read = (machine = machineOf('2019-onboarded'), options = {}) =>
  onMachine('Get-ServerState', params, machine, options);

describeWithEngine('Get-ServerState', () => {
  it('tells a full administrator from a filtered one by the integrity level', async () => {
    const machine = machineOf('2019-fresh');
    const full = await read(machine);
    expect(full.result?.powershell).toMatchObject({
      elevated: true,
      is64Bit: true,
      user: 'practice\\administrator',
    });
    machine.powershell.elevated = false;
    const filtered = await read(machine);
    expect(filtered.result?.powershell.elevated).toBe(false);
    // Features are told to administrators only.
    expect(filtered.result?.defender.feature).toBeNull();
    expect(filtered.result?.unreadable).toEqual([
      expect.objectContaining({ fact: 'defender.feature', reason: 'accessDenied' }),
    ]);
  });

  it('tells the servicing stack, the engine and one word of the onboarding information, and no more of it', async () => {
    const machine = machineOf('2019-onboarded');
    const servicing = `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Version`;
    machine.registry[servicing] = { '10.0.17763.850': 'x', '10.0.17763.1490': 'x', '(default)': 'x' };
    const body = JSON.stringify({
      geoLocationUrl: 'https://winatp-gw-weu.microsoft.com/',
      orgId: 'secret-tenant',
    });
    machine.registry[`${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection`] = {
      OnboardingInfo: JSON.stringify({ body, sig: 'secret-signature' }),
    };
    const run = await read(machine);
    expect(run.result?.os.servicingStack).toBe('10.0.17763.1490');
    expect(run.result?.defender.engineVersion).toBe('1.1.25100.9006');
    expect(run.result?.policy.connectivity).toBe('standard');
    expect(JSON.stringify(run.records)).not.toMatch(/winatp|secret/);
  });

  it.each([
    // Server 2016 whose feature was just enabled (rows mde-mpstatus-10-14393-*), and Server 2019 as it was published.
    ['2016-trellix', '4.10.14393.2248'],
    ['2019-fresh', '4.18.1807.18075'],
  ])('reads everything of %s while its platform is %s, which tells no mode', async (id, platform) => {
    const machine = machineOf(id);
    if (machine.defender === null) throw new Error('the machine has no antivirus');
    machine.defender.AMProductVersion = platform;
    const run = await read(machine);
    expect(run.error).toBeNull();
    expect(run.result?.unreadable).toEqual([]);
    expect(run.result?.defender).toMatchObject({
      runningMode: null,
      modeNotTold: true,
      serviceEnabled: true,
      antivirusEnabled: true,
      realTimeProtection: true,
      onAccessProtection: true,
      tamperProtected: null,
      signatureVersion: '1.441.212.0',
    });
  });

  it('takes an antivirus that says "Not running" as an answer, and none of its zeros as a value', async () => {
    const machine = machineOf('2019-fresh');
    if (machine.defender === null) throw new Error('the machine has no antivirus');
    machine.defender.AMRunningMode = 'Not running';
    const run = await read(machine);
    expect(run.result?.unreadable).toEqual([]);
    expect(run.result?.defender).toMatchObject({
      runningMode: 'Not running',
      modeNotTold: false,
      serviceEnabled: false,
      signatureVersion: null,
      signaturesUpdatedAt: null,
    });
  });

  it('tells an antivirus that stopped answering by the id of the error, where alone its code is', async () => {
    const machine = machineOf('2019-fresh');
    const gone = { ...machine, defender: null };
    const run = await read(gone);
    expect(run.error).toBeNull();
    expect(run.result?.defender).toMatchObject({ runningMode: null, modeNotTold: false });
    expect(run.result?.unreadable.map(({ fact, reason }) => `${fact} ${reason}`)).toEqual(
      [...statusFacts, 'preferences'].map((fact) => `${fact} noAnswer`),
    );
  });

  it('keeps every other event when the text of one cannot be made', async () => {
    const machine = machineOf('2019-onboarded');
    const all = await read(machine);
    const odd = await read(machine, { env: { GANGWAY_LAB_ODD: 'event:4,source:WDATPOnboarding' } });
    expect(odd.error).toBeNull();
    // A source that writes to another log is an answer, as one that is not there.
    expect(odd.result?.unreadable).toEqual([]);
    const sense = (run: typeof all) =>
      (run.result?.events ?? []).filter(({ log }) => log === 'sense').map(({ id, at }) => [id, at]);
    expect(sense(all).map(([id]) => id)).toContain(4);
    expect(sense(odd)).toEqual(sense(all));
    expect(odd.result?.events.find(({ id }) => id === 4)?.text).toBe('This event has no text');
    expect(odd.records.filter(({ Kind }) => Kind === 'log')).toEqual([]);
  });

  it('leaves out a part that is overdue, says so, and reads all the rest', async () => {
    const machine = machineOf('2019-onboarded');
    const whole = await read(machine);
    machine.slow = { 'Get-WindowsFeature': 20, 'Get-WindowsOptionalFeature': 20 };
    const run = await onMachine('Get-ServerState', { ...params, partSeconds: 4 }, machine);
    expect(run.error).toBeNull();
    expect(run.result?.unreadable.map(({ fact, reason }) => `${fact} ${reason}`)).toEqual([
      'roles notInTime',
      'defender.feature notInTime',
    ]);
    expect(run.result?.roles).toEqual([]);
    expect(run.result?.defender).toEqual({ ...whole.result?.defender, feature: null });
    expect(run.result?.events).toEqual(whole.result?.events);
  });

  it('stumbles over no value of wrong length that another program wrote', async () => {
    const machine = machineOf('2016-onboarded');
    const uninstall = `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall`;
    // Row servicing/servicing-uninstall-eight-byte-dword; in keys that are read as well, which no row shows.
    const eightBytes = { type: 'DWord', value: '0100000000000000' } as const;
    // Found by its name, as Microsoft's analyzer finds it (row defender/mde-analyzer-unified-agent).
    const product = Object.keys(machine.registry).find((key) => key.includes('Uninstall\\{')) ?? '';
    machine.registry[`${uninstall}\\nbi-nb-base-8.0.2.0.201411181905`] = { NoModify: eightBytes };
    machine.registry[product] = { ...machine.registry[product], NoModify: eightBytes };
    const policy = `${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Defender`;
    machine.registry[policy] = { DisableAntiSpyware: eightBytes, ProxyServer: 'http://proxy:3128' };
    const run = await read(machine, { ordinary: true });
    expect(run.error).toBeNull();
    expect(run.result?.unreadable).toEqual([]);
    expect(run.result?.sensor.product?.name).toBe('Microsoft Defender for Endpoint');
    expect(run.result?.policy.disableAntiSpyware).toBeNull();
    expect(run.result?.proxy.antivirus).toBe('http://proxy:3128');
  });

  it('names the keys that refuse access, and reads all the rest', async () => {
    const machine = machineOf('2019-onboarded');
    machine.registry[`${hklm}\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status`] = {
      $deny: 'read',
    };
    machine.registry[`${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Defender`] = { $deny: 'read' };
    const run = await read(machine);
    expect(run.error).toBeNull();
    expect(run.result?.sensor).toMatchObject({ onboardingState: null, orgId: null, lastConnectedAt: null });
    expect(run.result?.unreadable.map(({ fact, reason }) => `${fact} ${reason}`)).toEqual(
      [
        'policy.disableAntiSpyware',
        'policy.disableAntiVirus',
        'proxy.antivirus',
        'sensor.onboardingState',
        'sensor.orgId',
        'sensor.lastConnectedAt',
        'owners',
      ].map((fact) => `${fact} accessDenied`),
    );
    expect(run.result?.services.sense?.status).toBe('running');
    expect(run.result?.events.length).toBeGreaterThan(0);
  });

  it('loses only what a damaged Windows does not answer', async () => {
    const broken = 'Get-CimInstance,Get-WinEvent,Get-MpComputerStatus,Get-WindowsFeature,Get-Acl';
    const run = await read(undefined, { env: { GANGWAY_LAB_BROKEN: broken } });
    expect(run.error).toBeNull();
    // What CIM says of Windows itself the registry knows too.
    expect(run.result?.os).toMatchObject({
      build: 17763,
      version: '10.0',
      productType: 3,
      editionId: 'ServerStandard',
    });
    expect(run.result?.boot).toEqual({ startedAt: null, recent: [] });
    expect(run.result?.sensor.onboardingState).toBe(1);
    expect(run.result?.unreadable.map(({ fact, reason }) => `${fact} ${reason}`)).toEqual(
      [
        'os.cim',
        'boot.startedAt',
        'computer',
        'disk',
        'roles',
        'files.ntoskrnlOwnerTrusted',
        'boot.recent',
        'sessions',
        ...statusFacts,
        'policySources',
        'events.sense',
        'events.defender',
        'events.onboarding',
        'events.offboarding',
      ].map((fact) => `${fact} failed`),
    );
  });

  it('knows a restart that the helper script asked for from one that has happened since', async () => {
    const machine = machineOf('2016-trellix');
    const asked = (at: number) => {
      const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString();
      return `${local.slice(2, 10).replaceAll('-', '.')}T${local.slice(11, 23)}`;
    };
    const key = `${hklm}\\SOFTWARE\\Microsoft\\Microsoft Defender for Endpoint Install`;
    machine.registry[key] = { PendingReboot: asked(machine.boot.startedAt - 40_000) };
    machine.registry[keys.sessionManager] = { PendingFileRenameOperations2: ['', ''] };
    const waiting = await onMachine('Get-ServerState', { antivirusServices: [], eventsSince: 0 }, machine);
    expect(waiting.result?.unreadable).toEqual([]);
    expect(waiting.result?.otherAntivirus).toEqual([]);
    expect(waiting.result?.restartPending).toEqual([{ source: 'defenderInstall', blocking: true }]);
    machine.registry[key] = { PendingReboot: asked(machine.boot.startedAt - 86_400_000) };
    machine.registry[keys.sessionManager] = { PendingFileRenameOperations2: ['\\??\\C:\\x.tmp', ''] };
    const over = await read(machine);
    expect(over.result?.restartPending).toEqual([{ source: 'fileRename', blocking: false }]);
  });

  it('does not stumble over values that are not what they should be', async () => {
    const machine = machineOf('2019-onboarded');
    const sensor = `${hklm}\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection`;
    const status = machine.registry[`${sensor}\\Status`];
    machine.registry[`${sensor}\\Status`] = { ...status, LastConnected: 'yesterday' };
    machine.registry[`${hklm}\\SOFTWARE\\Policies\\Microsoft\\Windows Defender`] = {
      DisableAntiSpyware: 'yes',
    };
    machine.registry[
      `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{5E1A3C70-0B1D-4D8E-9A57-6F1D00C0FFEE}`
    ] = { DisplayName: 'Microsoft Defender for Endpoint' };
    const run = await read(machine);
    expect(run.error).toBeNull();
    expect(run.result?.sensor).toMatchObject({ onboardingState: 1, lastConnectedAt: null, product: null });
    expect(run.result?.policy.disableAntiSpyware).toBeNull();
    expect(run.result?.unreadable.map(({ fact }) => fact)).toEqual([
      'sensor.lastConnectedAt',
      'sensor.product',
    ]);
  });

  // Bytes and not netsh, whose words are translated (row platform/netsh-winhttp-languages).
  it.each([
    ['platform/winhttp-settings-direct', '', null],
    ['platform/winhttp-settings-other-header', '', null],
    ['platform/winhttp-settings-named', 'http=proxy.example:8080', 'http=proxy.example:8080'],
  ])('reads the proxy of WinHTTP as in %s', async (name, proxy, expected) => {
    const { bytes, flags } = rowOf(name).shows;
    // The row of a named proxy tells its layout: a header, flags, length and text, then an empty list of exceptions.
    const made = Buffer.from(`${'\0'.repeat(12)}${String.fromCharCode(proxy.length)}\0\0\0${proxy}\0\0\0\0`);
    made[8] = Number(flags);
    const value = typeof bytes === 'string' ? bytes.replaceAll(' ', '') : made.toString('hex');
    const machine = machineOf('2019-fresh');
    const connections = `${hklm}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections`;
    machine.registry[connections] = { WinHttpSettings: { type: 'Binary', value } };
    const run = await read(machine);
    expect(run.result?.proxy).toMatchObject({ winHttp: expected, winHttpBypass: null });
    expect(run.result?.unreadable).toEqual([]);
  });
});
