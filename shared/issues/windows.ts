import { docs, read, unverified } from '../knowledge/source';
import { installed, issue, type KnownIssue } from './issue';

const seed = read('Onboard Windows servers 2022');
/** Roles that every server has and that need no exclusions. */
const plainRoles = new Set(['FileAndStorage-Services', 'Storage-Services']);

/** What a version or an edition of Windows lacks or does its own way. */
export const windowsIssues: readonly KnownIssue[] = [
  // No file version is published for the rollup, so no fact can tell; the check says the same on every 2012 R2.
  issue('K6', { step: 'prerequisites', families: ['2012r2'], checks: ['networkEvents'], source: seed }),
  issue('K7', {
    step: 'mode',
    families: installed,
    facts: () => true,
    source: seed,
  }),
  issue('K8', {
    step: 'mode',
    families: ['2012r2'],
    facts: ({ situation }) => situation.facts.roles.some((role) => !plainRoles.has(role)),
    source: seed,
  }),
  issue('K10', { step: 'handover', families: installed, source: docs('onboard-server') }),
  issue('K21', {
    step: 'server',
    families: ['hyperVServer'],
    facts: () => true,
    source: docs('onboard-windows-server'),
    doubt: unverified,
  }),
  issue('K27', { step: 'onboard', source: read('Windows'), doubt: unverified }),
];
