import { createHash } from 'node:crypto';
import type { OperationName } from '../../shared/operations';
import broker from './Broker.ps1?raw';
import changeText from './Change.ps1?raw';
import cloudWire from './CloudWire.ps1?raw';
import connectivityText from './Connectivity.ps1?raw';
import factsText from './Facts.ps1?raw';
import getCertificateTrust from './Get-CertificateTrust.ps1?raw';
import getPackageTrust from './Get-PackageTrust.ps1?raw';
import getRunHealth from './Get-RunHealth.ps1?raw';
import getProgramFolder from './Get-ProgramFolder.ps1?raw';
import getSensorEvent from './Get-SensorEvent.ps1?raw';
import getServerIdentity from './Get-ServerIdentity.ps1?raw';
import getServerState from './Get-ServerState.ps1?raw';
import getTrustedHost from './Get-TrustedHost.ps1?raw';
import inTime from './InTime.ps1?raw';
import installPrerequisite from './Install-Prerequisite.ps1?raw';
import installSensor from './Install-Sensor.ps1?raw';
import invokeDetectionTest from './Invoke-DetectionTest.ps1?raw';
import invokeOnboarding from './Invoke-Onboarding.ps1?raw';
import keptFactsText from './KeptFacts.ps1?raw';
import leaseText from './Lease.ps1?raw';
import linkText from './Link.ps1?raw';
import operationText from './OperationText.ps1?raw';
import msiLog from './MsiLog.ps1?raw';
import nativeTool from './NativeTool.ps1?raw';
import ourFolder from './OurFolder.ps1?raw';
import readRun from './Read-Run.ps1?raw';
import readCredential from './Read-Credential.ps1?raw';
import readLapsPassword from './Read-LapsPassword.ps1?raw';
import recordTexts from './Records.ps1?raw';
import relay from './Relay.ps1?raw';
import restartServer from './Restart-Server.ps1?raw';
import room from './Room.ps1?raw';
import runner from './Runner.ps1?raw';
import runState from './RunState.ps1?raw';
import sendPackage from './Send-Package.ps1?raw';
import setLease from './Set-Lease.ps1?raw';
import setPassiveMode from './Set-PassiveMode.ps1?raw';
import setTrustedHost from './Set-TrustedHost.ps1?raw';
import startRun from './Start-Run.ps1?raw';
import stopRun from './Stop-Run.ps1?raw';
import systemFolders from './SystemFolders.ps1?raw';
import testConnectivity from './Test-Connectivity.ps1?raw';
import testManagement from './Test-Management.ps1?raw';
import trustedHosts from './TrustedHosts.ps1?raw';
import windowsFacts from './WindowsFacts.ps1?raw';

/** A script as it is sent: line ends are LF, without a byte order mark; `sha256` (hex) is over its UTF-8 bytes. */
export interface Script {
  readonly text: string;
  readonly sha256: string;
}

const normal = (raw: string) => raw.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');

/** Texts that a script may include by a line of its own: `. (Join-Path $PSScriptRoot '<name>')`. */
const included: Readonly<Record<string, string>> = {
  'Change.ps1': normal(changeText),
  'CloudWire.ps1': normal(cloudWire),
  'Connectivity.ps1': normal(connectivityText),
  'Facts.ps1': normal(factsText),
  'InTime.ps1': normal(inTime),
  'KeptFacts.ps1': normal(keptFactsText),
  'Lease.ps1': normal(leaseText),
  'Link.ps1': normal(linkText),
  'MsiLog.ps1': normal(msiLog),
  'NativeTool.ps1': normal(nativeTool),
  'OperationText.ps1': normal(operationText),
  'OurFolder.ps1': normal(ourFolder),
  'Records.ps1': normal(recordTexts),
  'Room.ps1': normal(room),
  'RunState.ps1': normal(runState),
  'SystemFolders.ps1': normal(systemFolders),
  'TrustedHosts.ps1': normal(trustedHosts),
  'WindowsFacts.ps1': normal(windowsFacts),
};

/** One text without the files beside it: run by hand a script includes them from its folder, on a server there is none. */
function script(raw: string): Script {
  const text = normal(raw).replace(/^\. \(Join-Path \$PSScriptRoot '([^']+)'\)$/gm, (line, name: string) => {
    const found = included[name];
    if (found === undefined) throw new Error(`No operation may include ${name}: ${line}`);
    return found;
  });
  return { text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/**
 * The glue: the broker lives in the local process, the relay in a session on a server, the runner in the detached task;
 * the credential script in a process of its own that may ask a person, the LAPS script in another that asks the domain, and the
 * script that reads who may change Gangway's own folder in a third.
 */
export const glue = {
  broker: script(broker),
  credential: script(readCredential),
  laps: script(readLapsPassword),
  programFolder: script(getProgramFolder),
  relay: script(relay),
  runner: script(runner),
} as const;

/** Every operation's script by its name in the catalogue. */
export const scripts: Readonly<Record<OperationName, Script>> = {
  'Get-CertificateTrust': script(getCertificateTrust),
  'Get-PackageTrust': script(getPackageTrust),
  'Get-RunHealth': script(getRunHealth),
  'Get-SensorEvent': script(getSensorEvent),
  'Get-ServerIdentity': script(getServerIdentity),
  'Get-ServerState': script(getServerState),
  'Get-TrustedHost': script(getTrustedHost),
  'Install-Prerequisite': script(installPrerequisite),
  'Install-Sensor': script(installSensor),
  'Invoke-DetectionTest': script(invokeDetectionTest),
  'Invoke-Onboarding': script(invokeOnboarding),
  'Read-Run': script(readRun),
  'Restart-Server': script(restartServer),
  'Send-Package': script(sendPackage),
  'Set-Lease': script(setLease),
  'Set-PassiveMode': script(setPassiveMode),
  'Set-TrustedHost': script(setTrustedHost),
  'Start-Run': script(startRun),
  'Stop-Run': script(stopRun),
  'Test-Connectivity': script(testConnectivity),
  'Test-Management': script(testManagement),
};
