import { failureOf, GangwayError } from '../../shared/errors';
import { rungIds, type Rung } from '../../shared/bridge/session';
import { netBiosName, parseAddress } from '../servers/address';
import { climb, judgeSession } from './ladder';
import type { Approach } from '../shell/approach';
import type { OpenShell, Server } from '../servers/server';
import type { ConnectNeeds } from './needs';
import { onlyFrom } from '../session';

type Put = (id: Rung['id'], change: Partial<Rung>) => void;
const ahead = (id: Rung['id']): Rung => ({ id, state: 'ahead', value: '', ms: null, failure: null });

/** The climbs under way. A second ask joins the first: two at once would try a wrong password twice. */
const underWay = new WeakMap<Server, Promise<void>>();

/**
 * Climbs the ladder to a server and stops at the first rung that fails; a server that lets in has its run taken up again. Only
 * reads. A server of the network is asked from its name on; for this computer and a practice server that plays a local one,
 * rungs 2 to 4 are not needed.
 */
export function connect(needs: ConnectNeeds, server: Server): Promise<void> {
  const joined = underWay.get(server) ?? arriveAt(needs, server).finally(() => underWay.delete(server));
  underWay.set(server, joined);
  return joined;
}

async function arriveAt(needs: ConnectNeeds, server: Server): Promise<void> {
  await climbTo(needs, server);
  if (server.view().connectedAt !== null) await needs.onConnected(server);
}

/** Whether a server is reached over the network: a real one, or a practice server that plays one. */
export async function isOnNetwork(server: Server): Promise<boolean> {
  if (server.target.kind !== 'practice') return server.target.kind === 'remote';
  return (await server.shell()).practice?.approach != null;
}

/** Connects a server unless it is connected. Rejects with what stopped the ladder. */
export async function requireConnection(needs: ConnectNeeds, server: Server): Promise<void> {
  if (server.view().connectedAt !== null) return;
  await connect(needs, server);
  const { connectedAt, rungs } = server.view();
  const failure = rungs.find((rung) => rung.failure !== null)?.failure;
  if (connectedAt === null)
    throw new GangwayError(failure?.code ?? 'target.unreachable', failure?.detail, failure?.native);
}

async function climbTo(needs: ConnectNeeds, server: Server): Promise<void> {
  const rungs = rungIds.map(ahead);
  const put: Put = (id, change) => {
    const index = rungIds.indexOf(id);
    rungs[index] = { ...ahead(id), ...rungs[index], ...change, id };
    server.change(() => ({ rungs: [...rungs] }));
  };
  server.change(({ busy }) => ({
    connectedAt: null,
    rungs,
    ...(busy === 'idle' ? { busy: 'connecting' } : {}),
  }));
  try {
    if (server.target.kind === 'field') {
      showByFiles(server, put);
      return;
    }
    const way = await wayTo(needs, server);
    const arrived =
      way === null ? await connectHere(needs, server, put) : await connectOver(needs, server, way, put);
    // The error of a reading that failed because this way was closed does not count any more.
    if (arrived) server.change(() => ({ connectedAt: needs.now(), readFailure: null }));
  } catch (error) {
    put(server.target.kind === 'remote' ? 'name' : 'powershell', {
      state: 'stopped',
      failure: failureOf(error),
    });
  } finally {
    server.change(onlyFrom('connecting'));
  }
}

/** A server that files are carried to: nothing is tested, and what is known is as old as the file that told it. */
function showByFiles(server: Server, put: Put): void {
  const { factsAt } = server.view();
  if (factsAt === null) throw new GangwayError('target.byFiles', server.target.name);
  put('name', { state: 'done', value: server.target.name });
  for (const id of rungIds.slice(1)) put(id, { state: 'notNeeded' });
  server.change(() => ({ connectedAt: factsAt }));
}

/** How a server of the network is asked, and by which address; null for one that needs no network. */
async function wayTo(
  needs: ConnectNeeds,
  server: Server,
): Promise<{ readonly approach: Approach; readonly address: string } | null> {
  const { target } = server;
  if (target.kind === 'local') return null;
  if (target.kind === 'remote') {
    if (needs.network === null) throw new GangwayError('target.notAllowed', target.address);
    return { approach: needs.network, address: target.address };
  }
  const { practice } = await server.shell();
  showPractice(server, practice);
  if (practice?.approach == null || practice.address === null) return null;
  return { approach: practice.approach, address: practice.address };
}

/** Keeps what was chosen in the banner in an earlier start of the app. */
function showPractice(server: Server, practice: OpenShell['practice']): void {
  if (practice === null) return;
  const { accounts } = practice;
  server.change(() => ({
    practice: { speed: practice.speed(), fault: practice.fault(), accounts: [...accounts] },
  }));
}

async function connectOver(
  needs: ConnectNeeds,
  server: Server,
  { approach, address: text }: { readonly approach: Approach; readonly address: string },
  put: Put,
): Promise<boolean> {
  const address = parseAddress(text);
  const choice = server.inputs.value().connection;
  const learn = (change: object) => {
    server.change(({ connection }) => ({
      connection: connection && { ...connection, ...change },
    }));
  };
  server.change(() => ({
    connection: {
      addresses: [],
      endpoint: null,
      certificate: null,
      flaws: null,
      triedAs: choice.account,
      identity: null,
      credential: needs.credentials.stateOf(choice.account),
      trustedHost: needs.trustedHosts.of(server.id),
    },
  }));
  try {
    return await climb({
      host: address.host,
      expected: address.kind === 'name' ? netBiosName(address) : null,
      choice,
      approach,
      signIn: async (endpoint, signal) => {
        server.way = { endpoint, credential: needs.credentials.of(choice.account) };
        // A session of an earlier account must not answer for this one.
        await server.closeShell();
        const { shell } = await server.shell();
        return shell.run('Get-ServerIdentity', {}, { signal });
      },
      put,
      learn,
      signal: new AbortController().signal,
      now: () => needs.now(),
      rungMs: needs.pace.rungMs,
    });
  } finally {
    const rung = server.view().rungs.find(({ failure }) => failure !== null);
    // From the sign-in on, a stop means that this way must not be used: another machine, no rights, a refused account.
    if (rung !== undefined && rungIds.indexOf(rung.id) >= rungIds.indexOf('signIn')) {
      server.way = null;
      await server.closeShell();
    }
    learn({ credential: needs.credentials.stateOf(choice.account) });
  }
}

/** This computer, or a machine that plays it: opens the session and judges what it says of itself. */
async function connectHere(needs: ConnectNeeds, server: Server, put: Put): Promise<boolean> {
  const { target } = server;
  put('name', { state: 'done', value: target.name, ms: 0 });
  for (const id of ['port', 'management', 'signIn'] as const) put(id, { state: 'notNeeded' });
  put('powershell', { state: 'testing' });
  const started = needs.now();
  const { shell } = await server.shell();
  const hello = await shell.hello();
  const ms = needs.now() - started;
  const administrator =
    target.kind === 'local' && !needs.platform.elevated
      ? { value: '', refusal: 'target.notElevated' as const }
      : { value: 'S-1-5-32-544', refusal: null };
  return judgeSession({ ...hello, administrator }, ms, put);
}
