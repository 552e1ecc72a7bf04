import { offboardingBlob, onboardingBlob, otherTenant, practiceTenant } from './blob';
import { cabinetFile, cabinetOf } from './cabinetFile';
import { offboardingScript } from './offboardingScript';
import { onboardingScript } from './onboardingScript';
import { programFile } from './programFile';
import { trustList } from './trustList';
import { zipFile } from './zipFile';

/** The end of 2035: practice must not break because a package ran out. */
const offboardingUntil = '2035-12-31';
/** One that ran out long ago, to be refused. */
const expiredSince = '2024-02-23';

/** The portal's zip with its script, both named by the last day. */
const offboardingZip = (until: string): [string, Buffer] => [
  `WindowsDefenderATPOffboardingPackage_valid_until_${until}.zip`,
  zip(
    `WindowsDefenderATPOffboardingScript_valid_until_${until}.cmd`,
    offboardingScript(practiceTenant, Date.parse(`${until}T17:35:00Z`)),
  ),
];

/**
 * The practice packages that are made without other programs, by the path below `main/packages/practice`: the same
 * bytes each time. The installation package beside them is made by `build/practice-msi/make.sh`.
 */
export function practicePackageFiles(): ReadonlyMap<string, Buffer> {
  return new Map([
    [
      'WindowsDefenderATPOnboardingPackage.zip',
      groupPolicyZip(onboardingScript(practiceTenant, 'groupPolicy')),
    ],
    [
      'local/WindowsDefenderATPOnboardingPackage.zip',
      zip('WindowsDefenderATPLocalOnboardingScript.cmd', onboardingScript(practiceTenant, 'local')),
    ],
    [
      'other-tenant/WindowsDefenderATPOnboardingPackage.zip',
      groupPolicyZip(onboardingScript(otherTenant, 'groupPolicy')),
    ],
    offboardingZip(offboardingUntil),
    ...[offboardingZip(expiredSince)].map(([name, bytes]): [string, Buffer] => [`expired/${name}`, bytes]),
    ['UpdatePlatform.amd64fre.exe', programFile(platformUpdate('4.18.2001.10'))],
    ['UpdatePlatform.exe', programFile(platformUpdate('4.18.24070.5'))],
    ['UpdateSenseClient.exe', programFile(sensorUpdate)],
    ['mpam-fe.exe', programFile(intelligence)],
    ['MDEClientAnalyzer.zip', analyzerZip()],
    ['DefenderDT.exe', programFile(deploymentTool)],
    ['WindowsDefenderATP.onboarding', Buffer.from(onboardingBlob(practiceTenant, true), 'ascii')],
    [
      `WindowsDefenderATP_valid_until_${offboardingUntil}.offboarding`,
      Buffer.from(
        offboardingBlob(practiceTenant, Date.parse(`${offboardingUntil}T17:35:00Z`), true),
        'ascii',
      ),
    ],
    [
      'authrootstl.cab',
      cabinetOf([
        ['authroot.stl', trustList('trustedRoots', 3, ['260901000000Z'])],
        ['GANGWAYPRACTICE.txt', Buffer.from('Practice package of Gangway: no list of roots.\r\n', 'ascii')],
      ]),
    ],
    ...['KB2999226', 'KB3080149', 'KB3045999'].map((kb): [string, Buffer] => [
      `Windows8.1-${kb}-x64.msu`,
      cabinetFile('GANGWAYPRACTICE.txt', `Practice package of Gangway in place of ${kb}.\r\n`),
    ]),
  ]);
}

const platformUpdate = (version: string) => ({
  version,
  strings: {
    Comments: 'GANGWAYPRACTICE=1',
    CompanyName: 'Gangway practice, not Microsoft',
    FileDescription: 'Practice package in place of the antivirus platform update',
    FileVersion: `${version} (practice)`,
    InternalName: 'UpdatePlatform.exe',
    OriginalFilename: 'UpdatePlatform.exe',
    ProductName: 'Microsoft Malware Protection',
    ProductVersion: version,
  },
});

/** Its version is that of the sensor which a practice server has afterwards (`sensor.update` of the effects). */
const sensorUpdate = {
  version: '10.8805.24100.3',
  strings: {
    Comments: 'GANGWAYPRACTICE=1',
    CompanyName: 'Gangway practice, not Microsoft',
    FileDescription: 'Practice package in place of the sensor update KB5005292',
    FileVersion: '10.8805.24100.3 (practice)',
    InternalName: 'UpdateSenseClient.exe',
    OriginalFilename: 'UpdateSenseClient.exe',
  },
};

/** Version 1.0.0.6 is that of the tool whose switches Microsoft's page describes. What its resource says was published by nobody. */
const deploymentTool = {
  version: '1.0.0.6',
  strings: {
    Comments: 'GANGWAYPRACTICE=1',
    CompanyName: 'Gangway practice, not Microsoft',
    FileDescription: 'Practice package in place of the Microsoft Defender deployment tool',
    FileVersion: '1.0.0.6 (practice)',
    InternalName: 'DefenderDT.exe',
    OriginalFilename: 'DefenderDT.exe',
  },
};

/** Row servicing/servicing-mpam-fe-measured: known by its description, and its version is that of the intelligence. */
const intelligence = {
  version: '1.441.236.0',
  strings: {
    Comments: 'GANGWAYPRACTICE=1',
    CompanyName: 'Gangway practice, not Microsoft',
    FileDescription: 'AntiMalware Definition Update',
    FileVersion: '1.441.236.0',
    InternalName: 'mpam-fe.exe',
    OriginalFilename: 'mpam-fe.exe',
  },
};

function zip(name: string, script: string): Buffer {
  return zipFile([{ name, data: Buffer.from(script, 'ascii') }]);
}

/** Stands for Microsoft's Client Analyzer: its two scripts by their names, which do nothing, and a tool that says so. */
function analyzerZip(): Buffer {
  const script = [
    '# GANGWAYPRACTICE=1',
    '# Practice package of Gangway in place of the Client Analyzer. It does nothing.',
    'param ([string]$outputDir = $PSScriptRoot, [Alias("r")][switch]$RemoteRun)',
    '$ScriptVer = "08May2024"',
    '$outputZipFile = Join-Path $outputDir "MDEClientAnalyzerResult.zip"',
    '',
  ];
  return zipFile([
    { name: 'MDEClientAnalyzer.cmd', data: Buffer.from('@rem GANGWAYPRACTICE=1\r\n', 'ascii') },
    { name: 'MDEClientAnalyzer.ps1', data: Buffer.from(script.join('\r\n'), 'ascii') },
    { name: 'Tools/Events.json', data: Buffer.from('{}\r\n', 'ascii') },
  ]);
}

/** The Group Policy download also holds policy templates; these stand for them and say so. */
function groupPolicyZip(script: string): Buffer {
  const note = Buffer.from('<!-- Practice package of Gangway: no policy template. -->\r\n', 'ascii');
  return zipFile([
    { name: 'WindowsDefenderATPOnboardingScript.cmd', data: Buffer.from(script, 'ascii') },
    { name: 'OptionalParamsPolicy/AtpConfiguration.admx', data: note },
    { name: 'OptionalParamsPolicy/AtpConfiguration.adml', data: note },
  ]);
}
