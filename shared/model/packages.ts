import { z } from 'zod';
import { fileSignatureSchema } from './fileSignature';
import { mostDifferences, scriptDifferenceSchema } from './scriptDifferences';

/** SHA-256 of a file, lower-case hexadecimal. It is also a package's id and the name of its folder in the library. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * The kinds of file the wizard works with: `md4ws.msi`, the onboarding and offboarding scripts, `Install.ps1`,
 * `UpdatePlatform.exe` (a new one, and the older one that some servers need before it), the update of the sensor (KB5005292), security
 * intelligence (`mpam-fe.exe`) a Windows update (`.msu`), the Client Analyzer
 * (`MDEClientAnalyzer.zip`), which is kept whole, Microsoft's deployment tool (`DefenderDT.exe`) with the files that it takes (`.onboarding`,
 * `.offboarding`), and what a site without Internet needs to check certificates. What each is for: `knowledge/packageKinds.ts`.
 */
export const packageKindSchema = z.enum([
  'installation',
  'onboarding',
  'offboarding',
  'installScript',
  'platformStep',
  'platformUpdate',
  'sensorUpdate',
  'intelligence',
  'windowsUpdate',
  'clientAnalyzer',
  'deploymentTool',
  'onboardingFile',
  'offboardingFile',
  'certificateList',
]);
export type PackageKind = z.infer<typeof packageKindSchema>;

/**
 * Why a file is not taken. A closed set: each code has a title, a cause and one next step in
 * `locales/{en,fr}/packages.json` under `refusal.<code>`.
 */
export const refusalCodeSchema = z.enum([
  'notAPackage',
  'emptyFile',
  'tooLarge',
  'truncated',
  'damaged',
  'unreadable',
  'notExamined',
  'twoFormats',
  'inUse',
  'notStored',
  'interactiveScript',
  'scriptForm',
  'severalTenants',
  'unknownScript',
  'offboardingGiven',
  'expiredOffboarding',
  'devModeMsi',
  'wrongProduct',
  'olderThanMinimum',
  'altered',
  'notSigned',
  'wrongPublisher',
  'signatureUnproved',
  'zipUnsafePath',
  'zipBomb',
  'zipTooManyEntries',
  'zipEncrypted',
  'nestedZip',
  'duplicateNames',
  'practiceOnReal',
  'genuineInPractice',
]);
export type RefusalCode = z.infer<typeof refusalCodeSchema>;

/**
 * What is known about a file's signature. `notCheckedHere`: this computer cannot check it (only Windows can), which
 * is never shown as valid. `notApplicable`: nobody signs such a file (onboarding scripts, practice packages).
 */
export const signatureSchema = z.strictObject({
  state: z.enum(['valid', 'notSigned', 'invalid', 'wrongPublisher', 'notCheckedHere', 'notApplicable']),
  /** Subject of the signer's certificate as Windows prints it, or null. */
  signer: z.string().nullable(),
  /** A code with a text under `signature.detail.<code>`; null when the state says it all. */
  detail: z.enum(['hashMismatch', 'distrusted', 'unproved']).nullable(),
});
export type Signature = z.infer<typeof signatureSchema>;

const guid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
/** A point in time, milliseconds since 1970 UTC. */
const epoch = z.int();

/** A text out of a file. Its length is limited, so that a line, a page or a record stays small. */
const fileText = z.string().max(300);

/** `groupPolicy` runs unattended; `local` asks a question and waits, so it is always refused. */
const variant = z.enum(['groupPolicy', 'local']);

/** Every line in which the script differs from those that are known, in its order. */
const differences = z.array(scriptDifferenceSchema).max(mostDifferences);

/**
 * What a script or a file says of the tenant that a server joins: read out of the JSON that the sensor takes (`OnboardingInfo`), by one
 * parser for both, so that a `.cmd` and an `.onboarding` file can be compared.
 */
const joined = {
  /** The tenant, lower-case GUID. */
  orgId: guid,
  datacenter: fileText.nullable(),
  /** The three channels of the sensor: commands, its data, and the tickets for them. A standard package names the first alone. */
  geoLocationUrl: fileText.nullable(),
  vortexServerUrl: fileText.nullable().default(null),
  vortexTicketUrl: fileText.nullable().default(null),
  /** `EU`, `US`, `UK`, `FFL4`, `default`. */
  vortexGeoLocation: fileText.nullable().default(null),
  /** `GW_EU` and the like where the package is streamlined. */
  partnerGeoLocation: fileText.nullable().default(null),
  packageGuid: guid.nullable(),
  /** End of the leaf certificate in the package; null when it could not be read. */
  certificateNotAfter: epoch.nullable(),
  /** By `partnerGeoLocation`, else read off the host name of `geoLocationUrl`. */
  connectivity: z.enum(['streamlined', 'standard', 'unknown']),
};

/**
 * The files by which Windows judges certificates where it cannot fetch them: the list of roots that it trusts (`authrootstl.cab`), the list of
 * what is forbidden (`disallowedcertstl.cab`) and those certificates themselves (`disallowedcert.sst`), what an authority took back (`.crl`), and
 * one root (`.crt`).
 */
export const certificateLists = [
  'trustedRoots',
  'disallowedList',
  'disallowedCertificates',
  'revocationList',
  'root',
] as const;

/** What was read out of a file without running it, by kind. Never the onboarding blob itself. */
export const packageDetailsSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('installation'),
    productName: fileText,
    productVersion: fileText,
    /** `{GUID}` of this build; every build has its own. */
    productCode: fileText,
    manufacturer: fileText,
    /** Version of MPCLIENT.DLL inside: the antivirus platform it brings. Null when the file does not say. */
    platformVersion: fileText.nullable(),
  }),
  z.strictObject({
    kind: z.literal('onboarding'),
    variant,
    ...joined,
    scriptName: fileText,
    differences,
  }),
  z.strictObject({
    kind: z.literal('offboarding'),
    variant,
    orgId: guid.nullable(),
    /** The earlier of the date in the file's name and the one inside it. */
    expiresAt: epoch.nullable(),
    scriptName: fileText,
    differences,
  }),
  z.strictObject({ kind: z.literal('installScript'), version: fileText.nullable() }),
  /** An older platform update, for servers from which Microsoft documents no direct way to a new one (offline). */
  z.strictObject({ kind: z.literal('platformStep'), version: fileText.nullable() }),
  z.strictObject({ kind: z.literal('platformUpdate'), version: fileText.nullable() }),
  /** Its version is that of the sensor it brings to Server 2012 R2 and 2016. */
  z.strictObject({ kind: z.literal('sensorUpdate'), version: fileText.nullable() }),
  /** Its version is that of the security intelligence in it. */
  z.strictObject({ kind: z.literal('intelligence'), version: fileText.nullable() }),
  z.strictObject({
    kind: z.literal('windowsUpdate'),
    /** E.g. `KB2999226`. */
    kb: z.string().regex(/^KB\d{6,8}$/),
    architecture: z.enum(['x64', 'x86', 'arm64', 'unknown']),
  }),
  /** Its version is the date that its script names, e.g. `08May2024`. */
  z.strictObject({ kind: z.literal('clientAnalyzer'), version: fileText.nullable() }),
  z.strictObject({ kind: z.literal('deploymentTool'), version: fileText.nullable() }),
  z.strictObject({ kind: z.literal('onboardingFile'), ...joined }),
  z.strictObject({
    kind: z.literal('offboardingFile'),
    orgId: guid.nullable(),
    /** The earlier of the date in the file's name and the one inside it. */
    expiresAt: epoch.nullable(),
  }),
  z.strictObject({
    kind: z.literal('certificateList'),
    list: z.enum(certificateLists),
    /** Who took certificates back, or the name of the root; null for Microsoft's lists, which name nobody. */
    name: fileText.nullable(),
    /** When the list was made, or the first day of a root. Null where the form has no such date (`.sst`). */
    issuedAt: epoch.nullable(),
    /** When a newer one is due, or the last day of a root. Null where the file says none. */
    until: epoch.nullable(),
    /** Certificates in the list, trusted, forbidden or taken back. */
    entries: z.int().nonnegative(),
  }),
]);
export type PackageDetails = z.infer<typeof packageDetailsSchema>;

/** Windows' security zones: this computer, the local network, trusted sites, the Internet, restricted sites. */
export const securityZones = [0, 1, 2, 3, 4] as const;

/** The mark Windows put on a download: its security zone (3: Internet, 4: restricted) and the host it came from. */
export const packageOriginSchema = z.strictObject({
  zone: z.literal(securityZones),
  host: z.string().max(255).nullable(),
});
export type PackageOrigin = z.infer<typeof packageOriginSchema>;

/** A person's word for the lines of one file; `by` is empty where Gangway was told no name. */
export const packageConfirmationSchema = z.strictObject({ at: epoch, by: z.string().max(200) });

/** A file in the library: what it is, whether it is genuine, and whether it may be used. */
export const packageSchema = z
  .strictObject({
    sha256: sha256Schema,
    /** Name of the file as the target will see it, without folders. */
    name: z.string().min(1).max(255),
    bytes: z.int().nonnegative(),
    addedAt: epoch,
    /** Name of the zip or folder it came out of, or null when it was given by itself. */
    from: z.string().nullable(),
    /** The zip it came out of, and how many files that one brought; absent for a file that was given by itself. */
    archive: z
      .strictObject({ sha256: sha256Schema, bytes: z.int().nonnegative(), files: z.int().positive() })
      .optional(),
    /** Absent where the file carried no mark. A trace for people: nothing is decided by it. */
    origin: packageOriginSchema.optional(),
    kind: packageKindSchema,
    /** A practice package is never usable on a real server and never called genuine. */
    practice: z.boolean(),
    signature: signatureSchema,
    /** What the file says itself of its signature; absent for a form that carries none, and for what an earlier version took. */
    fileSignature: fileSignatureSchema.optional(),
    details: packageDetailsSchema,
    /** Who confirmed the unknown lines, and when; absent if nobody did. It is kept with the file. */
    confirmation: packageConfirmationSchema.optional(),
  })
  .refine((value) => value.kind === value.details.kind, { error: 'kind and details.kind differ' });
export type Package = z.infer<typeof packageSchema>;

/** A file that was not taken, and why. `detail` is evidence from the file itself (a line, an entry's name), never a secret. */
export const refusedFileSchema = z.strictObject({
  name: z.string(),
  refusal: refusalCodeSchema,
  detail: z.string().nullable(),
});
export type RefusedFile = z.infer<typeof refusedFileSchema>;

/** The result of giving files to the library. A file that was there already is in `added` too. */
export const addResultSchema = z.strictObject({
  added: z.array(packageSchema),
  refused: z.array(refusedFileSchema),
});
export type AddResult = z.infer<typeof addResultSchema>;
