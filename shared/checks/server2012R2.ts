import type { FixId } from '../model/checkIds';
import { unreadable, type ServerState } from '../model/facts';
import { compareVersions } from '../version';
import { docs, installScript } from '../knowledge/source';
import { type CheckRule, type Judgement, type MissingFile, notProvable, passed, toFix, toKnow } from './rule';
import type { Kit } from '../model/kit';

const families = ['2012r2'] as const;
/** md4ws.msi ends with 1603 when one of the three updates is missing, so none of them can be waived. */
const base = { families, waivable: false, source: installScript, doubt: null };

/** Server 2012 R2: updates are proved by the files they bring, since rollups hide update numbers. */
export const server2012R2Rules: readonly CheckRule[] = [
  {
    ...base,
    id: 'ucrt',
    judge: ({ facts, kit }) => update(facts, kit, 'ucrtbase', null, 'install-ucrt', 'KB2999226'),
  },
  {
    ...base,
    id: 'telemetry',
    judge: ({ facts, kit }) => update(facts, kit, 'tdh', '6.3.9600.17958', 'install-telemetry', 'KB3080149'),
  },
  {
    ...base,
    id: 'kernel',
    judge: ({ facts, kit }) =>
      update(facts, kit, 'ntoskrnl', '6.3.9600.17736', 'install-kernel', 'KB3045999'),
  },
  {
    ...base,
    // Install.ps1 goes on where it could not remove it, so the key alone tells (row servicing/servicing-scep-names-and-removal).
    id: 'securityClient',
    judge: ({ facts }) => {
      const reason = unreadable(facts, 'owners');
      const client = facts.owners.find(({ kind }) => kind === 'securityClient');
      if (client) return toFix(client.detail, 'absent');
      return reason === null ? passed('absent', 'absent') : notProvable(reason, 'absent');
    },
  },
  {
    ...base,
    id: 'defenderRemnant',
    judge: ({ facts, kit }) => {
      const unread = unreadServices(facts);
      if (unread !== null) return notProvable(unread, 'absent');
      if (!hasDefenderRemnant(facts)) return passed('absent', 'absent');
      const status = `WinDefend ${facts.services.winDefend?.status ?? 'unknown'}`;
      // Install.ps1 removes the remnant only once it is stopped, and asks for a restart while it still runs.
      if (facts.services.winDefend?.status === 'running') return toFix(status, 'absent', 'restart');
      return kit.installScript ? toKnow(status) : toFix(status, 'absent', null, installScriptFile);
    },
  },
  {
    id: 'networkEvents',
    families,
    waivable: true,
    source: docs('onboard-server'),
    doubt: null,
    // Microsoft publishes no file version for the October 2021 rollup, so this check informs and never fails.
    judge: ({ facts }) => toKnow(facts.files.ntoskrnl ?? String(facts.os.build), 'KB5006714'),
  },
];

const installScriptFile: MissingFile = { kind: 'installScript', kb: null };

/** Why it is not known whether something is left over. Without WinDefend nothing is, even if other values were not read. */
function unreadServices(facts: ServerState): string | null {
  const { winDefend, wdNisSvc, wdFilter } = facts.services;
  if (winDefend === null) return unreadable(facts, 'services.winDefend');
  if (wdNisSvc !== null || wdFilter !== null) return null;
  return unreadable(facts, 'services.wdNisSvc') ?? unreadable(facts, 'services.wdFilter');
}

/** A WinDefend service without its network and filter parts: left over from an earlier installation (Install.ps1). */
export function hasDefenderRemnant(facts: ServerState): boolean {
  const { winDefend, wdNisSvc, wdFilter } = facts.services;
  return (
    winDefend !== null && wdNisSvc === null && wdFilter === null && unreadable(facts, 'services') === null
  );
}

function update(
  facts: ServerState,
  kit: Kit,
  file: 'ucrtbase' | 'tdh' | 'ntoskrnl',
  minimum: string | null,
  fix: FixId,
  kb: string,
): Judgement<'passed' | 'toFix' | 'notProvable'> {
  const found = facts.files[file];
  const needed = minimum ?? kb;
  const reason = unreadable(facts, `files.${file}`);
  if (found === null && reason !== null) return notProvable(reason, needed);
  if (found !== null && (minimum === null || compareVersions(found, minimum) >= 0))
    return passed(found, needed);
  const there = kit.windowsUpdates.some(
    ({ details }) => details.kind === 'windowsUpdate' && details.kb === kb,
  );
  return toFix(found ?? 'absent', needed, fix, there ? null : { kind: 'windowsUpdate', kb });
}
