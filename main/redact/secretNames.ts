/**
 * How the name of a value ends that is a password or a key, in English and French. What stands before it is free:
 * `DefaultPassword` of Winlogon, `userPassword` of a directory, `AccountKey` of a storage account.
 */
export const secretName = String.raw`(?:password|passwd|passphrase|pwd|mots?[\s_-]?de[\s_-]?passe|(?:client|shared)[_-]?secret|api[_-]?key|account[_-]?key|(?:(?:secret|shared)[_-]?)?access[_-]?key|(?:access|refresh|sas)[_-]?token)`;

/** The names of the registry value that the onboarding script writes its data to. */
export const onboardingValue = '(?:OnboardingInfo|OnboardedInfo|696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A)';

const alone =
  /^(?:sig|sha256sig|cert|chain|onboardinginfo|onboardedinfo|pass|secret|authorization|credential)$/i;
const ending = new RegExp(`${secretName}$`, 'i');

/** True for the key of a JSON object whose text, list or object is never kept. */
export const isSecretKey = (key: string): boolean => alone.test(key) || ending.test(key);
