// Patterns of names that a server, a person or a tenant has: nothing in a name is repeated, and what stands around it is bounded.

/** One part of a host's name. */
export const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
/** A name as plain text and as JSON write it. */
const written = (name: string): string[] =>
  [...new Set([name, JSON.stringify(name).slice(1, -1)])].map(escaped);
/** One pattern for all of some names, the longest first; what is part of a longer word is another name. */
export function anyOf(names: readonly string[], behind = ''): RegExp | null {
  const all = [...new Set(names.flatMap(written))].sort((a, b) => b.length - a.length);
  if (all.length === 0) return null;
  return new RegExp(String.raw`(?<![\p{L}\p{N}_-])(?:${all.join('|')})${behind}(?![\p{L}\p{N}_-])`, 'giu');
}

/** Names that stand in the name of a file beside other words: `install-SRV01.log`, `SRV01_events.evtx`. */
export function inFileNames(names: readonly string[]): RegExp | null {
  const all = names.filter((name) => name.length > 2).sort((a, b) => b.length - a.length);
  return all.length === 0
    ? null
    : new RegExp(
        String.raw`(?<![\p{L}\p{N}])(?:${all.map(escaped).join('|')})(?![\p{L}\p{N}])(?=[\w()-]{0,80}\.(?:${endings})(?![\p{L}\p{N}]))`,
        'giu',
      );
}

/** Endings of the files that logs and tools name after a computer. */
const endings = 'log|txt|zip|cab|xml|evtx|etl|htm|html|json|jsonl|csv|reg|cmd|ps1';

/** Hosts below known domains, as one name each. */
export function hostsOf(domains: readonly string[]): RegExp | null {
  const full = domains.filter((name) => name.includes('.')).map(escaped);
  return full.length === 0
    ? null
    : new RegExp(String.raw`(?<![\w.-])(?<name>(?:${label}\.){1,4}(?:${full.join('|')}))(?![\w-])`, 'giu');
}
