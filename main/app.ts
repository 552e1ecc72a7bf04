import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { failureOf, GangwayError } from '../shared/errors';
import type { BridgeEvent, Reply } from '../shared/bridge/messages';
import type { Session } from '../shared/bridge/session';
import type { LogsDesk } from '../shared/bridge/logs';
import { isPracticeId, type Target } from '../shared/model/target';
import { createDispatch } from './bridge/dispatch';
import { firstSession } from './firstSession';
import type { Quarantined } from './disk/quarantine';
import { createJournal } from './journal/journal';
import { restoreRead } from './field/showRead';
import type { FieldNeeds } from './field/needs';
import { fieldPlaces } from './field/places';
import { createLog } from './log';
import { createNotices } from './notices';
import { createOpenShell } from './openShell';
import { systemClock } from './packages/download/clock';
import { type LibrariesOptions, openLibraries } from './packages/openLibraries';
import { type LogReader, openDesk } from './logs/apart';
import type { SiteNeedsOfApp } from './site/needs';
import { openFleet } from './handoff/answers/openFleet';
import { openFleetStore } from './handoff/answers/fleetStore';
import { openSites } from './site/openSites';
import { openToolFolders } from './toolFolder/openToolFolders';
import type { Platform } from './platform';
import { openSettings } from './settings';
import { thisComputer, type ThisComputer } from './thisComputer';
import { createServerHandles } from './servers/handles';
import { guardedShell } from './connect/guardedShell';
import { connect } from './connect/connect';
import { createCredentials } from './connect/heldCredentials';
import type { ConnectNeeds } from './connect/needs';
import { usualPace } from './pace';
import type { Pace, RunsNeeds } from './runs/needs';
import type { OpenShell, Way } from './servers/server';
import { libraryOf } from './packages/library';
import type { DownloadsOptions } from './packages/downloads';
import { closingWords, type ClosingWords } from './runs/closingWords';
import { createHandlers } from './handlers';
import { keepOutputs } from './output/keepOutputs';
import { showLibraries } from './packages/addPackages';
import { openPacking } from './packages/openPacking';
import { createQueueKeeper } from './runs/queue';
import { createReadRounds } from './reading/readRounds';
import { openServers } from './servers/servers';
import { connectAndRead } from './runs/readServer';
import { restoreRun, takeUp } from './runs/restore';
import { createSession, sendChanges } from './session';
import { takeHostsOut, showTrustedHost } from './connect/trustHost';
import { openTrustedHosts } from './connect/trustedHosts';
import { closingMs, keepUnderWay } from './underWay';
import { createUpload } from './uploads';

/** The app without a carrier: requests go in, events come out. */
export interface App {
  dispatch(message: unknown): Promise<Reply>;
  subscribe(listener: (event: BridgeEvent) => void): () => void;
  /** What to say when the window closes while a server is being changed; null when none is. */
  closingWords(): Promise<ClosingWords | null>;
  /** Takes a file as bytes into the library of a server, with `logs` onto the desk, with `site` as a kit (a browser cannot give a path); `declared` is how many it says to send. */
  upload(targetId: string, name: string, bytes: Readable, declared: number | null): Promise<void>;
  close(): Promise<void>;
}

/** An app that opened, with what its pages see. */
export interface OpenedApp extends App {
  session(): Session;
}

/** How an app is opened. Of this computer, tests put others in the place of what it offers. */
export interface AppOptions extends Pick<LibrariesOptions, 'inspection'>, Partial<ThisComputer> {
  readonly dataFolder: string;
  /** Folder of the packages that come with the app for practice. */
  readonly practiceFolder: string;
  readonly platform: Platform;
  readonly version: string;
  readonly logReader: LogReader;
  readonly openShell?: (target: Target, way: Way | null) => Promise<OpenShell>;
  /** Other public downloads than those of Microsoft, and another way to them; for tests. */
  readonly downloads?: Pick<DownloadsOptions, 'table' | 'practice' | 'outbound'>;
  readonly now?: () => number;
  /** Other waits than the usual ones; tests wait less. */
  readonly pace?: Partial<Pace>;
}

/**
 * Composition root: opens what lies on disk, restores every server somebody worked on, and answers the app. A broken
 * file never stops the start; it is set aside and said.
 */
export async function createApp(options: AppOptions): Promise<OpenedApp> {
  const { dataFolder, platform, now = Date.now } = options;
  const { here, trust, ...computer } = thisComputer(platform, options);
  const log = createLog(join(dataFolder, 'log'), now);
  log.write('info', `Gangway ${options.version} starts, ${platform.carrier}`);
  const listeners = new Set<(event: BridgeEvent) => void>();
  const emit = (event: BridgeEvent) => {
    for (const listener of listeners) listener(event);
  };
  const aside: Quarantined[] = [];
  const settings = await openSettings(dataFolder, (found) => aside.push(found));
  const servers = await openServers(dataFolder, (found) => aside.push(found));
  const fleetNotes = await openFleetStore(dataFolder, (found) => aside.push(found));
  const { inspect, ...libraries } = await openLibraries({ ...options, trust });
  const session = createSession(firstSession(settings.value(), libraries, platform, now()));
  const notice = createNotices(session, log, now);
  const makeShell =
    options.openShell ??
    createOpenShell({
      dataFolder,
      practiceSpeed: () => settings.value().practiceSpeed,
      onNotice: (path) => notice('quarantined', path),
    });
  const journal = createJournal(join(dataFolder, 'journal'), now);
  const credentials = createCredentials();
  const underWay = keepUnderWay((error) => notice('internal', failureOf(error).detail));
  const closing = new AbortController();
  const handles = createServerHandles({
    dataFolder,
    session,
    servers,
    // A shell that somebody opens while the app closes would never be closed.
    openShell: (target, way) =>
      closing.signal.aborted
        ? Promise.reject(new GangwayError('operation.canceled'))
        : makeShell(target, way).then((opened) =>
            way?.credential == null
              ? opened
              : { ...opened, shell: guardedShell(opened.shell, way.credential, credentials) },
          ),
    packagesOf: (target) => libraryOf(libraries, target).list(),
    notice,
    now,
    onAdded: async (server) => {
      showTrustedHost(connecting, server);
      const told = fleetNotes.of(server.id);
      if (told !== null) server.change(() => ({ fleet: told }));
      await restoreRead(fielding, server);
      await restoreRun(running, server);
    },
  });

  const trustedHosts = await openTrustedHosts({
    dataFolder,
    onQuarantine: (found) => aside.push(found),
    listOf: async (targetId) => {
      if (!isPracticeId(targetId) && here !== null) return here;
      const { practice } = await handles.handle(targetId).shell();
      if (practice === null) throw new GangwayError('target.notAllowed', targetId);
      return practice.here;
    },
    onChange: (targetId) => {
      // What an earlier start left may belong to a server that was forgotten.
      if (session.get().targets.some(({ target }) => target.id === targetId))
        showTrustedHost(connecting, handles.handle(targetId));
    },
    now,
  });
  const showLogs = (logs: LogsDesk): void => session.change(() => ({ logs }));
  const desk = openDesk(options.logReader, showLogs);
  const clock = { ...systemClock, now };
  const goOn = (work: Promise<void>): void => underWay.goOn(work);
  const outputs = keepOutputs(dataFolder, emit, (detail) => notice('unwritable', detail));
  const pace = { ...usualPace, ...options.pace };
  const { packing, downloads, watch } = openPacking({
    ...{ session, settings, libraries, platform, clock, inspect },
    practiceFolder: options.practiceFolder,
    downloads: options.downloads ?? null,
    downloadFolder: join(dataFolder, 'downloads'),
    handle: (targetId) => handles.handle(targetId),
  });
  const siting: SiteNeedsOfApp = {
    dataFolder,
    session,
    settings,
    platform,
    libraries,
    showLibraries: () => showLibraries(packing),
    practiceFiles: packing.practiceFiles,
    onQuarantine: (found) => aside.push(found),
    goOn,
    version: options.version,
    now,
  };
  const sites = await openSites(siting);
  const toolFolders = await openToolFolders(siting);
  const connecting: ConnectNeeds = {
    ...computer,
    credentials,
    trustedHosts,
    platform,
    pace,
    onConnected: (server) => takeUp(running, server),
    closing: closing.signal,
    notice,
    now,
  };
  const running: RunsNeeds = { ...connecting, settings, servers, libraries, journal, outputs, pace, goOn };
  const serving = {
    session,
    settings,
    servers,
    platform,
    handle: handles.handle,
    addServer: handles.add,
    notice,
    now,
  };
  const fleet = openFleet({ ...serving, store: fleetNotes });
  const places = await fieldPlaces(dataFolder, ({ path }) => notice('quarantined', path));
  const fielding: FieldNeeds = { ...running, ...serving, platform, version: options.version, ...places };
  const rounds = createReadRounds({ ...running, ...serving }, (server) => connectAndRead(running, server));
  const queues = await createQueueKeeper({
    dataFolder,
    onQuarantine: (found) => aside.push(found),
    needs: { ...running, ...serving },
  });
  await handles.restore(platform.realTargets);
  queues.restore();
  goOn(takeHostsOut(connecting));
  await downloads.restore();
  // Foreign files among the journals are found by listing them.
  await journal.list();
  const { real, practice } = libraries;
  for (const found of [...aside, ...journal.quarantined(), ...real.quarantined(), ...practice.quarantined()])
    notice('quarantined', found.path);
  for (const [name, library] of Object.entries(libraries))
    if (library.problem() !== null)
      notice('unwritable', `${join(dataFolder, 'library', name)}: ${library.problem() ?? ''}`);

  // Refusals are part of the work; only what is our own fault belongs into the log.
  const dispatch = createDispatch(
    createHandlers({
      version: options.version,
      platform,
      forget: async (targetId) => {
        await handles.remove(targetId);
        await fleetNotes.drop(targetId);
      },
      dropNote: (targetId) => fleetNotes.drop(targetId),
      serving,
      packing,
      connecting,
      running,
      reporting: { ...running, platform, version: options.version },
      fielding,
      rounds,
      queues,
      downloads,
      watch,
      logs: { session, platform, desk, now },
      sites,
      toolFolders,
      fleet,
    }),
    (name, detail) => {
      log.write('error', `${name}: ${detail}`);
    },
  );
  const upload = createUpload(desk, sites, toolFolders, fleet, packing);
  const changes = sendChanges(session, emit);
  // A run that the end of the app left behind is followed again, or judged by facts, at once; both only read.
  for (const { target, run } of session.get().targets)
    if (run?.outcome === 'interrupted' || run?.outcome === 'restartRequired')
      goOn(connect(running, handles.handle(target.id)));

  return {
    dispatch: changes.beforeReply((message) =>
      underWay
        .answer(() => dispatch(message))
        .catch((error: unknown) => ({ ok: false, error: failureOf(error) })),
    ),
    session: () => session.get(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    upload: (...given) => underWay.answer(() => upload(...given)),
    closingWords: () => closingWords({ session, settings, platform }),
    async close() {
      underWay.close();
      // While the shells are there. What stays is taken out at the next start.
      await Promise.race([trustedHosts.takeBackAll(), pause(closingMs, undefined, { ref: false })]);
      closing.abort();
      changes.end();
      downloads.close();
      await desk.close();
      await watch.close();
      await handles.close();
      await here?.close();
      // What was aborted still writes its last lines, and what was asked before is answered.
      await underWay.ended();
      await outputs.close();
      await log.flush();
    },
  };
}
