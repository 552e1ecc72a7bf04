import { GangwayError } from '../shared/errors';
import { links } from '../shared/knowledge/urls';
import type { Handlers } from './bridge/dispatch';
import { fieldHandlers } from './field/handlers';
import type { FieldNeeds } from './field/needs';
import type { Downloads } from './packages/downloads';
import type { DownloadWatch } from './packages/downloadWatch';
import type { PackagesNeeds } from './packages/needs';
import { packageHandlers } from './packages/packageHandlers';
import { addLogs, addPracticeLogs, pickLogs } from './logs/logs';
import type { LogsNeeds } from './logs/needs';
import { takeLogs } from './logs/takeLogs';
import type { Platform } from './platform';
import type { Fleet } from './handoff/answers/needs';
import type { Sites } from './site/needs';
import type { ToolFolders } from './toolFolder/needs';
import type { ReadKeeper } from './reading/readKeeper';
import type { ReportNeeds } from './report/needs';
import type { RunsNeeds } from './runs/needs';
import type { QueueKeeper } from './runs/queue';
import type { ServersNeeds } from './servers/needs';
import { changeInputs } from './servers/inputs';
import { connect } from './connect/connect';
import type { ConnectNeeds } from './connect/needs';
import { askForCredential } from './connect/credentials';
import { lapsOffer, readFromLaps } from './connect/laps';
import { decideMany } from './servers/manyServers';
import { startAnalyzer } from './runs/probes/startAnalyzer';
import { startProbe } from './runs/probes/probe';
import { startShareTest } from './runs/probes/startShareTest';
import { lookFor } from './reading/lookFor';
import { readServer } from './runs/readServer';
import { handOffHandlers } from './handoff/handlers';
import { reportHandlers } from './report/handlers';
import { restartServer } from './runs/restart';
import { askToStop } from './runs/runs';
import { resumePlan, startPlan, startTest, undoChange } from './runs/start';
import { namedTarget } from './servers/namedTarget';
import { setPractice } from './servers/practice';
import { addServers, readList } from './servers/serverLists';
import { setTags } from './servers/servers';
import { takeOver } from './runs/takeOver';
import { takeHostOut, trustHost } from './connect/trustHost';
import { hasSession } from '../shared/model/target';

/** The rooms as a request finds them: to each what it needs, and what works there by itself. */
export interface Rooms {
  readonly version: string;
  readonly platform: Platform;
  readonly serving: ServersNeeds;
  /** Forgets a server. Throws `step.blocked` while a run is under way. */
  forget(targetId: string): Promise<void>;
  readonly packing: PackagesNeeds;
  readonly connecting: ConnectNeeds;
  readonly running: RunsNeeds;
  readonly reporting: ReportNeeds;
  readonly fielding: FieldNeeds;
  readonly rounds: ReadKeeper;
  readonly queues: QueueKeeper;
  readonly downloads: Downloads;
  readonly watch: DownloadWatch;
  readonly logs: LogsNeeds;
  readonly sites: Sites;
  readonly toolFolders: ToolFolders;
  readonly fleet: Fleet;
  /** Forgets what a fleet told of a server that is not the same any more. */
  dropNote(targetId: string): Promise<void>;
}

/** What each request of the contract does. Thin: every line names the place that knows. */
export function createHandlers(rooms: Rooms): Handlers {
  const { platform, serving, packing, connecting, running, reporting } = rooms;
  const { session, settings, handle } = serving;
  return {
    hello: async () => ({
      carrier: platform.carrier,
      realTargets: platform.realTargets,
      elevated: platform.elevated,
      platform: process.platform,
      version: rooms.version,
      locale: platform.locale,
    }),
    getSession: async () => session.get(),
    addTarget: async (input) => {
      if (input.kind !== 'practice' && !platform.realTargets)
        throw new GangwayError('target.notAllowed', input.kind);
      const target = await namedTarget(input);
      await serving.addServer(target);
      return { targetId: target.id };
    },
    readServerList: async (input) => readList(serving, input),
    addServers: (input) => addServers(serving, input),
    setTags: async ({ targetId, tags }) => {
      await setTags(serving, { [targetId]: tags });
      return {};
    },
    forgetTarget: async ({ targetId }) => {
      // Without a wait where there is nothing to take back: who adds the server again at once must find it leaving.
      if (handle(targetId).running === null && connecting.trustedHosts.of(targetId) !== null)
        await takeHostOut(connecting, handle(targetId));
      await rooms.forget(targetId);
      return {};
    },
    connect: async ({ targetId }) => {
      await connect(connecting, handle(targetId));
      return {};
    },
    askCredential: async ({ targetId, practiceUser }) => {
      await askForCredential(connecting, handle(targetId), practiceUser);
      return {};
    },
    lookForLaps: async ({ targetId }) => ({ offer: await lapsOffer(connecting, handle(targetId)) }),
    readLaps: async ({ targetId }) => {
      await readFromLaps(connecting, handle(targetId));
      return {};
    },
    cancelAsking: async ({ targetId }) => {
      handle(targetId).asking?.abort();
      return {};
    },
    trustHost: async ({ targetId, trusted }) => ({
      changed: await trustHost(connecting, handle(targetId), trusted),
    }),
    readFacts: async ({ targetId }) => {
      await readServer(running, handle(targetId));
      return {};
    },
    lookFor: async ({ targetId }) => {
      const server = handle(targetId);
      // What files told cannot be read anew: the search goes over it as it is.
      if (hasSession(server.target)) await readServer(running, server);
      await lookFor(running, server);
      return {};
    },
    readMany: async ({ practice, targetIds }) => {
      rooms.rounds.start(practice ? 'practice' : 'real', targetIds);
      return {};
    },
    stopReadMany: async ({ practice }) => {
      rooms.rounds.stop(practice ? 'practice' : 'real');
      return {};
    },
    cancelReading: async ({ targetId }) => {
      handle(targetId).reading?.abort();
      return {};
    },
    ...packageHandlers(packing, {
      platform,
      goOn: (work) => running.goOn(work),
      downloads: rooms.downloads,
      watch: rooms.watch,
    }),
    changeInputs: async ({ targetId, change }) => {
      await changeInputs(serving, handle(targetId), change);
      return {};
    },
    startPlan: async ({ targetId, journey, planHash, name }) => ({
      runId: await startPlan(running, handle(targetId), journey, planHash, name),
    }),
    queuePlan: async ({ targetId, journey, planHash, name }) => {
      await rooms.queues.add(targetId, journey, planHash, name);
      return {};
    },
    decideMany: (input) => decideMany(serving, input),
    queueMany: ({ entries, typed }) => rooms.queues.addMany(entries, typed),
    changeQueue: async ({ practice, change }) => {
      await rooms.queues.change(practice ? 'practice' : 'real', change);
      return {};
    },
    startProbe: async ({ targetId }) => ({ runId: await startProbe(running, handle(targetId)) }),
    startShareTest: async ({ targetId }) => ({ runId: await startShareTest(running, handle(targetId)) }),
    startTest: async ({ targetId, which }) => ({
      runId: await startTest(running, handle(targetId), which),
    }),
    startAnalyzer: async ({ targetId }) => ({ runId: await startAnalyzer(running, handle(targetId)) }),
    undoChange: async ({ targetId, change, name }) => ({
      runId: await undoChange(running, handle(targetId), change, name),
    }),
    resumePlan: async ({ targetId }) => ({ runId: await resumePlan(running, handle(targetId)) }),
    restartServer: async ({ targetId }) => {
      await restartServer(running, handle(targetId));
      return {};
    },
    stopRun: async ({ targetId, asked }) => {
      await askToStop(handle(targetId), asked);
      return {};
    },
    getRunHealth: async ({ targetId }) => {
      const run = session.target(targetId).run;
      const action = run?.actions.find((entry) => entry.state === 'running');
      if (!run || action === undefined) return null;
      const { shell } = await handle(targetId).shell();
      return shell.run('Get-RunHealth', { runId: run.runId, nn: action.nn });
    },
    getOutput: ({ runId, from, limit }) => running.outputs.read(runId, from, limit),
    findOutput: ({ runId, wish, ...range }) => running.outputs.find(runId, wish, range),
    ackOutput: async ({ runId, seq }) => {
      running.outputs.acknowledge(runId, seq);
      return {};
    },
    getScript: async ({ operation }) => (await import('./operations')).scripts[operation],
    pickLogs: async () => {
      await pickLogs(rooms.logs);
      return {};
    },
    addLogs: async ({ paths }) => {
      await addLogs(rooms.logs, paths);
      return {};
    },
    addPracticeLogs: async ({ ids }) => {
      await addPracticeLogs(rooms.logs, ids);
      return {};
    },
    takeLogs: async ({ targetId }) => {
      await takeLogs(rooms.logs, handle(targetId));
      return {};
    },
    closeLogs: () => rooms.logs.desk.close().then(() => ({})),
    setLogClock: async ({ file, offsetMinutes }) => {
      await rooms.logs.desk.setClock(file, offsetMinutes);
      return {};
    },
    ...rooms.logs.desk.ask,
    ...fieldHandlers(rooms.fielding, handle),
    ...rooms.sites.handlers,
    ...rooms.toolFolders.handlers,
    ...rooms.fleet.handlers,
    ...handOffHandlers({ ...packing, platform, version: rooms.version, now: () => serving.now() }),
    ...reportHandlers({ ...reporting, outputs: running.outputs, session, desk: rooms.logs.desk }, handle),
    changeSettings: async (change) => {
      await settings.update((current) => ({ ...current, ...change }));
      session.change(() => ({ settings: settings.value() }));
      return {};
    },
    openLink: async ({ id }) => {
      const link = Object.entries(links).find(([known]) => known === id)?.[1];
      if (link === undefined) throw new GangwayError('input.invalid', id);
      await platform.openLink(link.url);
      return {};
    },
    dismissNotice: async ({ id }) => {
      session.change(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
      return {};
    },
    takeOver: async ({ targetId, runId }) => {
      await takeOver(running, handle(targetId), runId);
      return {};
    },
    relaunchElevated: async ({ targetId }) => {
      await platform.relaunchElevated(targetId);
      return {};
    },
    setPractice: async ({ targetId, ...change }) => {
      await setPractice(serving, handle(targetId), change);
      if (change.reset === true) await rooms.dropNote(targetId);
      return {};
    },
  };
}
