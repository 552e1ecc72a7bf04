import { checkIds, type CheckId } from '../model/checkIds';
import type { ServerState } from '../model/facts';
import type { Kit } from '../model/kit';
import { commonRules } from './common';
import { defenderRules } from './defender';
import { informationRules } from './information';
import type { Check, CheckRule } from './rule';
import { hasDefenderRemnant, server2012R2Rules } from './server2012R2';
import { server2016Rules } from './server2016';
import { streamlinedRules } from './streamlined';
import { recogniseOs } from '../knowledge/os';

export type { CheckId, FixId } from '../model/checkIds';
export type { Check, CheckState } from './rule';

const rules = [
  ...commonRules,
  ...defenderRules,
  ...server2012R2Rules,
  ...server2016Rules,
  ...informationRules,
  ...streamlinedRules,
].sort((a, b) => checkIds.indexOf(a.id) - checkIds.indexOf(b.id));

/** On what a prerequisite rests. */
export function checkRule(id: CheckId): Pick<CheckRule, 'source' | 'doubt'> {
  const found = rules.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
}

/**
 * Tests every prerequisite that applies to this version of Windows. Pure: nothing is read and nothing changed.
 * Whether Windows itself is supported is not asked here (`knowledge/os.ts`).
 *
 * @param clockSkewMs the server's clock minus this computer's, in milliseconds; null when not measured.
 */
export function checks(facts: ServerState, kit: Kit, clockSkewMs: number | null = null): Check[] {
  const context = { facts, kit, family: recogniseOs(facts.os).family, clockSkewMs };
  return rules
    .filter(
      ({ families, applies = () => true }) =>
        (families === null || families.includes(context.family)) && applies(kit),
    )
    .map(({ id, waivable, source, doubt, judge }) => ({ id, waivable, source, doubt, ...judge(context) }));
}

/** Tests one prerequisite alone, whichever Windows it is for. */
export function checkById(id: CheckId, facts: ServerState, kit: Kit): Check | null {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return null;
  const { waivable, source, doubt, judge } = rule;
  const context = { facts, kit, family: recogniseOs(facts.os).family, clockSkewMs: null };
  return { id, waivable, source, doubt, ...judge(context) };
}

/** A known issue with which msiexec fails and that Microsoft's Install.ps1 repairs. */
export type InstallScriptReason = 'defenderRemnant' | 'kernelOwner' | 'orphanRegistration';

/** Why the sensor must be installed by Install.ps1 on this server; null when msiexec is the engine, as usual. */
export function installScriptReason(facts: ServerState): InstallScriptReason | null {
  const { family } = recogniseOs(facts.os);
  if (family === '2012r2' && hasDefenderRemnant(facts)) return 'defenderRemnant';
  if (family !== '2016') return null;
  if (facts.files.ntoskrnlOwnerTrusted === false) return 'kernelOwner';
  return facts.orphanRegistration ? 'orphanRegistration' : null;
}
