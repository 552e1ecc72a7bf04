import { GangwayError } from '../../../shared/errors';
import type { AntivirusAnswer } from '../../../shared/model/antivirus/antivirusTest';
import { antivirusStatus } from '../answers/antivirusStatus';
import { answers, preferencesOf } from '../answers/preferences';
import type { Behaviour } from '../behaviour';
import type { Fault, Machine } from '../machine/machine';

// Stands on: defender/mde-eicar-local-events (events 1116 and 1117, and the name of the threat), defender/mde-eicar-forms (a plain file is found).
// Invented: the number of the threat, that the file is gone within a second, and what each fault means; looked for: exported events of an EICAR file

/** How long the script waits for the antivirus. */
const seconds = 60;
const threat = { id: 2_147_519_003, name: 'Virus:DOS/EICAR_Test_File' };
const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const places: Readonly<Record<string, string>> = {
  allusersprofile: 'C:\\ProgramData',
  programdata: 'C:\\ProgramData',
  systemdrive: 'C:',
  systemroot: 'C:\\Windows',
  windir: 'C:\\Windows',
};

/** Whether a part of a path is of this form, in which `*` is anything and `?` one letter. */
function isOf(form: string, part: string): boolean {
  const [first = '', ...rest] = form.split('*');
  if (rest.length === 0)
    return (
      first.length === part.length && [...first].every((letter, at) => letter === '?' || letter === part[at])
    );
  const last = rest.pop() ?? '';
  return (
    part.length >= first.length + last.length &&
    isOf(first, part.slice(0, first.length)) &&
    (last === '' || isOf(last, part.slice(-last.length))) &&
    rest.every((piece) => part.includes(piece))
  );
}

/** Whether an exclusion covers a path or what lies in it, as the script has it. */
function covers(exclusion: string, path: string): boolean {
  const forms = exclusion
    .replace(/%(\w+)%/g, (whole, name: string) => places[name.toLowerCase()] ?? whole)
    .replace(/\\$/, '')
    .toLowerCase()
    .split('\\');
  const parts = path.toLowerCase().split('\\');
  return (
    exclusion !== '' && forms.length <= parts.length && forms.every((form, at) => isOf(form, parts[at] ?? ''))
  );
}

function exclusionOf(machine: Machine, file: string): string | undefined {
  const { paths, extensions, processes } = preferencesOf(machine).exclusions;
  return (
    paths?.find((one) => covers(one, file)) ??
    extensions?.find((one) => one.replace(/^[*.]+/, '').toLowerCase() === 'com') ??
    processes?.find((one) => one.toLowerCase() === 'powershell.exe' || covers(one, powershell))
  );
}

/** Refuses where Defender would not take the file, as the script does. */
function requireActive(machine: Machine): void {
  if (!answers(machine)) throw new GangwayError('test.notActive', 'HRESULT 0x800106ba,Get-MpComputerStatus');
  const { runningMode, realTimeProtection, onAccessProtection } = antivirusStatus(machine.defender);
  const isNormal = runningMode === null || runningMode === 'Normal';
  if (isNormal && realTimeProtection === true && onAccessProtection === true) return;
  throw new GangwayError('test.notActive', `AMRunningMode = ${runningMode ?? ''}`);
}

type State = AntivirusAnswer['state'];
/** What a fault does to the antivirus: it does not see the file, another product is faster, or it cannot act. */
const endings: Readonly<Partial<Record<Fault['effect'], State>>> = {
  noop: 'notDetected',
  hang: 'takenByOther',
  fail: 'stays',
};
const codes = {
  notDetected: 'test.notDetected',
  takenByOther: 'test.takenByOther',
  stays: 'test.threatStays',
} as const;

/** Writes the EICAR file, which is nowhere here, and waits until Defender has taken it. */
export const invokeAntivirusTest: Behaviour<'Invoke-AntivirusTest'> = (
  timeline,
  { machine, runFolder, takeFault },
) => {
  const file = `${runFolder}\\eicar.com`;
  timeline.step('checkAntivirus', 'begin');
  timeline.wait(2_000);
  requireActive(machine);
  const exclusion = exclusionOf(machine, file);
  if (exclusion !== undefined) throw new GangwayError('test.excluded', exclusion);
  timeline.step('checkAntivirus', 'done');
  timeline.step('writeTestFile', 'begin');
  timeline.log('run', 'info', file);
  const writtenAt = timeline.now();
  timeline.step('writeTestFile', 'done');
  timeline.step('awaitAntivirus', 'begin');
  timeline.wait(1_000);
  const state = endings[takeFault()?.effect ?? 'restart'] ?? 'removed';
  const isRecorded = state === 'removed' || state === 'stays';
  const detectedAt = isRecorded ? timeline.now() : null;
  if (state === 'removed') timeline.effect('antivirus.takesThreat', { file });
  if (state === 'stays') timeline.effect('antivirus.cannotAct', { file });
  if (state !== 'removed') {
    for (let second = 10; second <= seconds; second += 10) {
      timeline.wait(second === 10 ? 9_000 : 10_000);
      timeline.progress(second, seconds);
    }
  }
  timeline.step('awaitAntivirus', 'done');
  const answer: AntivirusAnswer = {
    state,
    writtenAt,
    testFile: file,
    threat: isRecorded ? threat : null,
    detectedAt,
    events: state === 'removed' ? [1116, 1117] : state === 'stays' ? [1116, 1118] : [],
    left: false,
  };
  if (state === 'removed') return answer;
  timeline.result(answer);
  throw new GangwayError(codes[state], `${file}, after ${String(seconds)} s`);
};
