import type { Recipient } from '../shared/model/recipient';
import { createContext, useContext } from 'react';
import type { z } from 'zod';
import { isRequest, requests, type InputOf, type ReplyOf, type RequestName } from '../shared/bridge/contract';
import { eventSchema, replySchema, type BridgeEvent, type Reply } from '../shared/bridge/messages';
import type { Failure } from '../shared/errors';
import { untilShown } from './mirror';
import type { Transport } from './transports';

/** A request that main refused or that did not reach it; `failure` has its texts in `errors.json`. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

type Method<N extends RequestName> = (input: InputOf<N>) => Promise<ReplyOf<N>>;

/** One method per request of the contract, each parsed at this end too. Rejects with a `RequestError` only. */
export type Requests = { readonly [N in RequestName]: Method<N> };

/** Main as the renderer sees it. */
export interface Client extends Requests {
  /** Parsed events. `onReady` tells that events may have been missed: ask for the session. */
  subscribe(listener: (event: BridgeEvent) => void, onReady: () => void): () => void;
  /** Gives dropped or picked files for a server or to a library, the way that this carrier can. */
  addFiles(to: Recipient, files: readonly File[]): Promise<void>;
  /** Gives dropped or picked files, and folders where the carrier can, to the desk of the logs. */
  addLogFiles(files: readonly File[]): Promise<void>;
  /** Gives results of a fleet that were dropped or picked; a browser has practice alone. */
  addFleetFiles(practice: boolean, files: readonly File[]): Promise<void>;
  /** Opens a kit that was dropped or picked (`site`), or hands over Gangway's own zip (`siteProgram`, where the carrier takes no paths). */
  addSiteFile(what: 'site' | 'siteProgram', file: File): Promise<void>;
  /** Hands over a result of Server 2008 R2, where the carrier takes no paths. */
  addToolResult(file: File): Promise<void>;
}

/** Any rejection of a request as a failure. If it is not main's own answer, main is out of reach. */
export function failureOfRequest(error: unknown): Failure {
  if (error instanceof RequestError) return error.failure;
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error), native: null };
}

/** The contract by name, so that the reply of a name is known by its type. */
const shapes: { readonly [N in RequestName]: { readonly reply: z.ZodType<ReplyOf<N>> } } = requests;

const hasAll = (methods: Partial<Requests>): methods is Requests =>
  Object.keys(requests).every((name) => Object.hasOwn(methods, name));

/** A method for each request of the contract, which parses the reply, and answers when the page shows what came of the request. */
function methodsOver(transport: Transport): Requests {
  const method =
    <N extends RequestName>(name: N): Method<N> =>
    (input) =>
      checked(async () => {
        const reply = accepted(await transport.request({ name, input }));
        const value = shapes[name].reply.parse(reply.value);
        // Replies and changes come by two ways. The session itself is what the page waits for where it lacks a change.
        if (reply.revision !== undefined && name !== 'getSession') await untilShown(reply.revision);
        return value;
      });
  const methods: Partial<Requests> = {};
  for (const name of Object.keys(requests).filter(isRequest))
    Object.assign(methods, { [name]: method(name) });
  if (!hasAll(methods)) throw new Error('a request of the contract has no method');
  return methods;
}

/** Makes the typed client over a carrier. */
export function createClient(transport: Transport): Client {
  const methods = methodsOver(transport);
  /** Hands files over the way that the carrier can: by their paths, or each by its content. */
  const give = async (
    files: readonly File[],
    byPaths: (paths: string[]) => Promise<unknown>,
    target: string,
  ): Promise<void> => {
    const carrier = transport.files;
    if (carrier.kind === 'paths') {
      const paths = files.map((file) => carrier.pathOf(file)).filter((path) => path !== '');
      if (paths.length > 0) await byPaths(paths);
      return;
    }
    // One after the other: a browser opens few connections.
    for (const file of files) await checked(async () => accepted(await carrier.upload(target, file)));
  };
  return {
    ...methods,
    subscribe: listenTo(transport),
    addFiles: (to, files) => give(files, (paths) => methods.addPackages({ to, paths }), to),
    addLogFiles: (files) => give(files, (paths) => methods.addLogs({ paths }), 'logs'),
    addFleetFiles: (practice, files) =>
      give(files, (paths) => methods.readFleet({ practice, paths }), 'fleet'),
    addSiteFile: (what, file) =>
      give([file], async ([path]) => (path === undefined ? undefined : methods.openSite({ path })), what),
    addToolResult: (file) => give([file], () => Promise.resolve(), 'toolResult'),
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

function accepted(reply: unknown): Extract<Reply, { ok: true }> {
  const parsed = replySchema.parse(reply);
  if (!parsed.ok) throw new RequestError(parsed.error);
  return parsed;
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
