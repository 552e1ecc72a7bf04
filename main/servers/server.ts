import { join } from 'node:path';
import { GangwayError, type ErrorCode } from '../../shared/errors';
import type { JourneyId } from '../../shared/model/journeys';
import { emptyInputs, storedInputsSchema, type Inputs } from '../../shared/model/inputs';
import { readingsSchema, type Readings } from '../../shared/model/servers/readings';
import type { Package } from '../../shared/model/packages';
import { rungIds, type TargetView } from '../../shared/bridge/session';
import { targetIdSchema, type Target } from '../../shared/model/target';
import { untestedConnection, type Endpoint } from '../../shared/model/connection';
import type { Assessment, Knowledge } from '../../shared/steps/assessment';
import { assess } from '../../shared/steps/progress';
import { openDocument, type StoredDocument } from '../disk/document';
import { readdir, rm } from '../disk/files';
import type { Quarantined } from '../disk/quarantine';
import type { SessionStore } from '../session';
import type { Approach } from '../shell/approach';
import type { HeldCredential } from '../shell/askCredential';
import type { Shell } from '../shell/shell';
import { cleanShell } from './cleanShell';

/** What the banner of a practice server can do to it; real servers have none. */
export interface PracticeControls {
  /** The way to it where it plays a server of the network, the address it is asked for by, and who may sign in. */
  readonly approach: Approach | null;
  readonly address: string | null;
  readonly accounts: readonly string[];
  /** The account whose password LAPS holds for it, and why it is not given, if so; null where LAPS knows nothing of it. */
  readonly laps: { readonly userName: string; readonly refusal: ErrorCode | null } | null;
  /** Plays this computer when the server needs a change on it, because practice changes nothing real. */
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

/** How a session on a server of the network is opened; the ladder of the Connect page finds it. */
export interface Way {
  readonly endpoint: Endpoint;
  /** Null: the account that runs Gangway. */
  readonly credential: HeldCredential | null;
}

/**
 * A server that somebody works on, as one object: what it is, how it is reached, what a person decided about it, how it stands, and what
 * is under way on it. Once it was forgotten its view is gone (`input.invalid`) and no shell is opened any more.
 */
export interface Server {
  readonly id: string;
  readonly target: Target;
  readonly inputs: StoredDocument<Inputs>;
  /** What readings of the last weeks found. */
  readonly readings: StoredDocument<Readings>;
  /** How it stands on the page. */
  view(): TargetView;
  /** Changes how it stands on the page; nothing happens where it was forgotten while an answer was under way. */
  change(step: (view: TargetView) => Partial<TargetView>): void;
  /** False once it was forgotten. */
  isThere(): boolean;
  /** The packages of the library that belongs to it. */
  packages(): Package[];
  /** Computed from its view as it is now, for a journey: Onboard, where no other matters. */
  assess(journey?: JourneyId): Assessment;
  /** Like `assess`, where nothing goes on without facts. Throws `step.blocked` before they were read. */
  known(journey?: JourneyId): Knowledge;
  /** Opened on first use, opened again after it was closed. */
  shell(): Promise<OpenShell>;
  closeShell(): Promise<void>;
  /** It was forgotten: its shell is closed for good, and what still works for it changes nothing any more. */
  leave(): Promise<void>;
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

/** What a server needs of the app that holds it. */
export interface ServerOptions {
  readonly dataFolder: string;
  readonly session: SessionStore;
  readonly openShell: (target: Target, way: Way | null) => Promise<OpenShell>;
  /** The packages of the library that belongs to a server: practice packages never reach a real one, nor the other way round. */
  readonly packagesOf: (target: Target) => Package[];
  readonly onQuarantine: (found: Quarantined) => void;
  readonly now: () => number;
}

/** Opens the stored inputs of a server and a place for its shell. */
export async function openServer(target: Target, options: ServerOptions): Promise<Server> {
  const { dataFolder, session, openShell, packagesOf, onQuarantine, now } = options;
  const inputs = await openDocument({
    path: inputsPath(dataFolder, target.id),
    schema: storedInputsSchema,
    empty: emptyInputs(target.id),
    onQuarantine,
  });
  const readings = await openDocument({
    path: readingsPath(dataFolder, target.id),
    schema: readingsSchema,
    empty: { version: 1, readings: [] },
    onQuarantine,
  });
  let open: Promise<OpenShell> | null = null;
  let left = false;
  const requireThere = (): void => {
    if (left) throw new GangwayError('input.invalid', `no server ${target.id}`);
  };
  const server: Server = {
    id: target.id,
    target,
    inputs,
    readings,
    way: null,
    reading: null,
    asking: null,
    running: null,
    copying: null,
    view() {
      requireThere();
      return session.target(target.id);
    },
    change(step) {
      if (!left) session.changeTarget(target.id, step);
    },
    isThere: () => !left && session.get().targets.some((view) => view.target.id === target.id),
    packages: () => packagesOf(target),
    assess: (journey) =>
      assess(
        server.view(),
        server.packages(),
        now(),
        journey,
        session.get().refused.filter(({ to }) => to === target.id),
      ),
    known(journey) {
      const { known } = server.assess(journey);
      if (known === null) throw new GangwayError('step.blocked', 'facts were not read yet');
      return known;
    },
    async shell() {
      requireThere();
      open ??= openShell(target, server.way)
        .then((opened) => ({ ...opened, shell: cleanShell(opened.shell) }))
        .catch((error: unknown) => {
          open = null;
          throw error;
        });
      return open;
    },
    async closeShell() {
      const closing = open;
      open = null;
      await closing?.then(({ shell }) => shell.close()).catch(() => undefined);
    },
    leave() {
      left = true;
      return server.closeShell();
    },
  };
  return server;
}

/** The servers that somebody worked on before: one file of inputs each. Names that are no target id are passed over. */
export async function storedTargetIds(dataFolder: string): Promise<string[]> {
  const names = await readdir(join(dataFolder, 'targets')).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .filter((id) => targetIdSchema.safeParse(id).success)
    .sort();
}

/** Forgets what a person decided about a server, and what was read; its journals stay, since they are evidence. */
export async function forgetInputs(dataFolder: string, targetId: string): Promise<void> {
  await rm(inputsPath(dataFolder, targetId), { force: true });
  await rm(readingsPath(dataFolder, targetId), { force: true });
  await rm(fieldFactsPath(dataFolder, targetId), { force: true });
}

const inputsPath = (dataFolder: string, targetId: string): string =>
  join(dataFolder, 'targets', fileOf(targetId));
const readingsPath = (dataFolder: string, targetId: string): string =>
  join(dataFolder, 'readings', fileOf(targetId));

/** Where the facts lie that files brought of a server (`main/field`). */
export const fieldFactsPath = (dataFolder: string, targetId: string): string =>
  join(dataFolder, 'field', fileOf(targetId));

function fileOf(targetId: string): string {
  if (!targetIdSchema.safeParse(targetId).success) throw new GangwayError('input.invalid', targetId);
  return `${targetId}.json`;
}

/** The view of a server that was not connected yet. */
export function newView(
  { target, inputs, readings }: Pick<Server, 'target' | 'inputs' | 'readings'>,
  tags: readonly string[] = [],
): TargetView {
  return {
    target,
    rungs: rungIds.map((id) => ({ id, state: 'ahead', value: '', ms: null, failure: null })),
    connectedAt: null,
    connection: target.kind === 'remote' ? untestedConnection : null,
    tags: [...tags],
    busy: 'idle',
    facts: null,
    factsAt: null,
    skewMs: null,
    readFailure: null,
    asking: null,
    inputs: inputs.value(),
    run: null,
    changes: [],
    earlier: [],
    readings: readings.value().readings,
    probe: null,
    cloudFindings: null,
    antivirusFindings: null,
    practice: null,
  };
}
