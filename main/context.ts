import type { BridgeEvent } from '../shared/bridge/contract';
import type { Endpoint } from '../shared/model/connection';
import type { ErrorCode } from '../shared/errors';
import type { Inputs } from '../shared/model/inputs';
import type { OperationName } from '../shared/model/operations';
import type { Settings } from '../shared/model/settings';
import type { Servers } from '../shared/model/servers';
import type { Target } from '../shared/model/target';
import type { StoredDocument } from './disk/document';
import type { Journal } from './journal/journal';
import type { Library } from './packages/library';
import type { Platform } from './platform';
import type { PracticeFile } from './packages/practicePackages';
import type { Approach } from './shell/approach';
import type { Laps } from './shell/laps';
import type { Shell } from './shell/shell';
import type { Downloads } from './packages/downloads';
import type { Credentials, HeldCredential } from './connect/heldCredentials';
import type { RunOutputs } from './output/outputs';
import type { QueueKeeper } from './runs/queueKeeper';
import type { ReadKeeper } from './reading/readKeeper';
import type { SessionStore } from './session';
import type { TrustedHosts } from './connect/trustedHosts';
import type { DownloadWatch } from './packages/downloadWatch';

/** What the banner of a practice server can do to it; real servers have none. */
export interface PracticeControls {
  /** The way to it where it plays a server of the network, the address it is asked for by, and who may sign in. */
  readonly approach: Approach | null;
  readonly address: string | null;
  readonly accounts: readonly string[];
  /** The account whose password LAPS holds for it, and why it is not given, if so; null where LAPS knows nothing of it. */
  readonly laps: { readonly userName: string; readonly refusal: ErrorCode | null } | null;
  /** Plays this computer where something of it is changed for the sake of the server: in practice nothing real is. */
  readonly here: Pick<Shell, 'run'>;
  speed(): number;
  fault(): string;
  setSpeed(speed: number): Promise<void>;
  setFault(fault: string): Promise<void>;
  reset(): Promise<void>;
}

/** An open way to one server. */
export interface OpenShell {
  readonly shell: Shell;
  readonly practice: PracticeControls | null;
}

/** Lets Windows ask for a password. Rejects with `credential.dismissed`. */
export type AskCredential = (
  asked: { readonly userName: string | null; readonly message: string },
  signal: AbortSignal,
) => Promise<HeldCredential>;

/** How a session on a server of the network is opened; the ladder of the Connect page finds it. */
export interface Way {
  readonly endpoint: Endpoint;
  /** Null: the account that runs Gangway. */
  readonly credential: HeldCredential | null;
}

/** What main holds of a server beside its view: its shell, its stored inputs, and what is under way. */
export interface ServerHandle {
  readonly target: Target;
  readonly inputs: StoredDocument<Inputs>;
  /** Opened on first use, opened again after it was closed. */
  shell(): Promise<OpenShell>;
  closeShell(): Promise<void>;
  /** How its session is opened, once that is known; null before, and for servers that need none. */
  way: Way | null;
  /** Aborts what is being read; null while nothing is. */
  reading: AbortController | null;
  /** Calls off the wait for Windows' own window or for LAPS; null while nobody is asked. */
  asking: AbortController | null;
  /** The run under way; aborting stops following it, not the action on the server. */
  running: AbortController | null;
  /** Stops a copy between two pieces; null while none is under way. */
  copying: AbortController | null;
}

/** How long the wizard waits; tests wait less. All in ms. */
export interface Pace {
  /** Between two tries to reach a server again, longer each time; the last one repeats. */
  readonly backOffMs: readonly number[];
  /** Between two looks at a server that restarts. */
  readonly askEveryMs: number;
  /** How long a tool that says that it restarts the server is believed while the server does not go down. */
  readonly ownRestartMs: number;
  /** How long a rung of the connection ladder may take. */
  readonly rungMs: number;
  /** How long a detached action is followed at most; then its outcome is unknown and facts are read. */
  limitMs(operation: OperationName): number;
}

/** Everything a handler may use. Made once by the composition root. */
export interface Context {
  readonly session: SessionStore;
  readonly platform: Platform;
  readonly version: string;
  readonly dataFolder: string;
  readonly settings: StoredDocument<Settings>;
  readonly servers: StoredDocument<Servers>;
  readonly queues: QueueKeeper;
  readonly rounds: ReadKeeper;
  /** The network of this computer; null where real servers cannot be reached. */
  readonly network: Approach | null;
  readonly credentials: Credentials;
  readonly trusted: TrustedHosts;
  /** Windows' own password window; null where Windows is not. */
  readonly askCredential: AskCredential | null;
  /** Windows LAPS as this computer asks it; null where Windows is not. */
  readonly laps: Laps | null;
  readonly libraries: { readonly real: Library; readonly practice: Library };
  readonly practiceFiles: readonly PracticeFile[];
  readonly downloads: Downloads;
  readonly watch: DownloadWatch;
  readonly journal: Journal;
  readonly outputs: RunOutputs;
  handle(targetId: string): ServerHandle;
  addServer(target: Target): Promise<ServerHandle>;
  removeServer(targetId: string): Promise<void>;
  /** Aborts when the app closes. */
  readonly closing: AbortSignal;
  emit(event: BridgeEvent): void;
  /** Says something that is no answer to a request; the same thing is said once. */
  notice(key: string, detail: string): void;
  /** What a run left open on a server is taken up once the way to it is open; see `takeUp`. */
  onConnected(targetId: string): Promise<void>;
  /** Lets work go on after its request was answered. Closing the app waits for it. */
  goOn(work: Promise<void>): void;
  readonly pace: Pace;
  now(): number;
}

/** The library that belongs to a server: practice packages never reach a real one, nor the other way round. */
export const libraryOf = (context: Context, target: Target): Library =>
  target.kind === 'practice' ? context.libraries.practice : context.libraries.real;
