import { failureOf, GangwayError, type Failure } from '../../shared/errors';
import { recentLogs } from '../../shared/model/catalogue/furtherReads';
import type { FurtherRead } from '../../shared/model/furtherReads';
import type { ParamsOf, ResultOf } from '../../shared/model/operations';
import { isOnNetwork } from '../connect/connect';
import type { Server } from '../servers/server';
import type { ReadingNeeds } from './needs';

/** Older events tell of another time: what is searched happened lately, or does again. */
export const furtherReachMs = 14 * 24 * 60 * 60_000;

/** What each further reading is asked for, at a moment by the server's clock (epoch ms). None of it is a person's choice. */
export const asked: { readonly [Name in FurtherRead]: (now: number) => ParamsOf<Name> } = {
  'Get-RecentEvent': (now) => ({
    logs: [...recentLogs],
    since: Math.max(0, now - furtherReachMs),
    limit: 500,
  }),
  'Get-TraceSession': () => ({}),
  'Get-SensorIdentity': () => ({}),
  'Get-UpdateSource': () => ({}),
  'Get-OnboardingTask': () => ({}),
  'Get-GroupPolicyState': () => ({}),
};

/** One further reading: when it was asked, by this computer's clock, and what it gave, or why it gave nothing. */
export interface FurtherReading<Name extends FurtherRead> {
  readonly at: number;
  readonly value: ResultOf<Name> | null;
  readonly failure: Failure | null;
}

/**
 * Reads of a server what a question asks for beyond its facts. It changes nothing, neither there nor in what the page sees. It never
 * rejects: that nothing could be read is an answer that a search goes on with.
 */
export async function readFurther<Name extends FurtherRead>(
  needs: Pick<ReadingNeeds, 'now'>,
  server: Server,
  name: Name,
  signal?: AbortSignal,
): Promise<FurtherReading<Name>> {
  const at = needs.now();
  try {
    if (server.way === null && (await isOnNetwork(server)))
      throw new GangwayError('target.unreachable', 'not connected yet');
    const { shell } = await server.shell();
    const value = await shell.run(name, asked[name](at), signal === undefined ? {} : { signal });
    return { at, value, failure: null };
  } catch (error) {
    return { at, value: null, failure: failureOf(error) };
  }
}
