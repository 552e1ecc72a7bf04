import { unreadable, type ServerState } from '../../model/facts';
import type { WatchedPolicy } from '../../model/catalogue/policyNames';
import type { Note } from './setting';

/** Agents that set values of their own on servers that they manage. */
type Manager = 'configMgr' | 'intune' | 'securitySettings';

/**
 * What each of them can set of the values here. Derived from their pages: Configuration Manager (sharing of samples in its policy for
 * Defender for Endpoint), Intune (samples, frequency and, by a custom setting, the tag) and security settings management (samples).
 */
const canSet: Readonly<Record<Manager, readonly WatchedPolicy[]>> = {
  configMgr: ['sampleCollection'],
  intune: ['sampleCollection', 'latency', 'deviceTag'],
  securitySettings: ['sampleCollection'],
};
const managers = ['configMgr', 'intune', 'securitySettings'] as const satisfies readonly Manager[];

/**
 * Who will set these values again: the Group Policy object that decides one, by its name, and agents that manage the server and can set
 * it. Where Windows does not say what its policies decide, that is said, too, on a server of a domain.
 */
export function setAgainNotes(facts: ServerState, names: readonly WatchedPolicy[]): readonly Note[] {
  const objects = new Set(
    facts.policySources.filter(({ name }) => names.includes(name)).map(({ gpo }) => gpo),
  );
  const isUnread = facts.computer.domainJoined && unreadable(facts, 'policySources') !== null;
  return [
    ...[...objects].map((gpo): Note => ({ id: 'again.policy', values: { gpo } })),
    ...(isUnread ? [{ id: 'again.unread' as const }] : []),
    ...managers
      .filter((kind) => facts.owners.some((owner) => owner.kind === kind))
      .filter((kind) => canSet[kind].some((name) => names.includes(name)))
      .map((kind): Note => ({ id: `again.${kind}` })),
  ];
}
