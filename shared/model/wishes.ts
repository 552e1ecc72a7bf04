import { z } from 'zod';
import { sharePathSchema, workspaceIdSchema } from './catalogue/defenderOperations';
import { exclusionChangeSchema } from './antivirus/exclusions';

/** Who protects the server: Defender Antivirus itself (active), or another antivirus beside the sensor (passive). */
export const protectionModeSchema = z.enum(['active', 'passive']);
export type ProtectionMode = z.infer<typeof protectionModeSchema>;

/**
 * A proxy as `name:port`, the form that the sensor's policy and WinHTTP take: no scheme, and no account, because neither signs in
 * at a proxy (configure-proxy-internet).
 */
export const proxySchema = z
  .string()
  .regex(/^[A-Za-z0-9.-]{1,253}:\d{1,5}$/)
  .refine((text) => {
    const port = Number(text.split(':')[1]);
    return port >= 1 && port <= 65_535;
  });

/** Addresses that go past the proxy of WinHTTP, parted by semicolons, as netsh takes them: no blank and no quote. */
export const bypassSchema = z.string().regex(/^[A-Za-z0-9.*:;<>/[\]_-]{1,2048}$/);

/** A device tag: at most 200 characters (machine-tags), none of them a control. Empty clears it. */
export const deviceTagSchema = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}]*$/u);

/**
 * What is wanted of network protection: off, record only, block, or block and look at UDP, too (datagrams), which a server that lives by
 * UDP must never be given.
 */
export const networkProtectionSchema = z.enum(['off', 'audit', 'block', 'blockUdp']);
export type NetworkProtection = z.infer<typeof networkProtectionSchema>;

/** Workspaces of the old monitoring agent that are to go, by their identifiers. */
export const workspacesSchema = z.array(workspaceIdSchema).min(1).max(20);

/** What is wanted of each setting of a server. Null leaves it as it is: nothing is ever assumed. */
export const wishesSchema = z.strictObject({
  mode: protectionModeSchema.nullable(),
  deviceTag: deviceTagSchema.nullable(),
  sampleCollection: z.enum(['allowed', 'refused']).nullable(),
  telemetryFrequency: z.enum(['normal', 'expedited']).nullable(),
  /** The static proxy of the sensor. */
  sensorProxy: z.union([z.literal('none'), proxySchema]).nullable(),
  preferStaticProxy: z.enum(['on', 'off']).nullable(),
  /** The proxy of Windows, for all that runs as SYSTEM and has none of its own, with what goes past it. */
  winHttpProxy: z
    .union([z.literal('direct'), z.strictObject({ proxy: proxySchema, bypass: bypassSchema.nullable() })])
    .nullable(),
  turnOffPolicies: z.enum(['cleared']).nullable(),
  networkProtection: networkProtectionSchema.nullable(),
  /** The proxy of the antivirus as `http://host:port`; an empty text takes it away. */
  antivirusProxy: z.string().nullable(),
  exclusions: exclusionChangeSchema.nullable(),
  workspaces: workspacesSchema.nullable(),
  /** The old monitoring agent itself. */
  monitoringAgent: z.enum(['removed']).nullable(),
  /** Newer security intelligence, from where this server takes it, from the library or from a share. */
  intelligence: z.union([z.enum(['windows', 'library']), sharePathSchema]).nullable(),
  /** The antivirus platform that the library has. */
  platform: z.enum(['library']).nullable(),
  /** The sensor that the library has (KB5005292), on Server 2012 R2 and 2016. */
  sensorUpdate: z.enum(['library']).nullable(),
  /** The files that Microsoft's deployment tool needs at a site without Internet, downloaded by it on this server. */
  deploymentStage: z.enum(['fetched']).nullable(),
});
export type Wishes = z.infer<typeof wishesSchema>;

/** Nothing is wanted. */
export const noWishes: Wishes = {
  mode: null,
  deviceTag: null,
  sampleCollection: null,
  telemetryFrequency: null,
  sensorProxy: null,
  preferStaticProxy: null,
  winHttpProxy: null,
  turnOffPolicies: null,
  networkProtection: null,
  antivirusProxy: null,
  exclusions: null,
  workspaces: null,
  monitoringAgent: null,
  intelligence: null,
  platform: null,
  sensorUpdate: null,
  deploymentStage: null,
};

/** Wishes as they lie on the disk: those written before a setting was known lack it, and want nothing of it. */
export const storedWishesSchema = z.preprocess(
  (stored) => (typeof stored === 'object' ? { ...noWishes, ...stored } : stored),
  wishesSchema,
);
