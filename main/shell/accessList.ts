/** Rights by the two letters of SDDL (Microsoft Learn, "ACE Strings", 2026-11-29), as bits of an access mask. */
const letters: Readonly<Record<string, number>> = {
  GA: 0x10000000,
  GW: 0x40000000,
  GX: 0x20000000,
  GR: 0x80000000,
  RC: 0x20000,
  SD: 0x10000,
  WD: 0x40000,
  WO: 0x80000,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
  FA: 0x1f01ff,
  FR: 0x120089,
  FW: 0x120116,
  FX: 0x1200a0,
};
/** To replace a folder from outside: delete it or what is in it, change its access list or its owner. */
const replacing = 0x10000 | 0x40 | 0x40000 | 0x80000 | 0x10000000;
/** To change a file, or to put one into a folder: that, or to write, or to append. */
const changing = replacing | 0x2 | 0x4 | 0x40000000;

/** Those who may do everything on a computer in any case: SYSTEM, its administrators, and the service that installs Windows. */
const masters = new Set([
  'SY',
  'BA',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
  'S-1-5-18',
  'S-1-5-32-544',
]);

/** The access mask of an entry. A form that is not known counts as all rights. */
function maskOf(rights: string): number {
  if (/^0x[0-9a-f]{1,8}$/i.test(rights)) return Number(rights);
  let mask = 0;
  for (let at = 0; at < rights.length; at += 2) mask |= letters[rights.slice(at, at + 2)] ?? -1;
  return mask;
}

/**
 * Who, by a security descriptor in SDDL, may change a file or folder and is no master of the computer: the first such SID (or
 * its letters); null where there is none. `above`: the folder only has one in it that counts, so that making others beside it is
 * no harm. What forbids is not counted, and what cannot be read counts as open to everyone (`WD`).
 */
export function stranger(sddl: string, above: boolean): string | null {
  const found =
    /^O:([A-Z]{2}|S-[\d-]+)(?:G:(?:[A-Z]{2}|S-[\d-]+))?D:([A-Z_]*)((?:\([^()]*\))*)(?:S:.*)?$/.exec(
      sddl.trim(),
    );
  const [, owner = '', flags = '', entries = ''] = found ?? [];
  if (found === null || flags.includes('NO_ACCESS_CONTROL')) return 'WD';
  // The owner may change the access list.
  if (!masters.has(owner)) return owner;
  for (const entry of entries.slice(1, -1).split(')(')) {
    const [kind = '', inheritance = '', rights = '', , , who = ''] = entry.split(';');
    // An entry that applies only to new children (IO) does not count here. IO stands at an even place: OICIIO.
    const inherited = /^(?:..)*IO/.test(inheritance);
    if (entry === '' || kind.endsWith('D') || inherited || masters.has(who)) continue;
    if ((maskOf(rights) & (above ? replacing : changing)) !== 0) return who;
  }
  return null;
}
