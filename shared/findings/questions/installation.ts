import { bad, good, open, type ServerQuestion } from '../question';
import { byCode, factsOf, fromCheck, fromEnd, fromIssue, goodIfRead, places, unread } from './asking';

/** Text of the package that stands in its log in every language (row servicing/servicing-msi-mde-offboard-before-uninstall). */
const shouldBeOffboarded = /should be offboarded/i;
const stillMs = 10 * 60_000;
const installers = ['msiexec', 'installScript'] as const;
/** wusa.exe: not applicable; the service of Windows Update is disabled. */
const notApplicable = 0x80240017;
const serviceDisabled = 0x80070422;

/** The value of an offboarding information: a name of Microsoft's. */
const offboardingValue = '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A';
const presence = (is: boolean): string => (is ? 'present' : '-');

/** What stops an installation, or keeps it from ending. */
export const installationQuestions: readonly ServerQuestion[] = [
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
  fromEnd('installerFree', ['msiexec', 'installScript'], byCode([1618], 'otherInstallation')),
  fromEnd('restartDone', [...installers, 'wusa', 'dism'], ({ native }, { run, situation }) => {
    const asked = native !== null && [12, 1641, 3010].includes(native);
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
  fromEnd('packageWhole', installers, byCode([15, 1619, 1620], 'packageDamaged')),
  fromEnd('installerAllowed', installers, byCode([1625, 1643], 'installerForbidden')),
  fromEnd('rightWindows', installers, byCode([1633], 'notForThisWindows')),
  fromEnd('oneVersion', installers, byCode([1638], 'otherVersionThere')),
  fromEnd('sourceThere', installers, byCode([1612, 1316], 'sourceGone')),
  fromEnd('folderUsable', ['installScript'], byCode([16, 18], 'folderNotUsable')),
  fromEnd('scriptAsksNothing', ['installScript'], byCode([37], 'K15')),
  fromEnd('tamperAllowsRemoval', ['installScript'], byCode([38], 'tamperStopsRemoval')),
  fromEnd('updatesFit', ['installScript', 'wusa'], ({ native }, { os }) => {
    const code = native === null ? null : native >>> 0;
    if (code === serviceDisabled) return 'windowsUpdateService';
    if (code !== 13 && code !== notApplicable) return null;
    return os.family === '2012r2' ? 'baseUpdatesMissing' : 'lcu';
  }),
  fromEnd('sessionMayUpdate', ['wusa'], ({ native }) => {
    const code = native === null ? null : native >>> 0;
    return code === 5 ? 'K17' : code === 0x80070005 ? 'K18' : null;
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
