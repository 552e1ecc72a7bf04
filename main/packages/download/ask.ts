import type { Outbound, OutboundAnswer } from '../../outbound';
import { DownloadFailed } from './failed';

/** Where a file may come from. */
export interface Source {
  readonly url: string;
  /** Host names (with a port, where it is not the usual one) that may answer. */
  readonly hosts: readonly string[];
  /** Bytes. */
  readonly atMost: number;
}

const redirectsAllowed = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for a file and follows redirects, each only to a host of the table and never from https to something else. Answers
 * the first answer that is no redirect.
 * @throws {DownloadFailed} `redirected`, `offline`.
 */
export async function ask(
  outbound: Outbound,
  source: Source,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  let url = allowed(source.url, source);
  for (let followed = 0; followed <= redirectsAllowed; followed += 1) {
    const answer = await reach(outbound, url, headers, signal);
    if (!redirects.has(answer.status)) return answer;
    answer.body.destroy();
    const location = answer.header('location');
    if (location === null || !URL.canParse(location, url))
      throw new DownloadFailed('redirected', `HTTP ${answer.status}`);
    url = allowed(new URL(location, url).href, source);
  }
  throw new DownloadFailed('redirected', `> ${redirectsAllowed}`);
}

function allowed(address: string, source: Source): string {
  const { protocol, host, username, password, href } = new URL(address);
  const known = source.hosts.includes(host) && protocol === new URL(source.url).protocol;
  if (!known || username !== '' || password !== '')
    throw new DownloadFailed('redirected', `${protocol}//${host}`);
  return href;
}

async function reach(
  outbound: Outbound,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  try {
    return await outbound.get(url, headers, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new DownloadFailed('offline', error instanceof Error ? error.message : String(error));
  }
}
