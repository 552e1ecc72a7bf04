import { onboardingBlob, otherTenant, practiceTenant, quoted } from '../../../../build/practice/blob';
import { onboardingScript } from '../../../../build/practice/onboardingScript';
import { zipFile } from '../../../../build/practice/zipFile';
import { makeInstaller } from '../msi/makeInstaller';

/** The same script without the mark of practice stands for a genuine one. */
export const genuine = (script: string): string => script.replace('rem GANGWAYPRACTICE=1\r\n', '');

/** A script as the portal gives it. */
export const goodScript = genuine(onboardingScript(practiceTenant, 'groupPolicy'));

/** An installation package as the portal gives it, but for its signature. */
export const goodInstaller = installer('4.18.24070.5');

export function installer(platform: string | null, productVersion = '4.18.24070'): Buffer {
  return makeInstaller({
    properties: { ProductName: 'Microsoft Defender for Endpoint', ProductVersion: productVersion },
    files: [{ key: 'MPCLIENT.DLL', name: 'MpClient.dll', version: platform }],
  });
}

/** A zip as the portal gives it. */
export const goodZip = zipFile([
  { name: 'WindowsDefenderATPOnboardingScript.cmd', data: Buffer.from(goodScript), deflate: true },
]);

const key = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';

/** The command that joins another tenant, as a line of its own. */
export const joinsOther = `REG add "${key}" /v OnboardingInfo /t REG_SZ /f /d ${quoted(onboardingBlob(otherTenant))} >NUL 2>&1\r\n`;

/** A script with lines put before its first command. */
export const withLines = (lines: string): string =>
  goodScript.replace('@echo off\r\n', `@echo off\r\n${lines}`);
