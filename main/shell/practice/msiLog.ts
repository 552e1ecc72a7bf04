import type { ToolLine } from './playTool';

/** What an installation is about, for its log. */
interface Installation {
  readonly file: string;
  readonly logPath: string;
  readonly passive: boolean;
  readonly family: string;
}

const actions = [
  'INSTALL',
  'AppSearch',
  'LaunchConditions',
  'ValidateProductID',
  'CostInitialize',
  'FileCost',
  'CostFinalize',
  'MigrateFeatureStates',
  'InstallValidate',
  'InstallInitialize',
  'ProcessComponents',
  'UnpublishFeatures',
  'StopServices',
  'RemoveRegistryValues',
  'InstallFiles',
  'InstallServices',
  'WriteRegistryValues',
  'StartServices',
  'RegisterUser',
  'RegisterProduct',
  'PublishFeatures',
  'PublishProduct',
  'InstallFinalize',
];
const sensorFiles = [
  'MsSense.exe',
  'SenseCnCProxy.exe',
  'SenseIR.exe',
  'SenseCM.exe',
  'SenseNdr.exe',
  'SenseSampleUploader.exe',
  'MsSenseS.exe',
  'SenseMirror.dll',
  'SenseCE.exe',
  'SenseClassificationTools.dll',
];
const antivirusFiles = [
  'MsMpEng.exe',
  'MpClient.dll',
  'MpSvc.dll',
  'NisSrv.exe',
  'MpCmdRun.exe',
  'mpengine.dll',
];
const sensorFolder = 'C:\\Program Files\\Windows Defender Advanced Threat Protection';
const antivirusFolder = 'C:\\Program Files\\Windows Defender';

function component(index: number): string {
  const tail = (0x5e1a3c700b1d + index * 0x1f35).toString(16).toUpperCase().padStart(12, '0');
  return `{5E1A3C70-0B1D-4D8E-9A57-${tail}}`;
}

function copies(folder: string, names: readonly string[]): ToolLine[] {
  return names.flatMap((name, index) => [
    `MSI (s) (40:9C): File: ${folder}\\${name};\tTo be installed;\tWon't patch;\tNo existing file`,
    `MSI (s) (40:9C): Source for file '${name}' is compressed`,
    `InstallFiles: File: ${name},  Directory: ${folder}\\,  Size: ${412_160 + index * 68_608}`,
  ]);
}

function detailOf(action: string, installation: Installation): ToolLine[] {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  switch (action) {
    case 'AppSearch':
      return [{ level: 'warn', text: 'MSI (s) (40:9C): Note: 1: 2262 2: Error 3: -2147287038' }];
    case 'ProcessComponents':
      return numbers(140).map(
        (index) =>
          `MSI (s) (40:9C): Component: ${component(index)}; Installed: Absent; Request: Local; Action: Local`,
      );
    case 'InstallFiles':
      return [
        ...copies(sensorFolder, sensorFiles),
        ...(installation.family === '2012r2' ? copies(antivirusFolder, antivirusFiles) : []),
      ];
    case 'InstallServices':
      return ['InstallServices: Service: Sense', 'InstallServices: Service: MsSecFlt'];
    case 'WriteRegistryValues':
      return numbers(90).map(
        (index) =>
          `WriteRegistryValues: Key: \\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection, Name: Setting${index + 1}, Value: #${index}`,
      );
    case 'StartServices':
      return ['Service Sense is stopped. Normal: it starts at onboarding.'];
    case 'RegisterProduct':
      return ['RegisterProduct: Registered Microsoft Defender for Endpoint'];
    default:
      return [];
  }
}

/** The lines of a verbose Windows Installer log, some 400, as the run of a practice installation shows them. */
export function msiLog(installation: Installation): ToolLine[] {
  const { file, logPath, passive } = installation;
  const command = `msiexec.exe /i "${file}" /quiet /norestart /lvx*+ "${logPath}"${passive ? ' FORCEPASSIVEMODE=1' : ''}`;
  return [
    command,
    '=== Verbose logging started: Build type: SHIP UNICODE 5.00 Calling process: C:\\Windows\\System32\\msiexec.exe ===',
    `MSI (c) (10:24): Command Line: ${passive ? 'FORCEPASSIVEMODE=1 ' : ''}CURRENTDIRECTORY=C:\\ CLIENTUILEVEL=3 CLIENTPROCESSID=4312`,
    'MSI (s) (40:9C): Running installation inside multi-package transaction',
    ...actions.flatMap((action): ToolLine[] => [
      `MSI (s) (40:9C): Doing action: ${action}`,
      `Action start: ${action}.`,
      ...detailOf(action, installation),
      `Action ended: ${action}. Return value 1.`,
    ]),
    ...(passive ? ['CustomAction SetPassiveMode returned actual error code 0'] : []),
    'MSI (s) (40:9C): Product: Microsoft Defender for Endpoint -- Installation completed successfully.',
    'MSI (c) (10:24): MainEngineThread is returning 0',
    '=== Verbose logging stopped ===',
  ];
}
