import type { ToolLine } from '../playTool';

// Stands on: servicing/servicing-msi-log-header-and-dates, servicing/servicing-msi-log-success-order,
// servicing/servicing-msi-log-harmless-notes, servicing/servicing-msi-log-service-did-not-start, servicing/servicing-msi-mde-offboard-before-uninstall.
// Invented: the actions, files and values of md4ws.msi; looked for: a whole log of that package, in issues of mdefordownlevelserver, forums and gists.

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

/** The time of day in a log of Windows Installer. */
const clock = (at: number) => new Date(at).toLocaleTimeString('en-GB');
const product = 'Microsoft Defender for Endpoint';
const server =
  (text: string) =>
  (at: number): string =>
    `MSI (s) (40:9C) [${clock(at)}:481]: ${text}`;
/** Short date of the system, two blanks, time (row servicing/servicing-msi-log-header-and-dates). */
const moment = (at: number) => `${new Date(at).toLocaleDateString('en-US')}  ${clock(at)}`;

/** The line in which the package gives a reason of its own (row servicing/servicing-msi-mde-offboard-before-uninstall). */
export const productLine = (words: string, at: number): string =>
  server(`Product: ${product} -- ${words}`)(at);

/** The line that says which action failed, and by its number that it did (row servicing/servicing-msi-log-service-did-not-start). */
export const failedAction = (at: number): string =>
  `Action ended ${clock(at)}: InstallFinalize. Return value 3.`;

function component(index: number): string {
  const tail = (0x5e1a3c700b1d + index * 0x1f35).toString(16).toUpperCase().padStart(12, '0');
  return `{5E1A3C70-0B1D-4D8E-9A57-${tail}}`;
}

function copies(folder: string, names: readonly string[]): ToolLine[] {
  return names.flatMap((name, index) => [
    server(`File: ${folder}\\${name};\tTo be installed;\tWon't patch;\tNo existing file`),
    server(`Source for file '${name}' is compressed`),
    `InstallFiles: File: ${name},  Directory: ${folder}\\,  Size: ${412_160 + index * 68_608}`,
  ]);
}

function detailOf(action: string, installation: Installation): ToolLine[] {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  switch (action) {
    case 'AppSearch':
      return [server('Note: 1: 2205 2:  3: ActionText'), server('Note: 1: 2265 2:  3: -2147287035 ')];
    case 'ProcessComponents':
      return numbers(140).map((index) =>
        server(`Component: ${component(index)}; Installed: Absent; Request: Local; Action: Local`),
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

/** Action after action as the engine tells of them, with what each says beside. */
const course = (names: readonly string[], detail: (action: string) => ToolLine[]): ToolLine[] =>
  names.flatMap((action): ToolLine[] => [
    server(`Doing action: ${action}`),
    (at) => `Action start ${clock(at)}: ${action}.`,
    ...detail(action),
    (at) => `Action ended ${clock(at)}: ${action}. Return value 1.`,
  ]);

/** The first lines of a log: how the engine was called, and in which mode it writes. */
const opening = (command: string, properties: string): ToolLine[] => [
  command,
  (at) =>
    `=== Verbose logging started: ${moment(at)}  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===`,
  (at) =>
    `MSI (c) (10:24) [${clock(at)}:120]: Command Line: ${properties}CURRENTDIRECTORY=C:\\ CLIENTUILEVEL=3 CLIENTPROCESSID=4312`,
];
/** Its last lines; the product's own come after hundreds of properties (row servicing/servicing-msi-log-success-order). */
const closing = (
  said: string,
  verb: 'installed' | 'removed',
  name = product,
  version = '4.18.60412.0',
): ToolLine[] => [
  `Property(S): ProductName = ${name}`,
  'Property(S): Manufacturer = Microsoft Corporation',
  server(`Product: ${name} -- ${said}`),
  server(
    `Windows Installer ${verb} the product. Product Name: ${name}. Product Version: ${version}. Product Language: 1033. Manufacturer: Microsoft Corporation. ${verb === 'installed' ? 'Installation' : 'Removal'} success or error status: 0.`,
  ),
  (at) => `=== Verbose logging stopped: ${moment(at)} ===`,
  (at) => `MSI (c) (10:24) [${clock(at)}:482]: MainEngineThread is returning 0`,
];

/** The lines of a verbose Windows Installer log, some 400, as the run of a practice installation shows them. */
export function msiLog(installation: Installation): ToolLine[] {
  const { file, logPath, passive } = installation;
  return [
    ...opening(
      `msiexec.exe /i "${file}" /quiet /norestart /lvx*+ "${logPath}"${passive ? ' FORCEPASSIVEMODE=1' : ''}`,
      passive ? 'FORCEPASSIVEMODE=1 ' : '',
    ),
    server(`Running installation inside multi-package transaction ${file}`),
    ...course(actions, (action) => detailOf(action, installation)),
    ...(passive ? ['CustomAction SetPassiveMode returned actual error code 0'] : []),
    ...closing('Installation completed successfully.', 'installed'),
  ];
}

const removals = [
  'INSTALL',
  'CostFinalize',
  'InstallValidate',
  'InstallInitialize',
  'StopServices',
  'DeleteServices',
  'RemoveRegistryValues',
  'RemoveFiles',
  'InstallFinalize',
];

/** A product that Windows Installer removes: its name and version in the log, and some of its files. */
export interface Removed {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  readonly files: readonly string[];
}

/** The package of the sensor. */
const sensorPackage: Removed = {
  name: product,
  version: '4.18.60412.0',
  folder: sensorFolder,
  files: sensorFiles,
};

/** The lines of a log in which a product is removed. */
export function removalLog(
  { productCode, logPath }: Readonly<Record<'productCode' | 'logPath', string>>,
  removed = sensorPackage,
): ToolLine[] {
  return [
    ...opening(`msiexec.exe /x ${productCode} /quiet /norestart /lvx*+ "${logPath}"`, 'REMOVE=ALL '),
    ...course(removals, (action) =>
      action === 'RemoveFiles'
        ? removed.files.map((name) => `RemoveFiles: File: ${name}, Directory: ${removed.folder}\\`)
        : [],
    ),
    ...closing('Removal completed successfully.', 'removed', removed.name, removed.version),
  ];
}
