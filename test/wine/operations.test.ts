import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineOf } from '../lab/operations/stage/onMachine';
import { stepsOf } from '../lab/operations/stage/kit';
import { groupPolicy, ofAnotherTenant, tenant } from './onboardingScripts';
import { WineServer, onZ } from './server';
import {
  codeOf,
  installer,
  lab,
  logOf,
  onboard,
  policyKey,
  product,
  read,
  resetSensor,
  sensorPath,
} from './stage';
import { describeWithWine } from './wine';

const slower = { ...lab, GANGWAY_LAB_SPEED: '10' };

// In this order: each goes on with the server that the one before has left.
describeWithWine('one server on Wine, from the first reading to the last', () => {
  let server: WineServer;
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2016-trellix'));
  });
  afterAll(async () => server.close());

  const code = (...words: string[]) => codeOf(server, ...words);
  const query = async (...words: string[]) => {
    const { out } = await server.wine(['reg', 'query', ...words]);
    return out.toString('latin1');
  };

  it('is read before anything was done', async () => {
    const state = await read(server);
    expect(state.os).toMatchObject({ build: 14393, installationType: 'Server', is64Bit: true });
    expect(state.services).toMatchObject({
      sense: null,
      winDefend: null,
      lanmanServer: { status: 'stopped', start: 'manual' },
    });
    expect(state.sensor).toMatchObject({ product: null, onboardingState: null });
    // Wine has no access lists to read; everything else answers.
    expect(state.unreadable.map(({ fact }) => fact)).toEqual(['files.ntoskrnlOwnerTrusted']);
  });

  it('refuses a package whose launch condition does not hold, with 1603', async () => {
    const { error, result } = await server.run('Install-Sensor', installer(server));
    expect(error).toMatchObject({ code: 'operation.failed', native: 1603 });
    expect(result).toBeUndefined();
    expect(await code('sc', 'query', 'sense')).not.toBe(0);
  });

  it('does not start an installation from a file that was swapped, or is not there', async () => {
    const params = installer(server);
    const missing = { ...params, file: { ...params.file, sha256: '0'.repeat(64) } };
    expect((await server.run('Install-Sensor', missing, lab)).error?.code).toBe('package.missing');
    const place = join(server.disk, 'ProgramData/Gangway/library', params.file.sha256, 'md4ws.msi');
    writeFileSync(place, 'not this one');
    expect((await server.run('Install-Sensor', params, lab)).error?.code).toBe('operation.hashMismatch');
  });

  it('passes on the code of a file that is no package', async () => {
    const file = server.addToLibrary('md4ws.msi', Buffer.from('no package'));
    const { error } = await server.run('Install-Sensor', { ...installer(server), file }, lab);
    expect(error?.code).toBe('operation.failed');
    expect(error?.native).toBeGreaterThan(0);
  });

  it('gets the sensor and the antivirus from Windows Installer', async () => {
    const { result, error, records } = await server.run('Install-Sensor', installer(server), lab);
    expect(error).toBeNull();
    expect(result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect(stepsOf(records)).toEqual([
      'verifyFile begin',
      'verifyFile done',
      'installSensor begin',
      'installSensor done',
    ]);
    expect(logOf(server, result)).toContain('FORCEPASSIVEMODE = 1');
    expect(await code('sc', 'query', 'sense')).toBe(0);
    const state = await read(server);
    expect(state.services).toMatchObject({
      sense: { status: 'stopped', start: 'manual', imagePath: sensorPath },
      winDefend: { start: 'automatic' },
    });
    expect(state.sensor).toMatchObject({
      product: { name: 'Microsoft Defender for Endpoint', productCode: product },
      senseVersion: '10.8735.24070.5',
      onboardingState: null,
    });
  });

  it('is not installed on twice', async () => {
    const { result, records } = await server.run('Install-Sensor', installer(server), lab);
    expect(result).toEqual({ changed: false, restart: false, native: null, logPath: '' });
    expect(stepsOf(records)).toEqual(['installSensor skipped']);
  });

  it('keeps the passive mode value in the 64-bit registry', async () => {
    const mode = (wanted: 'passive' | 'active' | 'unset') => server.run('Set-PassiveMode', { mode: wanted });
    expect((await mode('passive')).result).toEqual({ changed: true, before: null, after: 1 });
    const value = [policyKey, '/v', 'ForceDefenderPassiveMode'];
    expect(await query(...value, '/reg:64')).toMatch(/REG_DWORD\s+0x1\b/);
    expect((await mode('passive')).result).toEqual({ changed: false, before: 1, after: 1 });
    expect((await mode('active')).result).toEqual({ changed: true, before: 1, after: 0 });
    expect((await mode('unset')).result).toEqual({ changed: true, before: 0, after: null });
    expect(await query(...value, '/reg:64')).not.toContain('REG_DWORD');
    await mode('passive');
    expect((await read(server)).policy.forceDefenderPassiveMode).toBe(1);
  });

  it('does not run an onboarding script of another tenant', async () => {
    const { error, records } = await onboard(server, ofAnotherTenant);
    expect(error?.code).toBe('package.notTrusted');
    expect(stepsOf(records)).toEqual(['verifyFile begin']);
    expect(await query(policyKey, '/v', 'OnboardingInfo', '/reg:64')).not.toContain('REG_SZ');
  });

  it('is not onboarded while its Server service stands still: 65', async () => {
    expect((await onboard(server, groupPolicy)).error).toMatchObject({
      code: 'operation.failed',
      native: 65,
    });
    expect(await code('net', 'start', 'LanmanServer')).toBe(0);
  });

  it.each([
    ['refuse', 15, 'does not start'],
    ['silent', 35, 'says nothing of its state'],
    ['zero', 40, 'says that it is not onboarded'],
  ])('fails with the code of the script when the sensor is at fault (%s: %i, %s)', async (fault, native) => {
    await resetSensor(server, fault);
    const { error, records } = await onboard(server, groupPolicy);
    expect(error).toMatchObject({ code: 'operation.failed', native });
    expect(stepsOf(records).at(-1)).toBe('awaitSensor begin');
  });

  it('is onboarded although the script gave up before the sensor spoke', async () => {
    await resetSensor(server, 'late');
    const { result, error } = await onboard(server, groupPolicy, slower);
    expect(error).toBeNull();
    expect(result).toEqual({ changed: true, restart: false, native: 35, onboardingState: 1 });
  });

  it('is onboarded by the script to its end, without standard input', async () => {
    await resetSensor(server, '');
    const { result, error, records } = await onboard(server, groupPolicy);
    expect(error).toBeNull();
    expect(result).toEqual({ changed: true, restart: false, native: 0, onboardingState: 1 });
    const said = records.filter(({ Source }) => Source === 'cmd').map(({ Text }) => Text);
    expect(said).toContain('Onboarded (practice).');
    const events = readFileSync(join(server.disk, 'windows/temp/events.txt'), 'utf8');
    expect(events).toMatch(
      /WDATPOnboarding \/t Error \/id 15 [\s\S]*WDATPOnboarding \/t Information \/id 20 /,
    );
  });

  it('leaves no copy of the onboarding script in a run folder', () => {
    const runs = join(server.disk, 'ProgramData/Gangway/runs');
    const files = readdirSync(runs, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.endsWith('portal.txt')).length).toBeGreaterThan(4);
    expect(files.filter((name) => name.endsWith('.cmd'))).toEqual([]);
    for (const name of files.filter((one) => /\.txt(\.err)?$/.test(one)))
      expect(readFileSync(join(runs, name), 'latin1')).not.toContain('sha256sig');
  });

  it('is read back', async () => {
    const state = await read(server);
    expect(state.services.sense).toEqual({ status: 'running', start: 'automatic', imagePath: sensorPath });
    expect(state.sensor).toMatchObject({ onboardingState: 1, orgId: tenant });
    expect(Math.abs((state.sensor.lastConnectedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(state.policy).toMatchObject({ onboardingInfo: true, offboardingInfo: false });
    expect(state.kit.map(({ name }) => name)).toContain('md4ws.msi');
  });

  it('tells of the information that the script wrote its tenant, its cloud and its certificate, and no more', async () => {
    const { result, error } = await server.run('Get-SensorIdentity', {});
    expect(error).toBeNull();
    expect(result).toMatchObject({
      tenant,
      packageTenant: tenant,
      certificate: { subject: 'CN=practice.invalid, O=Gangway practice' },
      cloud: { geoLocationUrl: 'https://edr.practice.invalid/edr/', datacenter: 'Practice' },
      unreadable: [],
    });
    expect(JSON.stringify(result)).not.toContain('sig');
  });

  it('is not onboarded twice, nor to another tenant', async () => {
    expect((await onboard(server, groupPolicy)).result).toEqual({
      changed: false,
      restart: false,
      native: null,
      onboardingState: 1,
    });
    const file = server.addToLibrary(ofAnotherTenant.name, ofAnotherTenant.bytes);
    const other = await server.run(
      'Invoke-Onboarding',
      { file, orgId: '1'.repeat(8) + tenant.slice(8) },
      lab,
    );
    expect(other.error?.code).toBe('step.blocked');
  });

  it('takes the line of the detection test, and nothing comes of it', async () => {
    const { result, error, records } = await server.run('Invoke-DetectionTest', {});
    expect(error).toBeNull();
    expect(Math.abs((result?.sentAt ?? 0) - Date.now())).toBeLessThan(120_000);
    expect(stepsOf(records).slice(2, 5)).toEqual(['sendTest begin', 'sendTest done', 'endTest begin']);
    expect(existsSync(join(server.disk, 'test-MDATP-test'))).toBe(false);
    const processes = (await server.wine(['tasklist'])).out.toString('latin1');
    expect(processes).toContain('services.exe');
    expect(processes).not.toContain('powershell.exe');
  });

  it('waits with a log that its writer has for itself', async () => {
    const operations = join(import.meta.dirname, '../../main/operations');
    const script = join(server.folder, 'held.ps1');
    writeFileSync(
      script,
      `Set-StrictMode -Version 2.0; $ErrorActionPreference = 'Stop'
      . '${onZ(join(operations, 'Change.ps1'))}'
      $path = Join-Path $env:TEMP 'held.log'
      $held = New-Object System.IO.FileStream($path, 'Create', 'ReadWrite', 'None')
      $held.Write([Text.Encoding]::ASCII.GetBytes("first\`r\`nsecond\`r\`n"), 0, 15)
      $held.Flush()
      $tail = New-Tail $path ([Text.Encoding]::ASCII) 'msi'
      "held: $(@(Read-Tail $tail).Count)"
      $held.Dispose()
      "free: $(@(Read-Tail $tail | ForEach-Object { $_.Text }) -join ', ')"`,
    );
    const { out, err } = await server.powerShell(['-File', onZ(script)]);
    expect(err.toString()).toBe('');
    expect(out.toString().trim().split(/\r?\n/)).toEqual(['held: 0', 'free: first, second']);
  });

  it('gives up its sensor by Windows Installer, once', async () => {
    const uninstall = () => code('msiexec', '/x', product, '/quiet', '/norestart');
    expect(await uninstall()).toBe(0);
    expect(await code('sc', 'query', 'sense')).not.toBe(0);
    expect(existsSync(join(server.disk, sensorPath.slice(3).replaceAll('\\', '/')))).toBe(false);
    // Unix sees the lower byte of the code.
    expect(await uninstall()).toBe(1605 & 0xff);
    const state = await read(server);
    expect(state.services.sense).toBeNull();
    expect(state.sensor.product).toBeNull();
  });

  it('holds the files of an installation: nobody can change, remove or rename them, and they can be read', async () => {
    const lines = [
      'param([switch]$Passive, [switch]$NoEtl)',
      '$done = 0',
      "foreach ($path in 'md4ws.msi', 'Install.ps1' | ForEach-Object { Join-Path $PSScriptRoot $_ }) {",
      "    try { [IO.File]::WriteAllText($path, 'another'); $done++ } catch { }",
      '    try { [IO.File]::Delete($path); $done++ } catch { }',
      '    try { [IO.File]::Move($path, "$path.old"); $done++ } catch { }',
      '    if ([IO.File]::ReadAllBytes($path).Length -eq 0) { $done++ }',
      '}',
      'exit (40 + $done)',
    ];
    const script = server.addToLibrary('Install.ps1', Buffer.from(lines.join('\r\n')));
    const params = { ...installer(server), engine: 'installScript' as const, script };
    const { error } = await server.run('Install-Sensor', params, lab);
    expect(error).toMatchObject({ code: 'operation.failed', native: 40 });
  });

  it('gets it again by the helper script, which passes its own code on', async () => {
    const helper = readFileSync(join(import.meta.dirname, '../../main/packages/practice/Install.ps1'));
    const script = server.addToLibrary('Install.ps1', helper);
    const params = { ...installer(server), engine: 'installScript' as const, script };
    const outside = await server.run('Install-Sensor', params);
    expect(outside.error).toMatchObject({ code: 'operation.failed', native: 90 });
    const { result, error } = await server.run('Install-Sensor', params, lab);
    expect(error).toBeNull();
    expect(result).toMatchObject({ changed: true, restart: false, native: 0 });
    expect((await read(server)).services.sense).toMatchObject({ status: 'stopped', start: 'manual' });
  });
});
