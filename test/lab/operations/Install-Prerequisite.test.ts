import { beforeAll, expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { labFile, stepsOf } from './stage/kit';
import { keys } from '../../../main/practice/machine/keys';
import { machineOf } from './stage/onMachine';
import { runTogether, type Turn, type TurnEnd } from './stage/together';

type Name = 'Install-Prerequisite';
const kb = 'KB2999226';
const msu = (text: string, lying = text) => labFile(`Windows8.1-${kb}-x64.msu`, text, lying);
const [update, swapped, gone] = [msu('an update'), msu('another update', 'an exchanged one'), msu('nowhere')];
const kernel = labFile('Windows8.1-KB3045999-x64.msu', 'a kernel');
const program = (marks: string) => labFile('UpdatePlatform.exe', marks);
const platform = program(
  'lab-signature: Valid\nlab-internal-name: UpdatePlatform.exe\nlab-version: 4.18.24070.5\n',
);
/** The older update under a name that the catalogue gives (row servicing/servicing-platform-file-names): only its content tells the version. */
const step = labFile(
  'updateplatform.amd64fre_314c7bfdd3e57abdf156b40c4f97af62530f63a1.exe',
  'lab-signature: Valid\nlab-internal-name: UpdatePlatform.exe\nlab-version: 4.18.2001.10\n',
);
const bad = {
  unsigned: program('lab-internal-name: UpdatePlatform.exe\n'),
  'signed but another program': program('lab-signature: Valid\nlab-internal-name: Other.exe\n'),
  'of a broken signature': program('lab-signature: HashMismatch\nlab-internal-name: UpdatePlatform.exe\n'),
};
type Bad = keyof typeof bad;
const badNames = Object.keys(bad).filter((name): name is Bad => name in bad);

const withoutTool = <T>(files: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !/\\mpcmdrun\.exe$/i.test(path)));
function server(id: string, change: (machine: ReturnType<typeof machineOf>) => void = () => undefined) {
  const machine = machineOf(id);
  change(machine);
  return machine;
}
function antivirus(change: object) {
  return server('2016-trellix', (machine) => {
    const { WinDefend } = machine.services;
    if (WinDefend === undefined) throw new Error('the machine has no WinDefend');
    machine.services.WinDefend = { ...WinDefend, ...change };
  });
}
/** A 2016 that calls the feature enabled while services and programs wait for the restart (row servicing/servicing-ips1-onboarded-and-state-tests). */
function enabledOnly(change: (machine: ReturnType<typeof machineOf>) => void = () => undefined) {
  return server('2016-prerequisites', (machine) => {
    machine.features['Windows-Defender'] = 'Enabled';
    machine.files = withoutTool(machine.files);
    change(machine);
  });
}
/** A 2016 whose feature was just enabled: Defender runs from the folder that came with Windows. */
const inbox = () => antivirus({ imagePath: '"C:\\Program Files\\Windows Defender\\MsMpEng.exe"' });
const byUpdate = (file: typeof update.file) => ({ fix: 'windowsUpdate', kb, file }) as const;
const byPlatform = (file: typeof update.file) => ({ fix: 'platformUpdate', file }) as const;
const old2012 = server('2012r2-prerequisites', (machine) => {
  machine.files['C:\\Windows\\System32\\ntoskrnl.exe'] = { version: '6.3.9600.17000', owner: null };
});

const turns = {
  feature: { params: { fix: 'defenderFeature' }, machine: server('2016-prerequisites') },
  'feature again': { params: { fix: 'defenderFeature' }, machine: null },
  'feature is on': { params: { fix: 'defenderFeature' }, machine: server('2016-trellix') },
  'feature without payload': {
    params: { fix: 'defenderFeature' },
    machine: server('2016-trellix', ({ features }) => {
      features['Windows-Defender'] = 'DisabledWithPayloadRemoved';
    }),
  },
  disabled: { params: { fix: 'defenderEnable' }, machine: antivirus({ status: 'Stopped', start: 4 }) },
  'disabled again': { params: { fix: 'defenderEnable' }, machine: null },
  // Rows servicing/servicing-ips1-mpcmdrun-call and servicing/servicing-mpcmdrun-wdenable-documented.
  'disabled, with a newer platform': {
    params: { fix: 'defenderEnable' },
    machine: server('2016-trellix', (machine) => {
      const { WinDefend } = machine.services;
      const folder = 'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.24070.5-0';
      if (WinDefend !== undefined) machine.services.WinDefend = { ...WinDefend, status: 'Stopped', start: 4 };
      machine.registry[keys.antivirus] = { InstallLocation: `${folder}\\` };
      const tool = { version: '4.18.24070.5', owner: null };
      machine.files = { ...withoutTool(machine.files), [`${folder}\\MpCmdRun.exe`]: tool };
    }),
  },
  'not there before the restart': { params: { fix: 'defenderEnable' }, machine: enabledOnly() },
  'not there at all': { params: { fix: 'defenderEnable' }, machine: server('2016-prerequisites') },
  'no tool before the restart': {
    params: { fix: 'defenderEnable' },
    machine: enabledOnly((machine) => {
      const { WinDefend } = machineOf('2016-trellix').services;
      if (WinDefend !== undefined) machine.services.WinDefend = { ...WinDefend, status: 'Stopped' };
    }),
  },
  'disabled for good': {
    params: { fix: 'defenderEnable' },
    machine: server('2016-trellix', (machine) => {
      const { WinDefend } = machine.services;
      if (WinDefend !== undefined) machine.services.WinDefend = { ...WinDefend, status: 'Stopped' };
      const line = 'ERROR: Service Enable failed';
      machine.faults = [{ operation: 'Install-Prerequisite', effect: 'fail', native: 2, line, times: null }];
    }),
  },
  update: { params: byUpdate(update.file), machine: server('2012r2-prerequisites') },
  'update again': { params: byUpdate(update.file), machine: null },
  kernel: { params: { fix: 'windowsUpdate', kb: 'KB3045999', file: kernel.file }, machine: old2012 },
  'kernel again': { params: { fix: 'windowsUpdate', kb: 'KB3045999', file: kernel.file }, machine: null },
  'kernel that restarts': {
    params: { fix: 'windowsUpdate', kb: 'KB3045999', file: kernel.file },
    machine: {
      ...old2012,
      faults: [{ operation: 'Install-Prerequisite', effect: 'fail', native: 1641, line: '', times: 1 }],
    },
  },
  'update of another Windows': { params: byUpdate(update.file), machine: server('2019-fresh') },
  swapped: { params: byUpdate(swapped.file), machine: server('2012r2-prerequisites') },
  gone: { params: byUpdate(gone.file), machine: null },
  'inbox platform, the step': { params: byPlatform(step.file), machine: inbox() },
  'inbox platform, the new one': { params: byPlatform(platform.file), machine: null },
  'inbox platform, the step again': { params: byPlatform(step.file), machine: null },
  platform: {
    params: byPlatform(platform.file),
    machine: antivirus({ imagePath: '"C:\\Program Files\\Windows Defender\\MsMpEng.exe"' }),
  },
  'platform again': { params: byPlatform(platform.file), machine: null },
  'platform that waits': {
    params: byPlatform(platform.file),
    machine: server('2016-trellix', (machine) => {
      const { WinDefend } = machine.services;
      const imagePath = '"C:\\Program Files\\Windows Defender\\MsMpEng.exe"';
      if (WinDefend !== undefined) machine.services.WinDefend = { ...WinDefend, imagePath };
      machine.faults = [
        { operation: 'Install-Prerequisite', effect: 'noop', native: null, line: '', times: 1 },
      ];
    }),
  },
  unsigned: { params: byPlatform(bad.unsigned.file), machine: server('2016-trellix') },
  'signed but another program': {
    params: byPlatform(bad['signed but another program'].file),
    machine: server('2016-trellix'),
  },
  'of a broken signature': {
    params: byPlatform(bad['of a broken signature'].file),
    machine: server('2016-trellix'),
  },
} as const satisfies Record<string, Turn<Name>>;

describeWithEngine('Install-Prerequisite', () => {
  let ends: ReadonlyMap<string, TurnEnd<Name>>;
  const endOf = (name: keyof typeof turns) => {
    const end = ends.get(name);
    if (end === undefined) throw new Error(`no end of ${name}`);
    return end;
  };
  beforeAll(async () => {
    // Nothing is English here: all of it must work by code.
    const german = { LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8', GANGWAY_LAB_SPEED: '20' };
    const files = [update, swapped, kernel, platform, step, ...Object.values(bad)];
    ends = await runTogether('Install-Prerequisite', turns, files, german);
  });

  it('enables the feature and says that Windows must restart', () => {
    expect(endOf('feature')).toMatchObject({
      code: null,
      result: { changed: true, restart: true, native: 0 },
    });
    expect(endOf('feature').machine.features['Windows-Defender']).toBe('EnablePending');
    expect(endOf('feature again').result).toEqual({ changed: false, restart: true, native: null });
  });

  it('leaves an enabled feature alone', () => {
    expect(endOf('feature is on').result).toEqual({ changed: false, restart: false, native: null });
    expect(stepsOf(endOf('feature is on').records)).toEqual(['enableFeature skipped']);
  });

  it('fails with the HRESULT where the payload was removed', () => {
    const { code, native } = endOf('feature without payload');
    expect({ code, native }).toEqual({ code: 'operation.failed', native: 0x800f081f | 0 });
  });

  it('starts a disabled antivirus', () => {
    const { code, result, machine } = endOf('disabled');
    expect(code).toBeNull();
    expect(result).toEqual({ changed: true, restart: false, native: 0 });
    expect(machine.services.WinDefend).toMatchObject({ status: 'Running', start: 2 });
    expect(endOf('disabled again').result?.changed).toBe(false);
  });

  it('starts it by the tool of the newest platform, where that is', () => {
    expect(endOf('disabled, with a newer platform').result).toEqual({
      changed: true,
      restart: false,
      native: 0,
    });
    expect(endOf('disabled, with a newer platform').machine.services.WinDefend?.status).toBe('Running');
  });

  // Row servicing/servicing-ips1-feature-just-enabled-crash.
  it('asks for the restart where the feature is enabled and Defender comes only with the next start', () => {
    for (const name of ['not there before the restart', 'no tool before the restart'] as const) {
      expect(endOf(name).code).toBeNull();
      expect(endOf(name).result).toEqual({ changed: false, restart: true, native: null });
      expect(endOf(name).machine.services).toEqual(turns[name].machine.services);
    }
    expect(endOf('not there at all').code).toBe('operation.failed');
  });

  it('keeps the code of a tool that speaks on its error stream, and what it said', () => {
    const { code, native, records } = endOf('disabled for good');
    expect({ code, native }).toEqual({ code: 'operation.failed', native: 2 });
    expect(records.map((one) => one.Text)).toContain('ERROR: Service Enable failed');
  });

  it('installs an update once', () => {
    const { code, result, records } = endOf('update');
    expect(code).toBeNull();
    expect(result).toEqual({ changed: true, restart: false, native: 0 });
    const stages = ['verifyFile begin', 'verifyFile done', 'installUpdate begin', 'installUpdate done'];
    expect(stepsOf(records)).toEqual(stages);
    expect(endOf('update again').result).toEqual({ changed: false, restart: false, native: 0x240006 });
  });

  it('passes a restart on', () => {
    expect(endOf('kernel').result).toEqual({ changed: true, restart: true, native: 3010 });
  });

  it('takes a restart that has begun for no failure', () => {
    expect(endOf('kernel that restarts').result).toEqual({ changed: true, restart: true, native: 1641 });
  });

  // Capture servicing/servicing-wusa-2359302-while-pending: "already installed" is said of what waits for the restart, too.
  it('says of an update that waits for the restart that Windows must restart', () => {
    expect(endOf('kernel again').result).toEqual({ changed: false, restart: true, native: 0x240006 });
  });

  it('fails where an update does not fit this Windows', () => {
    const { code, native } = endOf('update of another Windows');
    expect({ code, native }).toEqual({ code: 'operation.failed', native: 0x80240017 | 0 });
  });

  it('refuses a file that is not the one that was checked, or is gone', () => {
    expect(endOf('swapped').code).toBe('operation.hashMismatch');
    expect(endOf('gone').code).toBe('package.missing');
    expect(endOf('gone').machine.files).toEqual(turns.swapped.machine.files);
  });

  it('updates the platform, and not twice', () => {
    expect(endOf('platform').code).toBeNull();
    expect(endOf('platform').result).toEqual({ changed: true, restart: false, native: 0 });
    expect(endOf('platform again').result).toEqual({ changed: false, restart: false, native: null });
  });

  // Rows servicing/servicing-platform-postponed and servicing/servicing-dism-staged-msu-german.
  it('says that Windows must restart where the platform is as old as before, though the tool ended with 0', () => {
    const { code, result, records } = endOf('platform that waits');
    expect(code).toBeNull();
    expect(result).toEqual({ changed: false, restart: true, native: 0 });
    expect(records.filter((one) => one.Level === 'warn').map((one) => one.Text)).toEqual([
      expect.stringContaining('next start'),
    ]);
  });

  // Capture servicing/servicing-platform-intermediate-step.
  it('steps from the platform that came with Windows over 4.18.2001.10 to a new one, and never back', () => {
    const path = (name: keyof typeof turns) => endOf(name).machine.services.WinDefend?.imagePath;
    expect(endOf('inbox platform, the step').result).toEqual({ changed: true, restart: false, native: 0 });
    expect(path('inbox platform, the step')).toContain('\\4.18.2001.10-0\\');
    expect(endOf('inbox platform, the new one').result?.changed).toBe(true);
    expect(path('inbox platform, the new one')).toContain('\\4.18.24070.5-0\\');
    expect(endOf('inbox platform, the step again').result?.changed).toBe(false);
    expect(path('inbox platform, the step again')).toContain('\\4.18.24070.5-0\\');
  });

  it.each(badNames)('does not run a platform update that is %s', (name) => {
    expect(endOf(name).code).toBe('package.notTrusted');
    expect(endOf(name).machine.services).toEqual(turns[name].machine.services);
  });
});
