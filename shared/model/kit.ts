import { z } from 'zod';
import { sha256Schema, type Package } from './packages';

/** The files chosen for one server, one of each kind; Windows updates are as many as the server needs. */
export interface Kit {
  installation: Package | null;
  onboarding: Package | null;
  /** It takes the server out of its tenant. One of another tenant, or that has expired, is here only where no other is. */
  offboarding: Package | null;
  /** The platform to step over where the server's own is very old. */
  platformStep: Package | null;
  platformUpdate: Package | null;
  /** The newest update of the sensor, for Server 2012 R2 and 2016. */
  sensorUpdate: Package | null;
  /** The newest security intelligence as a file. */
  intelligence: Package | null;
  installScript: Package | null;
  /** Microsoft's Client Analyzer, for a look at the server as support takes it. */
  clientAnalyzer: Package | null;
  /** Microsoft's deployment tool, and the files that it takes to onboard and to offboard. */
  deploymentTool: Package | null;
  onboardingFile: Package | null;
  offboardingFile: Package | null;
  windowsUpdates: readonly Package[];
}

/** A file of the kit in the server's library, named by its hash: `%ProgramData%\Gangway\library\<sha256>\<name>`. */
export const kitFileSchema = z.strictObject({
  sha256: sha256Schema,
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._()-]{0,126}$/),
  bytes: z.number().int().nonnegative(),
});
export type KitFile = z.infer<typeof kitFileSchema>;
