import type { ServerState } from '../../../shared/facts';
import { recogniseAntivirus } from '../../../shared/knowledge/antivirus';
import { isPassiveMode } from '../../../shared/modes';

/** The name of another antivirus that runs on a server; null when none was seen. */
export function otherProtector(facts: ServerState): string | null {
  const running = recogniseAntivirus(facts.otherAntivirus).find((entry) => entry.running);
  return running === undefined ? null : (running.product?.name ?? running.displayName);
}

/** The product that blocks threats on a server, by what its facts show; null when none was seen. */
export function protectorOf(facts: ServerState): string | null {
  const mode = facts.defender.runningMode;
  const blocks = facts.services.winDefend?.status === 'running' && mode !== null && !isPassiveMode(mode);
  return otherProtector(facts) ?? (blocks ? 'Defender Antivirus' : null);
}
