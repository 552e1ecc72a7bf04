import { z } from 'zod';
import { directionSchema, fleetFamilies, handOffNameSchema, nameSchema, shareSchema } from '../model/handOff';
import { kitFileSchema } from '../model/kit';
import { packageKindSchema } from '../model/packages';
import { wishesSchema } from '../model/wishes';
import { orderName, serverScriptName } from './result';

export type { Direction, EngineId } from '../model/handOff';

/** A file of the library that goes along, by what it is. It lies beside our own and never takes their names. */
export const fleetFileSchema = kitFileSchema
  .extend({ kind: packageKindSchema })
  .refine(({ name }) =>
    [serverScriptName, orderName].every((own) => own.toLowerCase() !== name.toLowerCase()),
  );
export type FleetFile = z.infer<typeof fleetFileSchema>;

/** A Windows version of the fleet: what it is given, and for whom. */
const fleetPartSchema = z.strictObject({
  family: z.enum(fleetFamilies),
  /** The installation package; null where Windows brings the sensor, or the fleet has it already. */
  installation: fleetFileSchema.nullable(),
  /** Updates of Windows, of the platform, of the sensor, and security intelligence, in the order in which they are run. */
  updates: z.array(fleetFileSchema).max(20),
  /** The group of computers that it is for; null: the engine's own scope decides. */
  group: nameSchema.nullable(),
});
export type FleetPart = z.infer<typeof fleetPartSchema>;

/** A server of the list, for engines that name servers. */
const fleetServerSchema = z.strictObject({
  name: nameSchema,
  /** As it is reached by the network. */
  address: nameSchema,
  family: z.enum(fleetFamilies),
});

const tenantSchema = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** All that a hand-off is made of: nothing else decides what is written. */
export const wantedSchema = z
  .strictObject({
    name: handOffNameSchema,
    direction: directionSchema,
    /** The language of its README. */
    language: z.enum(['en', 'fr']),
    /** Where the servers read the files. */
    share: shareSchema,
    /** Where they leave their results; null: nowhere. It is never the folder that they read from. */
    results: shareSchema.nullable(),
    /** The tenant of the package, lower case. Null only where settings are taken back. */
    tenant: tenantSchema.nullable(),
    /** The onboarding or offboarding package, by the direction. */
    tenantFile: fleetFileSchema.nullable(),
    parts: z.array(fleetPartSchema).min(1).max(fleetFamilies.length),
    servers: z.array(fleetServerSchema).max(5000),
    wishes: wishesSchema,
    /** Whether offboarding removes the installed sensor, too. */
    uninstall: z.boolean(),
  })
  .refine(({ parts }) => new Set(parts.map(({ family }) => family)).size === parts.length, 'a family twice')
  .refine(({ share, results }) => results === null || !within(results, share), 'results among the files')
  .refine(({ direction, tenantFile }) =>
    direction === 'remove'
      ? tenantFile === null
      : tenantFile?.kind === (direction === 'onboard' ? 'onboarding' : 'offboarding'),
  )
  .refine(({ tenant, tenantFile }) => tenantFile === null || tenant !== null, 'a package of nobody');
export type Wanted = z.infer<typeof wantedSchema>;

/** Whether a folder is another one or lies in it; Windows does not mind the case. */
function within(folder: string, other: string): boolean {
  const [inner, outer] = [`${folder}\\`.toLowerCase(), `${other}\\`.toLowerCase()];
  return inner.startsWith(outer);
}
