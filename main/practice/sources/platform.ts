import { keys } from '../machine/keys';
import { service, systemFile } from './parts';

// Stands on: defender/mde-svc-mdcoresvc, defender/mde-reg-defender-key (the folder in the registry, with its last stroke),
// defender/mde-svc-displayname-resources, servicing/servicing-ips1-mpcmdrun-call, servicing/servicing-platform-versions (how numbers of one month go together).
// Invented: the numbers of this month, and the display name of WdAiNisDrv; looked for: October 2025 in the update pages of Microsoft, service lists of current platforms

/** A current antivirus platform, and the security intelligence of its month. */
export const current = { platform: '4.18.25100.9008', intelligence: '1.441.212.0' } as const;
const folder = `C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\${current.platform}-0`;

/** What a server with a current platform has of it: two services besides the antivirus, its files, and the way to it in the registry. */
export const currentPlatform = {
  folder,
  services: {
    MDCoreSvc: service(
      'Microsoft Defender Core Service',
      'Running',
      2,
      `"${folder}\\MpDefenderCoreService.exe"`,
    ),
    WdAiNisDrv: service(
      'Microsoft Defender Antivirus Network Inspection System AI Driver',
      'Stopped',
      3,
      'system32\\drivers\\wd\\WdAiNisDrv.sys',
      'driver',
    ),
  },
  registry: { [keys.antivirus]: { InstallLocation: `${folder}\\` } },
  files: Object.fromEntries(
    ['MsMpEng.exe', 'NisSrv.exe', 'MpCmdRun.exe'].map((name) => [
      `${folder}\\${name}`,
      systemFile(current.platform),
    ]),
  ),
} as const;
