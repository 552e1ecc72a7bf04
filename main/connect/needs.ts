import type { Platform } from '../platform';
import type { Server } from '../servers/server';
import type { Approach } from '../shell/approach';
import type { HeldCredential } from '../shell/askCredential';
import type { Laps } from '../shell/laps';
import type { Credentials } from './heldCredentials';
import type { TrustedHosts } from './trustedHosts';

/** Lets Windows ask for a password. Rejects with `credential.dismissed`. */
export type AskCredential = (
  asked: { readonly userName: string | null; readonly message: string },
  signal: AbortSignal,
) => Promise<HeldCredential>;

/** What connecting needs of the app. */
export interface ConnectNeeds {
  /** The network of this computer; null where real servers cannot be reached. */
  readonly network: Approach | null;
  readonly credentials: Credentials;
  readonly trustedHosts: TrustedHosts;
  /** Windows' own password window; null where Windows is not. */
  readonly askCredential: AskCredential | null;
  /** Windows LAPS as this computer asks it; null where Windows is not. */
  readonly laps: Laps | null;
  readonly platform: Pick<Platform, 'elevated'>;
  /** How long a rung of the connection ladder may take (ms). */
  readonly pace: { readonly rungMs: number };
  /** What a run left open on a server is taken up once the way to it is open; see `takeUp`. */
  onConnected(server: Server): Promise<void>;
  /** Aborts when the app closes. */
  readonly closing: AbortSignal;
  /** Says something that is no answer to a request; the same thing is said once. */
  notice(key: string, detail: string): void;
  now(): number;
}
