import type { ServerState } from '../model/facts';
import { proxySchema } from '../model/wishes';

/** A proxy that another part of this server has, as `name:port`: what leads there may lead the sensor, too. Null: none is known. */
export function otherProxy({ proxy, preferences }: ServerState): string | null {
  for (const text of [proxy.winHttp, proxy.telemetry, proxy.antivirus, preferences?.proxyServer ?? null]) {
    const found = proxySchema.safeParse(text?.replace(/^https?:\/\//i, '').replace(/\/$/, ''));
    if (found.success) return found.data;
  }
  return null;
}
