import type { Say } from '../locales/keys';
import type { CheckId } from '../model/checkIds';
import { ownerKinds } from '../model/facts';

/**
 * Raw words of facts that pages show in plain words (`locales/<lang>/values.json`). A raw value that is not here,
 * such as a version, a name or an update, is the same in every language.
 */
export const rawWords = [
  'absent',
  'unknown',
  // How a Windows feature stands.
  'enabled',
  'disabled',
  'pending',
  'removed',
  'notPresent',
  // How a service stands, and how it is started.
  'running',
  'stopped',
  'startPending',
  'stopPending',
  'paused',
  'boot',
  'system',
  'automatic',
  'manual',
  // Why a fact could not be read.
  'accessDenied',
  'notFound',
  'noAnswer',
  'notInTime',
  'failed',
  // Where a pending restart was found.
  'componentServicing',
  'windowsUpdate',
  'fileRename',
  'computerName',
  'defenderInstall',
  // Who else manages the server.
  ...ownerKinds,
  // Modes of PowerShell, and of Defender Antivirus as its cmdlet calls them.
  'FullLanguage',
  'ConstrainedLanguage',
  'RestrictedLanguage',
  'NoLanguage',
  'Normal',
  'Passive Mode',
  'SxS Passive Mode',
  'EDR Block Mode',
  'EDR over AV',
  'Not running',
  'Administrators',
  '64-bit',
  '32-bit',
  'direct',
  'other',
  'orphan',
] as const;

/** The meaning of a number that only one check uses. */
const numbers = [
  'notDisabledByPolicy.0',
  'notDisabledByPolicy.1',
  'bothPolicies.0',
  'bothPolicies.1',
  'bothPolicies.2',
] as const satisfies readonly `${CheckId}.${number}`[];
/** The values of Win32_OperatingSystem.ProductType. */
const productTypes = ['1', '2', '3'] as const;

/** Gives the text of a key, and a moment (epoch ms) in words. */
export interface Sayer {
  readonly say: Say;
  readonly moment: (at: number) => string;
}

/**
 * A raw value in plain words: `absent`, `automatic, running`, `WinDefend stopped`, `ProductType 3`, `C: 900 MB`. Any other
 * value stays as it is.
 */
export function plainValue(raw: string, sayer: Sayer, check?: CheckId): string {
  return raw
    .split(', ')
    .map((part) => plainPart(part, sayer, check))
    .join(', ');
}

function plainPart(part: string, { say, moment }: Sayer, check: CheckId | undefined): string {
  const number = check === undefined ? undefined : numbers.find((one) => one === `${check}.${part}`);
  if (number !== undefined) return say(`values:${number}`);
  if (isRawWord(part)) return say(`values:word.${part}`);
  const type = productTypes.find((one) => part === `ProductType ${one}`);
  if (type !== undefined) return say(`values:productType.${type}`);
  const [, drive, megabytes] = /^(?:(\w:) )?(\d+) MB$/.exec(part) ?? [];
  if (megabytes !== undefined)
    return [drive, say('values:megabytes', { n: megabytes })].filter((each) => each !== undefined).join(' ');
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(part)) return moment(Date.parse(part));
  const [, service, status] = /^([A-Za-z]+) (\w+)$/.exec(part) ?? [];
  return service !== undefined && status !== undefined && isRawWord(status)
    ? `${service} ${say(`values:word.${status}`)}`
    : part;
}

const isRawWord = (part: string): part is (typeof rawWords)[number] => rawWords.some((word) => word === part);
