import { defenderNow } from '../../shared/model/antivirus/antivirusMode';
import type { ServerState } from '../../shared/model/facts';
import { recogniseAntivirus } from '../../shared/knowledge/antivirus';

/** The name of another antivirus that runs on a server; null when none was seen. */
export function otherProtector(facts: ServerState): string | null {
  const running = recogniseAntivirus(facts.otherAntivirus).find((entry) => entry.running);
  return running === undefined ? null : (running.product?.name ?? running.displayName);
}

/** The product that blocks threats on a server, by what its facts show; null when none was seen. */
export function protectorOf(facts: ServerState): string | null {
  return otherProtector(facts) ?? (defenderNow(facts) === 'blocking' ? 'Defender Antivirus' : null);
}
