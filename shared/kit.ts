import type { Package } from './packages';

/** The files chosen for one server, one of each kind; Windows updates are as many as the server needs. */
export interface Kit {
  installation: Package | null;
  onboarding: Package | null;
  /** The platform to step over where the server's own is very old. */
  platformStep: Package | null;
  platformUpdate: Package | null;
  installScript: Package | null;
  windowsUpdates: readonly Package[];
}
