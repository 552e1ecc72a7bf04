import {
  codeEnds,
  notApplicableCodes,
  restartCodes,
  restartTools,
  serviceDisabledCode,
  sessionEnds,
} from '../ends';
import { bad, good, open, type ServerQuestion } from '../question';
import { refusedWith } from '../refusals';
import { byCode, factsOf, fromCheck, fromEnd, fromIssue, goodIfRead, places, unread } from './asking';

/** Text of the package that stands in its log in every language (row servicing/servicing-msi-mde-offboard-before-uninstall). */
const shouldBeOffboarded = /should be offboarded/i;
const stillMs = 10 * 60_000;
const installers = ['msiexec', 'installScript'] as const;

/** The value of an offboarding information: a name of Microsoft's. */
const offboardingValue = '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A';
const presence = (is: boolean): string => (is ? 'present' : '-');

/** What stops an installation, or keeps it from ending, and why a file is refused. */
export const installationQuestions: readonly ServerQuestion[] = [
  {
    id: 'fileTaken',
    needs: null,
    source: places.lastRun,
    ofSymptom: true,
    applies: (evidence) => refusedWith(evidence) !== null,
    judge(evidence) {
      const found = refusedWith(evidence);
      return found === null ? open() : bad(found.cause, `${found.file.name}: ${found.file.refusal}`);
    },
  },
  {
    id: 'silent',
    needs: null,
    source: places.lastRun,
    ofSymptom: true,
    applies: ({ run }) => run?.outcome === 'running',
    // It wrote by this computer's clock, and the server was read by its own: without a comparison of the two nothing is known.
    judge({ run, situation, checks }) {
      const agree = checks.some(({ id, bare }) => id === 'clock' && bare === 'passed');
      if (run?.lastOutputAt == null || !agree) return open();
      const raw = `LastOutput = ${new Date(run.lastOutputAt).toISOString()}`;
      return situation.facts.readAt - run.lastOutputAt < stillMs ? bad('stillWorking', raw) : good(raw);
    },
  },
  fromCheck('elevated', 'S-1-5-32-544', { what: 'user' }),
  fromCheck('is64Bit', 'Win32_OperatingSystem', { what: 'OSArchitecture' }),
  fromCheck('languageMode', '$ExecutionContext.SessionState', { what: 'LanguageMode' }),
  fromCheck('lanmanServer', 'Get-Service LanmanServer', { what: 'LanmanServer' }),
  fromCheck('disk', 'Win32_LogicalDisk', { what: 'FreeSpace' }),
  {
    ...fromCheck('bothPolicies', places.sensorPolicy),
    judge(evidence) {
      const { onboardingInfo, offboardingInfo } = factsOf(evidence).policy;
      const raw = `OnboardingInfo = ${presence(onboardingInfo)}, ${offboardingValue} = ${presence(offboardingInfo)}`;
      if (onboardingInfo && offboardingInfo) return bad('bothPolicies', raw);
      return goodIfRead(evidence, raw, 'policy.onboardingInfo', 'policy.offboardingInfo');
    },
  },
  ...codeEnds.map(({ id, tools, codes, cause }) => fromEnd(id, tools, byCode(codes, cause))),
  fromEnd('restartDone', restartTools, ({ native }, { run, situation }) => {
    const asked = native !== null && restartCodes.includes(native);
    const { startedAt } = situation.facts.boot;
    const isRestarted = startedAt !== null && run !== null && startedAt > (run.endedAt ?? run.startedAt);
    return asked && !isRestarted ? 'restartNotDone' : null;
  }),
  fromCheck('noRestartPending', 'RebootPending, RebootRequired', { what: 'RebootPending' }),
  fromCheck('ucrt', '%SystemRoot%\\System32', { what: 'ucrtbase.dll' }),
  fromCheck('telemetry', '%SystemRoot%\\System32', { what: 'Tdh.dll' }),
  fromCheck('kernel', '%SystemRoot%\\System32', { what: 'ntoskrnl.exe' }),
  fromCheck('securityClient', places.uninstall, { what: 'Microsoft Security Client' }),
  fromIssue('K1', 'Get-Service WinDefend, WdNisSvc, WdFilter', ['services'], (it) => {
    const { winDefend, wdNisSvc, wdFilter } = factsOf(it).services;
    return `WinDefend ${winDefend?.status ?? '-'}, WdNisSvc ${wdNisSvc?.status ?? '-'}, WdFilter ${wdFilter?.status ?? '-'}`;
  }),
  fromCheck('lcu', 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', { what: 'CurrentBuild.UBR' }),
  fromCheck('ssu', 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Version', {
    what: 'servicing stack',
  }),
  fromIssue(
    'K23',
    'ntoskrnl.exe',
    ['files.ntoskrnlOwnerTrusted'],
    (it) =>
      `Owner = ${{ true: 'TrustedInstaller', false: 'other', null: '-' }[String(factsOf(it).files.ntoskrnlOwnerTrusted)]}`,
  ),
  fromIssue(
    'K24',
    'HKLM\\SOFTWARE\\Classes\\Installer\\Products',
    ['orphanRegistration'],
    (it) => `orphan = ${factsOf(it).orphanRegistration ? 'present' : '-'}`,
  ),
  fromIssue(
    'K31',
    'MsMpEng.exe',
    ['defender.platformVersion'],
    (it) => `AMProductVersion = ${factsOf(it).defender.platformVersion ?? '-'}`,
  ),
  fromEnd('updatesFit', ['installScript', 'wusa'], ({ native }, { os }) => {
    const code = native === null ? null : native >>> 0;
    if (code === serviceDisabledCode) return 'windowsUpdateService';
    if (code === null || !notApplicableCodes.includes(code)) return null;
    return os.family === '2012r2' ? 'baseUpdatesMissing' : 'lcu';
  }),
  fromEnd('sessionMayUpdate', ['wusa'], ({ native }) => {
    const code = native === null ? null : native >>> 0;
    return sessionEnds.find((end) => end.code === code)?.cause ?? null;
  }),
  fromEnd('notOnboardedYet', installers, ({ native, detail }, { situation }) => {
    if (native !== 35 && !shouldBeOffboarded.test(detail)) return null;
    const starts = situation.facts.services.sense?.start === 'automatic';
    return starts || situation.facts.sensor.onboardingState === 1 ? 'K12' : 'misleadingWords';
  }),
  {
    id: 'memoryEnough',
    needs: null,
    source: 'WSMan:\\localhost\\Shell\\MaxMemoryPerShellMB',
    ofSymptom: true,
    applies: ({ run }) => run !== null,
    judge(evidence) {
      const code =
        evidence.run?.failure?.code ??
        evidence.run?.actions.find(({ failure }) => failure !== null)?.failure?.code;
      return code === 'target.quota'
        ? bad('shellMemory', code)
        : good(code ?? unread(evidence, 'runs') ?? '-');
    },
  },
];
