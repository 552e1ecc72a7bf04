import { unreadable, type ServerState } from './facts';

/** Whose proxy the sensor calls by, its own before that of Windows. `unread`: none is known, and one of the two could not be read. */
export type SensorProxy =
  | { readonly of: 'telemetry' | 'winHttp'; readonly proxy: string }
  | 'none'
  | 'unread';

/** The proxy of the sensor as the facts tell it. A setting that could not be read is null in the facts, as one that is not there. */
export function sensorProxy(facts: ServerState): SensorProxy {
  const { telemetry, winHttp } = facts.proxy;
  if (telemetry !== null) return { of: 'telemetry', proxy: telemetry };
  if (winHttp !== null) return { of: 'winHttp', proxy: winHttp };
  const unread = ['proxy.telemetry', 'proxy.winHttp'].some((path) => unreadable(facts, path) !== null);
  return unread ? 'unread' : 'none';
}
