import { failureOf, GangwayError, type Failure } from '../../shared/errors';
import { antivirusServices } from '../../shared/knowledge/antivirus';
import { rungIds, type Rung, type TargetView } from '../../shared/session';
import type { ServerState } from '../../shared/facts';
import type { Hello } from '../shell/shell';
import type { Context } from './context';

/** Events older than this prove nothing about today's onboarding and are not read. */
const eventsReachMs = 30 * 24 * 60 * 60_000;

/**
 * Reads the facts of a server in one round trip and puts them into the session. Throws what the shell throws, after the
 * view shows it; facts read earlier stay, with their age.
 */
export async function readFacts(
  context: Context,
  targetId: string,
  signal?: AbortSignal,
): Promise<ServerState> {
  const berth = context.berth(targetId);
  // A run shows itself; only at rest a reading is what is going on.
  context.session.changeTarget(targetId, ({ busy }) =>
    busy === 'idle' ? { busy: 'reading', readFailure: null } : {},
  );
  try {
    if (signal?.aborted) throw new GangwayError('operation.canceled');
    const { shell } = await berth.shell();
    const asked = context.now();
    const facts = await shell.run(
      'Get-ServerState',
      { antivirusServices: antivirusServices(), eventsSince: Math.max(0, asked - eventsReachMs) },
      signal ? { signal } : {},
    );
    const arrived = context.now();
    context.session.changeTarget(targetId, () => ({
      facts,
      factsAt: arrived,
      // The server answered somewhere between asking and arriving; half way is the best guess for its clock.
      skewMs: facts.readAt - (asked + arrived) / 2,
      readFailure: null,
    }));
    return facts;
  } catch (error) {
    // Who stopped the reading knows it: that is no fault of the server.
    if (!signal?.aborted) context.session.changeTarget(targetId, () => ({ readFailure: failureOf(error) }));
    throw error;
  } finally {
    context.session.changeTarget(targetId, onlyFrom('reading'));
  }
}

/** Reads facts because a person asked; a second ask while one is under way joins nothing and is refused. */
export async function readFactsOnRequest(context: Context, targetId: string): Promise<void> {
  const berth = context.berth(targetId);
  if (berth.reading !== null) throw new GangwayError('step.blocked', 'already reading');
  const reading = new AbortController();
  berth.reading = reading;
  try {
    await readFacts(context, targetId, reading.signal);
  } finally {
    berth.reading = null;
  }
}

/** Back to idle, unless something else has begun meanwhile: a run that started during a reading goes on. */
const onlyFrom =
  (was: TargetView['busy']) =>
  ({ busy }: TargetView): Partial<TargetView> =>
    busy === was ? { busy: 'idle' } : {};

const ahead = (id: Rung['id']): Rung => ({ id, state: 'ahead', value: '', ms: null, failure: null });

/**
 * Climbs the ladder: opens the session and judges what it says of itself. Rungs 2 to 4 belong to a network connection
 * and are not needed for this computer or a practice server. Stops at the first rung that fails.
 */
export async function connect(context: Context, targetId: string): Promise<void> {
  const berth = context.berth(targetId);
  const show = (rungs: Rung[]) => {
    context.session.changeTarget(targetId, () => ({ rungs }));
  };
  const rungs = rungIds.map(ahead);
  const put = (id: Rung['id'], change: Partial<Rung>) => {
    const index = rungIds.indexOf(id);
    rungs[index] = { ...ahead(id), ...rungs[index], ...change, id };
    show([...rungs]);
  };
  context.session.changeTarget(targetId, ({ busy }) => ({
    connectedAt: null,
    ...(busy === 'idle' ? { busy: 'connecting' } : {}),
  }));
  try {
    put('name', { state: 'done', value: berth.target.name, ms: 0 });
    for (const id of ['port', 'management', 'signIn'] as const) put(id, { state: 'notNeeded' });
    put('powershell', { state: 'testing' });
    const started = context.now();
    const { shell, practice } = await berth.shell();
    // What an earlier start of the app chose in the banner still holds.
    if (practice !== null)
      context.session.changeTarget(targetId, () => ({
        practice: { speed: practice.speed(), fault: practice.fault() },
      }));
    const hello = await shell.hello();
    const ms = context.now() - started;
    const stop = judge(berth.target.kind === 'local' && !context.platform.elevated, hello, ms, put);
    if (stop === null) context.session.changeTarget(targetId, () => ({ connectedAt: context.now() }));
  } catch (error) {
    put('powershell', { state: 'stopped', failure: failureOf(error) });
  } finally {
    context.session.changeTarget(targetId, onlyFrom('connecting'));
  }
}

function judge(
  filtered: boolean,
  hello: Hello,
  ms: number,
  put: (id: Rung['id'], change: Partial<Rung>) => void,
): Failure | null {
  const fail = (
    code: 'target.notElevated' | 'target.languageMode' | 'target.unsupported',
    detail: string,
  ): Failure => ({
    code,
    detail,
    native: null,
  });
  const rung = (id: Rung['id'], value: string, failure: Failure | null) => {
    put(id, { state: failure ? 'stopped' : 'done', value, ms, failure });
    return failure;
  };
  const old = Number.parseInt(hello.psVersion, 10) < 4 || !hello.is64Bit;
  return (
    rung('administrator', filtered ? '' : 'S-1-5-32-544', filtered ? fail('target.notElevated', '') : null) ??
    rung('powershell', hello.psVersion, old ? fail('target.unsupported', hello.psVersion) : null) ??
    rung(
      'language',
      hello.languageMode,
      hello.languageMode === 'FullLanguage' ? null : fail('target.languageMode', hello.languageMode),
    )
  );
}
