/** The day on which a source cited in this folder was last read, where its entry gives no later one. */
const checked = '2026-11-24';

/** A page of Microsoft's Defender for Endpoint documentation, by the last part of its address. */
export const docs = (page: string, day = checked): string =>
  `learn.microsoft.com/defender-endpoint/${page}, ${day}`;

/** Anything else that was read: a script, a vendor's article, a list of codes. */
export const read = (what: string): string => `${what}, ${checked}`;

/** Microsoft's Install.ps1 for Server 2012 R2 and 2016 (github.com/microsoft/mdefordownlevelserver). */
export const installScript = read('Install.ps1 1.20231204.0');

/** The onboarding script as the portal made it in 2025: its own steps, codes and messages. */
export const onboardingScript = read('WindowsDefenderATPOnboardingScript.cmd 2025');

/** The offboarding script as the portal made it in 2022: its own steps, codes and messages. */
export const offboardingScript = read('WindowsDefenderATPOffboardingScript.cmd 2022');

/** Codes and values of Windows that are common knowledge of the field; always with a doubt beside it. */
export const common = read('Windows');

/**
 * Why an entry is not certain: the key of a text in `knowledge.json`. `unverified`: from general knowledge;
 * `derived`: concluded from sources that were read. Neither was seen on a real server; null means it was read as stated.
 */
export type Doubt = 'doubt.unverified' | 'doubt.derived';
export const unverified: Doubt = 'doubt.unverified';
export const derived: Doubt = 'doubt.derived';
