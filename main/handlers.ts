import { GangwayError } from '../shared/errors';
import { links } from '../shared/knowledge/urls';
import type { InputOf } from '../shared/bridge/contract';
import type { Target } from '../shared/model/target';
import type { Handlers } from './bridge/dispatch';
import { scripts } from './operations';
import type { Context } from './context';
import { changeInputs } from './servers/inputs';
import { addPackages, addPracticePackages, dismissRefused, removePackage } from './packages/addPackages';
import { confirmScript } from './packages/confirmScript';
import { connect } from './connect/connect';
import { askForCredential } from './connect/credentials';
import { lapsOffer, readFromLaps } from './connect/laps';
import { decideMany } from './servers/manyServers';
import { startProbe } from './runs/probe';
import { readServer } from './runs/readServer';
import { requireOwnDrive } from './packages/ownDrive';
import { savePlan } from './report/planFile';
import { openReport, previewReport, saveReport } from './report/report';
import { restartServer } from './runs/restart';
import { askToStop } from './runs/runs';
import { resumePlan, startPlan, startTest, undoMode } from './runs/start';
import { localTarget, practiceTarget, setPractice } from './servers/practice';
import { addServers, readList } from './servers/serverLists';
import { remoteTarget, setTags } from './servers/servers';
import { takeOver } from './runs/takeOver';
import { endTrust, trustHost } from './connect/trustHost';

/** What each request of the contract does. Thin: every line names the place that knows. */
export function createHandlers(context: Context): Handlers {
  const { session, platform, settings } = context;
  return {
    hello: async () => ({
      carrier: platform.carrier,
      realTargets: platform.realTargets,
      elevated: platform.elevated,
      platform: process.platform,
      version: context.version,
      locale: platform.locale,
    }),
    getSession: async () => session.get(),
    addTarget: async (input) => {
      if (input.kind !== 'practice' && !platform.realTargets)
        throw new GangwayError('target.notAllowed', input.kind);
      const target = targetOf(input);
      await context.addServer(target);
      return { targetId: target.id };
    },
    readServerList: async (input) => readList(context, input),
    addServers: (input) => addServers(context, input),
    setTags: async ({ targetId, tags }) => {
      await setTags(context, { [targetId]: tags });
      return {};
    },
    forgetTarget: async ({ targetId }) => {
      // Without a wait where there is nothing to take back: who adds the server again at once must find it leaving.
      if (context.handle(targetId).running === null && context.trusted.of(targetId) !== null)
        await endTrust(context, targetId);
      await context.removeServer(targetId);
      return {};
    },
    connect: async ({ targetId }) => {
      await connect(context, targetId);
      return {};
    },
    askCredential: async ({ targetId, practiceUser }) => {
      await askForCredential(context, targetId, practiceUser);
      return {};
    },
    lookForLaps: async ({ targetId }) => ({ offer: await lapsOffer(context, targetId) }),
    readLaps: async ({ targetId }) => {
      await readFromLaps(context, targetId);
      return {};
    },
    cancelAsking: async ({ targetId }) => {
      context.handle(targetId).asking?.abort();
      return {};
    },
    trustHost: async ({ targetId, trusted }) => ({ changed: await trustHost(context, targetId, trusted) }),
    readFacts: async ({ targetId }) => {
      await readServer(context, targetId);
      return {};
    },
    readMany: async ({ practice, targetIds }) => {
      context.rounds.start(practice ? 'practice' : 'real', targetIds);
      return {};
    },
    stopReadMany: async ({ practice }) => {
      context.rounds.stop(practice ? 'practice' : 'real');
      return {};
    },
    cancelReading: async ({ targetId }) => {
      context.handle(targetId).reading?.abort();
      return {};
    },
    pickPackages: async ({ targetId }) => {
      const paths = await platform.pickFiles();
      if (paths.length > 0) await addPackages(context, targetId, paths);
      return {};
    },
    addPackages: async ({ targetId, paths }) => {
      // A browser may not name files of this computer: it hands over bytes.
      if (platform.carrier !== 'electron') throw new GangwayError('target.notAllowed', 'paths');
      for (const path of paths) requireOwnDrive(path);
      await addPackages(context, targetId, paths);
      return {};
    },
    addPracticePackages: ({ targetId, ids }) => addPracticePackages(context, targetId, ids),
    dismissRefused: async ({ targetId, name }) => {
      dismissRefused(context, targetId, name);
      return {};
    },
    confirmScript: async (input) => {
      await confirmScript(context, input);
      return {};
    },
    removePackage: async ({ practice, sha256 }) => {
      await removePackage(context, practice, sha256);
      return {};
    },
    startDownload: async ({ id }) => {
      context.goOn(context.downloads.start(id));
      return {};
    },
    cancelDownload: async ({ id }) => {
      context.downloads.cancel(id);
      return {};
    },
    watchDownloads: async ({ on, targetId }) => {
      await context.watch.turn(on ? session.target(targetId).target : null);
      return {};
    },
    pickDownloadFolder: async () => {
      const folder = await platform.pickFolder();
      if (folder !== null) await context.watch.choose(folder);
      return {};
    },
    changeInputs: async ({ targetId, change }) => {
      await changeInputs(context, targetId, change);
      return {};
    },
    startPlan: async ({ targetId, planHash, name }) => ({
      runId: await startPlan(context, targetId, planHash, name),
    }),
    queuePlan: async ({ targetId, planHash, name }) => {
      await context.queues.add(targetId, planHash, name);
      return {};
    },
    decideMany: (input) => decideMany(context, input),
    queueMany: ({ entries, typed }) => context.queues.addMany(entries, typed),
    changeQueue: async ({ practice, change }) => {
      await context.queues.change(practice ? 'practice' : 'real', change);
      return {};
    },
    startProbe: async ({ targetId }) => ({ runId: await startProbe(context, targetId) }),
    startTest: async ({ targetId }) => ({ runId: await startTest(context, targetId) }),
    undoMode: async ({ targetId, name }) => ({ runId: await undoMode(context, targetId, name) }),
    resumePlan: async ({ targetId }) => ({ runId: await resumePlan(context, targetId) }),
    restartServer: async ({ targetId }) => {
      await restartServer(context, targetId);
      return {};
    },
    stopRun: async ({ targetId, asked }) => {
      await askToStop(context, targetId, asked);
      return {};
    },
    getRunHealth: async ({ targetId }) => {
      const run = session.target(targetId).run;
      const action = run?.actions.find((entry) => entry.state === 'running');
      if (!run || action === undefined) return null;
      const { shell } = await context.handle(targetId).shell();
      return shell.run('Get-RunHealth', { runId: run.runId, nn: action.nn });
    },
    getOutput: ({ runId, from, limit }) => context.outputs.read(runId, from, limit),
    findOutput: ({ runId, wish, ...range }) => context.outputs.find(runId, wish, range),
    ackOutput: async ({ runId, seq }) => {
      context.outputs.acknowledge(runId, seq);
      return {};
    },
    getScript: async ({ operation }) => scripts[operation],
    savePlan: async ({ targetId }) => ({ path: await savePlan(context, targetId) }),
    previewReport: async ({ targetId }) => ({ html: await previewReport(context, targetId) }),
    saveReport: async ({ targetId }) => ({ path: await saveReport(context, targetId) }),
    openReport: async ({ targetId, how }) => {
      await openReport(context, targetId, how);
      return {};
    },
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
      await takeOver(context, targetId, runId);
      return {};
    },
    relaunchElevated: async ({ targetId }) => {
      await platform.relaunchElevated(targetId);
      return {};
    },
    setPractice: async ({ targetId, ...change }) => {
      await setPractice(context, targetId, change);
      return {};
    },
  };
}

function targetOf(input: InputOf<'addTarget'>): Target {
  if (input.kind === 'local') return localTarget();
  return input.kind === 'remote' ? remoteTarget(input.address) : practiceTarget(input.machine);
}
