import { expect, it } from 'vitest';
import { serverStateSchema } from '../../../../shared/model/facts';
import { runScripts } from '../../differential/scriptSide';
import { describeWithEngine } from '../../engine';
import { changedPlaces, decidedBy, placesOf } from './factPlaces';
import { machineOf } from './onMachine';

/** One property that a Windows does not have, and the facts that it alone decides. */
const missing: Readonly<Record<string, readonly string[]>> = {
  ...decidedBy,
  'Win32_Process.SessionId': [],
  'Get-WindowsFeature.FeatureType': ['roles'],
};

/** Commands that may fail altogether, each with the places of the facts that come from nowhere else. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'Get-CimInstance': ['os', 'boot.startedAt', 'computer', 'disk', 'sessions'],
  'Get-WinEvent': ['boot.recent', 'events'],
  'Get-MpComputerStatus': ['defender'],
  'Get-MpPreference': ['preferences'],
  'Get-WindowsFeature': ['roles'],
  'Get-WindowsOptionalFeature': ['defender.feature'],
  'Get-Service': ['services', 'otherAntivirus', 'owners', 'defender', 'preferences', 'sensor'],
  'Get-Acl': ['files.ntoskrnlOwnerTrusted'],
  'Get-Item': [
    'files.ucrtbase',
    'files.tdh',
    'files.ntoskrnl',
    'defender.platformVersion',
    'sensor.senseVersion',
  ],
};

describeWithEngine('the facts of a server', () => {
  it('lose nothing but what one command or one property tells', { timeout: 240_000 }, async () => {
    const machine = machineOf('2016-onboarded');
    if (machine.defender?.preferences) machine.defender.preferences.ProxyServer = 'http://proxy.example:8080';
    machine.sessions = [{ user: 'PRACTICE\\m.alvarez' }];
    const step = (env: Readonly<Record<string, string>>) => ({
      name: 'Get-ServerState' as const,
      params: { antivirusServices: ['McShield'], eventsSince: 0 },
      env,
    });
    const cases = [
      ...Object.keys(missing).map((name) => ({ GANGWAY_LAB_MISSING: name })),
      ...Object.keys(broken).map((name) => ({ GANGWAY_LAB_BROKEN: name })),
    ];
    const ends = await runScripts(machine, [step({}), ...cases.map(step)], () => undefined);
    const states = ends.map(({ code, result }, index) => {
      expect([cases[index - 1], code]).toEqual([cases[index - 1], null]);
      return serverStateSchema.parse(result);
    });
    const [whole, ...rest] = states;
    if (whole === undefined) throw new Error('nothing was read');
    expect(whole.unreadable).toEqual([]);
    expect(whole.sessions).not.toEqual([]);
    const lost = rest.map((state) => changedPlaces(placesOf(whole), placesOf(state)));
    for (const [index, [name, places]] of Object.entries(missing).entries())
      expect([name, lost[index]]).toEqual([name, places]);
    for (const [index, [name, places]] of Object.entries(broken).entries()) {
      const at = Object.keys(missing).length + index;
      const elsewhere = lost[at]?.filter(
        (place) => !places.some((one) => place === one || place.startsWith(`${one}.`)),
      );
      expect([name, elsewhere]).toEqual([name, []]);
      expect(lost[at]).not.toEqual([]);
      // Each fact that was lost is named with its reason, by its own place or by one around it.
      expect(rest[at]?.unreadable.length, name).toBeGreaterThan(0);
    }
    // Files have names of their own in the script; what is told is their place.
    const noFiles = rest[Object.keys(missing).length + Object.keys(broken).indexOf('Get-Item')];
    expect(noFiles?.unreadable.map(({ fact }) => fact).sort()).toEqual(broken['Get-Item']?.toSorted());
  });
});
