import { z } from 'zod';
import { instantSchema } from './facts';

/**
 * Who signs in on a server over the network: the account that runs Gangway, or another one whose password Windows' own
 * prompt took or Windows LAPS keeps. The password itself is never in here.
 */
export const accountSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('me') }),
  z.strictObject({
    kind: z.literal('named'),
    userName: z.string().min(1).max(256),
    /** Where its password came from; left out for Windows' own prompt. */
    source: z.literal('laps').optional(),
  }),
]);
export type Account = z.infer<typeof accountSchema>;

/**
 * Whether the password of a server's own administrator can be asked of Windows LAPS: `ready`; this computer lacks the
 * module; the server is known by an address, and LAPS finds it by name only; or the question is of no use there.
 */
export const lapsOfferSchema = z.enum(['ready', 'noModule', 'unread', 'address', 'none']);
export type LapsOffer = z.infer<typeof lapsOfferSchema>;

/** Where remote management of a server answered. The usual ports are 5986 with TLS and 5985 without. */
export const endpointSchema = z.strictObject({
  port: z.number().int().min(1).max(65_535),
  useSsl: z.boolean(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

/** The certificate that a server showed on its port, as this computer read it; Windows' own verdict decides. */
export const certificateSchema = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  /** Names it was made for. */
  names: z.array(z.string()),
  notBefore: instantSchema.nullable(),
  notAfter: instantSchema.nullable(),
  /** SHA-1 of the certificate, as Windows shows it: hexadecimal, upper case, without colons. */
  thumbprint: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/**
 * What can be wrong with it, in the order in which it is told, what a person can do about first: none could be read over TLS;
 * made for another name, not valid now, revoked, not for servers, of an authority that this computer does not trust, its
 * revocation not to be checked.
 */
export const certificateFlawSchema = z.enum([
  'unread',
  'name',
  'expired',
  'revoked',
  'use',
  'authority',
  'revocation',
]);
export type CertificateFlaw = z.infer<typeof certificateFlawSchema>;

/** What a server says of itself and of who signed in, inside a session (`Get-ServerIdentity`). */
export const serverIdentitySchema = z.strictObject({
  computerName: z.string(),
  /** DNS name of its domain; null in a workgroup. */
  domain: z.string().nullable(),
  /** `MachineGuid` of this installation of Windows: two servers of one name differ here. Null where it cannot be read. */
  machineId: z.string().nullable(),
  userName: z.string(),
  userSid: z.string(),
  /** The administrators group is enabled in the token. It is not when Windows filtered a local account. */
  isAdministrator: z.boolean(),
  /** The account belongs to the server itself and not to a domain. */
  isLocalAccount: z.boolean(),
  psVersion: z.string(),
  languageMode: z.string(),
  is64Bit: z.boolean(),
  /** The execution policy that holds, as `Get-ExecutionPolicy` names it. It does not concern scripts that are sent as text. */
  executionPolicy: z.string(),
});
export type ServerIdentity = z.infer<typeof serverIdentitySchema>;

/** What a person decided about the way to one server; part of its stored inputs. */
export const connectionChoiceSchema = z.strictObject({
  account: accountSchema,
  /** Which port is used: the encrypted one where it answers, else the other; or one of them alone. */
  transport: z.enum(['auto', 'https', 'http']),
  /**
   * A machine that reports another name than the one that was asked for, accepted knowingly: its `machineId`, or its
   * name where it has none.
   */
  acceptedMachine: z.string().nullable(),
});
export type ConnectionChoice = z.infer<typeof connectionChoiceSchema>;

/** The way that is used until somebody chooses another one: the account that runs Gangway. */
export const usualConnection: ConnectionChoice = {
  account: { kind: 'me' },
  transport: 'auto',
  acceptedMachine: null,
};

/**
 * A name or address as it stands in TrustedHosts: that of one server, never a pattern or a list. WinRM compares an IPv6
 * address in square brackets (learn.microsoft.com, Installation and configuration for Windows Remote Management).
 */
export const trustedNameSchema = z
  .string()
  .regex(/^(?:\[[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9._-]{1,32})?\]|[A-Za-z0-9:_][A-Za-z0-9._:%-]{0,299})$/);

/**
 * A name that Gangway added to TrustedHosts of this computer for the time of the work; `before` is the whole list as it
 * stood then.
 */
export const trustedHostSchema = z.strictObject({
  name: trustedNameSchema,
  before: z.string(),
  at: instantSchema,
});
export type TrustedHost = z.infer<typeof trustedHostSchema>;

/** What is known of the way to a server on the network; a server without one is this computer or a simulated local one. */
export const connectionSchema = z.strictObject({
  /** What the name was resolved to, in the order of the answer. */
  addresses: z.array(z.string()),
  endpoint: endpointSchema.nullable(),
  certificate: certificateSchema.nullable(),
  /** What is wrong with the certificate, once Windows refused it; null before, and where it could not be found out. */
  flaws: z.array(certificateFlawSchema).nullable(),
  /** Who signed in, or was to, in the last test; null before one. */
  triedAs: accountSchema.nullable(),
  identity: serverIdentitySchema.nullable(),
  /** Whether the password of the chosen account is at hand. `refused`: the server did not take it, it is never tried twice. */
  credential: z.enum(['notNeeded', 'missing', 'held', 'refused']),
  /** The server's name in TrustedHosts of this computer, while it is there because of Gangway. */
  trustedHost: trustedHostSchema.nullable(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** The way to a server that was not tested yet. */
export const untestedConnection: Connection = {
  addresses: [],
  endpoint: null,
  certificate: null,
  flaws: null,
  triedAs: null,
  identity: null,
  credential: 'notNeeded',
  trustedHost: null,
};
