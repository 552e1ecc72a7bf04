import { createContext, useContext } from 'react';
import type { z } from 'zod';
import {
  eventSchema,
  replySchema,
  requests,
  type BridgeEvent,
  type InputOf,
  type ReplyOf,
  type RequestName,
} from '../shared/bridge/contract';
import type { Failure } from '../shared/errors';
import type { Transport } from './transports';

/** A request that main refused or that did not reach it; `failure` has its texts in `errors.json`. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** One method per request of the contract, each parsed at this end too. Rejects with a `RequestError` only. */
export type Requests = {
  readonly [N in RequestName]: (input: InputOf<N>) => Promise<ReplyOf<N>>;
};

/** Main as the renderer sees it. */
export interface Client extends Requests {
  /** Parsed events. `onReady` tells that events may have been missed: ask for the session. */
  subscribe(listener: (event: BridgeEvent) => void, onReady: () => void): () => void;
  /** Gives dropped or picked files to the library of a server, the way that this carrier can. */
  addFiles(targetId: string, files: readonly File[]): Promise<void>;
}

/** Any rejection of a request as a failure. If it is not main's own answer, main is out of reach. */
export function failureOfRequest(error: unknown): Failure {
  if (error instanceof RequestError) return error.failure;
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error), native: null };
}

/** Makes the typed client over a carrier. */
export function createClient(transport: Transport): Client {
  // The shape is passed beside its name, because a type that depends on a name alone cannot be parsed to.
  const method =
    <I extends z.ZodType, R extends z.ZodType>(name: RequestName, shape: { input: I; reply: R }) =>
    (input: z.input<I>): Promise<z.output<R>> =>
      checked(async () => shape.reply.parse(unwrap(await transport.request({ name, input }))));
  const addPackages = method('addPackages', requests.addPackages);
  return {
    hello: method('hello', requests.hello),
    getSession: method('getSession', requests.getSession),
    addTarget: method('addTarget', requests.addTarget),
    readServerList: method('readServerList', requests.readServerList),
    addServers: method('addServers', requests.addServers),
    setTags: method('setTags', requests.setTags),
    forgetTarget: method('forgetTarget', requests.forgetTarget),
    connect: method('connect', requests.connect),
    askCredential: method('askCredential', requests.askCredential),
    cancelAsking: method('cancelAsking', requests.cancelAsking),
    lookForLaps: method('lookForLaps', requests.lookForLaps),
    readLaps: method('readLaps', requests.readLaps),
    trustHost: method('trustHost', requests.trustHost),
    readFacts: method('readFacts', requests.readFacts),
    readMany: method('readMany', requests.readMany),
    stopReadMany: method('stopReadMany', requests.stopReadMany),
    cancelReading: method('cancelReading', requests.cancelReading),
    pickPackages: method('pickPackages', requests.pickPackages),
    addPackages,
    addPracticePackages: method('addPracticePackages', requests.addPracticePackages),
    dismissRefused: method('dismissRefused', requests.dismissRefused),
    confirmScript: method('confirmScript', requests.confirmScript),
    removePackage: method('removePackage', requests.removePackage),
    startDownload: method('startDownload', requests.startDownload),
    cancelDownload: method('cancelDownload', requests.cancelDownload),
    watchDownloads: method('watchDownloads', requests.watchDownloads),
    pickDownloadFolder: method('pickDownloadFolder', requests.pickDownloadFolder),
    changeInputs: method('changeInputs', requests.changeInputs),
    startPlan: method('startPlan', requests.startPlan),
    queuePlan: method('queuePlan', requests.queuePlan),
    decideMany: method('decideMany', requests.decideMany),
    queueMany: method('queueMany', requests.queueMany),
    changeQueue: method('changeQueue', requests.changeQueue),
    startProbe: method('startProbe', requests.startProbe),
    startTest: method('startTest', requests.startTest),
    undoMode: method('undoMode', requests.undoMode),
    resumePlan: method('resumePlan', requests.resumePlan),
    restartServer: method('restartServer', requests.restartServer),
    stopRun: method('stopRun', requests.stopRun),
    getRunHealth: method('getRunHealth', requests.getRunHealth),
    getOutput: method('getOutput', requests.getOutput),
    findOutput: method('findOutput', requests.findOutput),
    ackOutput: method('ackOutput', requests.ackOutput),
    getScript: method('getScript', requests.getScript),
    savePlan: method('savePlan', requests.savePlan),
    previewReport: method('previewReport', requests.previewReport),
    saveReport: method('saveReport', requests.saveReport),
    openReport: method('openReport', requests.openReport),
    changeSettings: method('changeSettings', requests.changeSettings),
    openLink: method('openLink', requests.openLink),
    dismissNotice: method('dismissNotice', requests.dismissNotice),
    takeOver: method('takeOver', requests.takeOver),
    relaunchElevated: method('relaunchElevated', requests.relaunchElevated),
    setPractice: method('setPractice', requests.setPractice),
    subscribe: listenTo(transport),
    addFiles: async (targetId, files) => {
      const carrier = transport.files;
      if (carrier.kind === 'paths') {
        const paths = files.map((file) => carrier.pathOf(file)).filter((path) => path !== '');
        if (paths.length > 0) await addPackages({ targetId, paths });
        return;
      }
      // One after the other: a browser opens few connections.
      for (const file of files) await checked(async () => unwrap(await carrier.upload(targetId, file)));
    },
  };
}

interface Listener {
  readonly hear: (event: BridgeEvent) => void;
  readonly onReady: () => void;
}

/** One stream for all who listen, so that an event crosses and is parsed once; it ends with the last of them. */
function listenTo(transport: Transport): Client['subscribe'] {
  const listeners = new Set<Listener>();
  let stop: (() => void) | null = null;
  let ready = false;
  return (hear, onReady) => {
    const listener = { hear, onReady };
    listeners.add(listener);
    // A listener that joins an open stream has missed the earlier events, too.
    if (ready) onReady();
    stop ??= transport.subscribe(
      (event) => {
        const parsed = eventSchema.parse(event);
        for (const { hear: tell } of [...listeners]) tell(parsed);
      },
      () => {
        ready = true;
        for (const { onReady: tell } of [...listeners]) tell();
      },
    );
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      stop?.();
      [stop, ready] = [null, false];
    };
  };
}

async function checked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RequestError ? error : new RequestError(failureOfRequest(error));
  }
}

function unwrap(reply: unknown): unknown {
  const parsed = replySchema.parse(reply);
  if (!parsed.ok) throw new RequestError(parsed.error);
  return parsed.value;
}

/** What the app hands down to its pages: the client, and what main said of itself. */
export interface Door {
  readonly client: Client;
  readonly hello: ReplyOf<'hello'>;
}

const DoorContext = createContext<Door | null>(null);

/** Puts the client around the app. */
export const DoorProvider = DoorContext.Provider;

function useDoor(): Door {
  const door = useContext(DoorContext);
  if (door === null) throw new Error('DoorProvider is missing');
  return door;
}

/** The client of this app. */
export const useClient = (): Client => useDoor().client;

/** What main said of itself at the start: carrier, whether real servers are offered, version, locale. */
export const useHello = (): ReplyOf<'hello'> => useDoor().hello;
