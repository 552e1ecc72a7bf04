import { failureOf, GangwayError } from '../../shared/errors';
import { rungIds, type Rung } from '../../shared/bridge/session';
import { netBiosName, parseAddress } from '../servers/address';
import { climb, judgeSession } from './ladder';
import type { Approach } from '../shell/approach';
import type { ServerHandle, Context, OpenShell } from '../context';
import { onlyFrom } from '../session';

type Put = (id: Rung['id'], change: Partial<Rung>) => void;
const ahead = (id: Rung['id']): Rung => ({ id, state: 'ahead', value: '', ms: null, failure: null });

/** The climbs under way. A second ask joins the first: two at once would try a wrong password twice. */
const underWay = new WeakMap<ServerHandle, Promise<void>>();

/**
 * Climbs the ladder to a server and stops at the first rung that fails; a server that lets in has its run taken up again. Only
 * reads. A server of the network is asked from its name on; for this computer and a practice server that plays a local one,
 * rungs 2 to 4 are not needed.
 */
export function connect(context: Context, targetId: string): Promise<void> {
  const handle = context.handle(targetId);
  const joined = underWay.get(handle) ?? arriveAt(context, targetId).finally(() => underWay.delete(handle));
  underWay.set(handle, joined);
  return joined;
}

async function arriveAt(context: Context, targetId: string): Promise<void> {
  await climbTo(context, targetId);
  if (context.session.target(targetId).connectedAt !== null) await context.onConnected(targetId);
}

/** Whether a server is reached over the network: a real one, or a practice server that plays one. */
export async function isOnNetwork(context: Context, targetId: string): Promise<boolean> {
  const handle = context.handle(targetId);
  if (handle.target.kind !== 'practice') return handle.target.kind === 'remote';
  return (await handle.shell()).practice?.approach != null;
}

/** Connects a server unless it is connected. Rejects with what stopped the ladder. */
export async function requireConnection(context: Context, targetId: string): Promise<void> {
  if (context.session.target(targetId).connectedAt !== null) return;
  await connect(context, targetId);
  const { connectedAt, rungs } = context.session.target(targetId);
  const failure = rungs.find((rung) => rung.failure !== null)?.failure;
  if (connectedAt === null)
    throw new GangwayError(failure?.code ?? 'target.unreachable', failure?.detail, failure?.native);
}

async function climbTo(context: Context, targetId: string): Promise<void> {
  const handle = context.handle(targetId);
  const rungs = rungIds.map(ahead);
  const put: Put = (id, change) => {
    const index = rungIds.indexOf(id);
    rungs[index] = { ...ahead(id), ...rungs[index], ...change, id };
    context.session.changeTarget(targetId, () => ({ rungs: [...rungs] }));
  };
  context.session.changeTarget(targetId, ({ busy }) => ({
    connectedAt: null,
    rungs,
    ...(busy === 'idle' ? { busy: 'connecting' } : {}),
  }));
  try {
    const way = await wayTo(context, targetId);
    const arrived =
      way === null
        ? await connectHere(context, targetId, put)
        : await connectOver(context, targetId, way, put);
    // What a reading failed with for want of this way is over.
    if (arrived)
      context.session.changeTarget(targetId, () => ({ connectedAt: context.now(), readFailure: null }));
  } catch (error) {
    put(handle.target.kind === 'remote' ? 'name' : 'powershell', {
      state: 'stopped',
      failure: failureOf(error),
    });
  } finally {
    context.session.changeTarget(targetId, onlyFrom('connecting'));
  }
}

/** How a server of the network is asked, and by which address; null for one that needs no network. */
async function wayTo(
  context: Context,
  targetId: string,
): Promise<{ readonly approach: Approach; readonly address: string } | null> {
  const handle = context.handle(targetId);
  const { target } = handle;
  if (target.kind === 'local') return null;
  if (target.kind === 'remote') {
    if (context.network === null) throw new GangwayError('target.notAllowed', target.address);
    return { approach: context.network, address: target.address };
  }
  const { practice } = await handle.shell();
  showPractice(context, targetId, practice);
  if (practice?.approach == null || practice.address === null) return null;
  return { approach: practice.approach, address: practice.address };
}

/** What an earlier start of the app chose in the banner still holds. */
function showPractice(context: Context, targetId: string, practice: OpenShell['practice']): void {
  if (practice === null) return;
  const { accounts } = practice;
  context.session.changeTarget(targetId, () => ({
    practice: { speed: practice.speed(), fault: practice.fault(), accounts: [...accounts] },
  }));
}

async function connectOver(
  context: Context,
  targetId: string,
  { approach, address: text }: { readonly approach: Approach; readonly address: string },
  put: Put,
): Promise<boolean> {
  const handle = context.handle(targetId);
  const address = parseAddress(text);
  const choice = handle.inputs.value().connection;
  const learn = (change: object) => {
    context.session.changeTarget(targetId, ({ connection }) => ({
      connection: connection && { ...connection, ...change },
    }));
  };
  context.session.changeTarget(targetId, () => ({
    connection: {
      addresses: [],
      endpoint: null,
      certificate: null,
      flaws: null,
      triedAs: choice.account,
      identity: null,
      credential: context.credentials.stateOf(choice.account),
      trustedHost: context.trusted.of(targetId),
    },
  }));
  try {
    return await climb({
      host: address.host,
      expected: address.kind === 'name' ? netBiosName(address) : null,
      choice,
      approach,
      signIn: async (endpoint, signal) => {
        handle.way = { endpoint, credential: context.credentials.of(choice.account) };
        // A session of an earlier account must not answer for this one.
        await handle.closeShell();
        const { shell } = await handle.shell();
        return shell.run('Get-ServerIdentity', {}, { signal });
      },
      put,
      learn,
      signal: new AbortController().signal,
      now: () => context.now(),
      rungMs: context.pace.rungMs,
    });
  } finally {
    const rung = context.session.target(targetId).rungs.find(({ failure }) => failure !== null);
    // From the sign-in on, a stop means that this way must not be used: another machine, no rights, a refused account.
    if (rung !== undefined && rungIds.indexOf(rung.id) >= rungIds.indexOf('signIn')) {
      handle.way = null;
      await handle.closeShell();
    }
    learn({ credential: context.credentials.stateOf(choice.account) });
  }
}

/** This computer, or a machine that plays it: opens the session and judges what it says of itself. */
async function connectHere(context: Context, targetId: string, put: Put): Promise<boolean> {
  const handle = context.handle(targetId);
  const { target } = handle;
  put('name', { state: 'done', value: target.name, ms: 0 });
  for (const id of ['port', 'management', 'signIn'] as const) put(id, { state: 'notNeeded' });
  put('powershell', { state: 'testing' });
  const started = context.now();
  const { shell } = await handle.shell();
  const hello = await shell.hello();
  const ms = context.now() - started;
  const administrator =
    target.kind === 'local' && !context.platform.elevated
      ? { value: '', refusal: 'target.notElevated' as const }
      : { value: 'S-1-5-32-544', refusal: null };
  return judgeSession({ ...hello, administrator }, ms, put);
}
