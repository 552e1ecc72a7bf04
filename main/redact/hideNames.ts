import type { BundleWish, Hidden } from '../../shared/bridge/bundle';
import { anyOf, hostsOf, inFileNames, label } from './namePatterns';
import { redact } from './redact';
import { mark } from './redactRules';

/** Names that are known, as they are written. `accounts` may have a domain or a computer before them. */
export interface Names {
  readonly accounts: readonly string[];
  readonly domains: readonly string[];
  readonly servers: readonly string[];
  readonly tenants: readonly string[];
}

/** A text without what must not leave, and how often something was hidden in it. */
export interface HiddenText {
  readonly text: string;
  readonly hidden: Hidden;
}

/** Nothing hidden. */
export const nothingHidden: Hidden = { secrets: 0, people: 0, domains: 0, servers: 0, tenants: 0 };

type Kind = 'people' | 'domains' | 'servers' | 'tenants';
const words: Readonly<Record<Kind, string>> = {
  people: 'person',
  domains: 'domain',
  servers: 'server',
  tenants: 'tenant',
};

/** Accounts of Windows that are nobody's, and what stands before a backslash without being a domain. */
const nobody =
  /^(?:system|local service|network service|administrators?|administrateurs?|all users|default|default user|public|guest|invité|\?)$/i;
const authorities = /^(?:nt [\p{L}]+|autorite nt|builtin|workgroup|font driver host|window manager)$/iu;

/** Hosts of Microsoft and of those whose certificates it uses: support needs them, and they are nobody's secret. */
const publicHost =
  /(?:^|\.)(?:microsoft\.(?:com|us)|microsoftonline\.(?:com|us)|windows\.(?:com|net)|windowsupdate\.com|azure\.(?:com|net|us)|azureedge\.net|azure-api\.net|live\.com|msftncsi\.com|msftconnecttest\.com|digicert\.com|aka\.ms|github\.com|trellix\.com)$/i;

/** An account without what stands before it: `CONTOSO\jane`, `jane@contoso.com`. */
const bare = (account: string): string => account.slice(account.lastIndexOf('\\') + 1).split('@', 1)[0] ?? '';
/** What stands before it: a domain, or the computer that it belongs to. */
const before = (account: string): string[] => {
  const [first = '', second] = account.split('\\');
  return second === undefined || first === '' || first === '.' || authorities.test(first) ? [] : [first];
};

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
/** One backslash in a text, or two where JSON or a program wrote it. */
const slash = String.raw`\\{1,4}`;

/** People by their form: what nobody told the app. Each gives what is to be hidden as `name`. */
const peopleForms: readonly (readonly [Kind, RegExp])[] = [
  // An account as an address. What stands before it is a letter or the mark of nothing.
  ['people', /(?<![\w.+-])(?<name>[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})(?![\w-])/gi],
  // The folder of a user, and the number by which Windows knows one.
  [
    'people',
    new RegExp(
      String.raw`(?<=[\\/]Users(?:${slash}|/))(?<name>[^\\/"'<>|:*\r\n]{1,64})(?=[\\/"'\r\n]|$)`,
      'gi',
    ),
  ],
  ['people', /\b(?<name>S-1-5-21(?:-\d{1,10}){4})\b/g],
];

/** Servers by their form. */
const serverForms: readonly (readonly [Kind, RegExp])[] = [
  // The host of a share; a path that goes on behind a drive, a word or a sign is none.
  [
    'servers',
    new RegExp(String.raw`(?<![\w:.)}%\\\]*-])(?:\\\\){1,2}(?<name>${label}(?:\.${label}){0,6})(?=\\)`, 'gi'),
  ],
  // The host of an address that is none of Microsoft's.
  [
    'servers',
    new RegExp(String.raw`(?<=\bhttps?:(?:\\{0,2}/){2})(?<name>${label}(?:\.${label}){0,6})(?![\w.-])`, 'gi'),
  ],
  // Names that no public directory knows.
  [
    'servers',
    new RegExp(
      String.raw`(?<![\w.-])(?<name>(?:${label}\.){1,6}(?:local|lan|corp|internal|intranet|intra|localdomain|private))(?![\w-])`,
      'gi',
    ),
  ],
  // Private addresses; what looks like a version goes on with a dot or a digit.
  [
    'servers',
    new RegExp(
      String.raw`(?<![\d.])(?<name>(?:10\.${octet}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.${octet}\.${octet})(?!\d|\.\d)`,
      'g',
    ),
  ],
];

/**
 * Makes what hides secrets, and on wish names and the tenant's id, in one text after another. A name has the same word in its place
 * everywhere (`server-1`), so that a reader can follow it. What a text says of a name in a form that nobody listed stays: the preview is
 * there to look for that.
 */
export function createHider(names: Names, wish: BundleWish): (text: string) => HiddenText {
  const known = new Map<string, string>();
  const counts = new Map<Kind, number>();
  /** The word that stands for a name. Windows tells no cases apart. */
  const wordFor = (kind: Kind, name: string): string => {
    const key = `${kind} ${name.toLowerCase()}`;
    const number = known.get(key) ?? `${words[kind]}-${String(next(counts, kind))}`;
    known.set(key, number);
    return number;
  };

  const accounts = names.accounts.filter(
    (name) => !nobody.test(bare(name)) && !authorities.test(before(name)[0] ?? ''),
  );
  const people = [...new Set(accounts.flatMap((name) => [name, bare(name)]))].filter(
    (name) => !nobody.test(name),
  );
  const servers = names.servers.filter((name) => !publicHost.test(name));
  const shortServers = new Set(servers.map((name) => name.toLowerCase()));
  const domains = [
    ...new Set([
      ...names.domains,
      ...names.domains.flatMap((name) => name.split('.').slice(0, 1)),
      ...names.accounts.flatMap(before),
    ]),
  ].filter((name) => !shortServers.has(name.toLowerCase()) && !authorities.test(name));

  const steps: (readonly [Kind, RegExp])[] = [];
  const add = (kind: Kind, pattern: RegExp | null) => {
    if (pattern !== null) steps.push([kind, pattern]);
  };
  if (!wish.tenant) add('tenants', anyOf(names.tenants));
  if (wish.names) {
    // What holds other names comes before them: an account before its domain, a host before the domain of it.
    steps.push(...peopleForms);
    add('people', anyOf(people.filter((name) => name.length > 1)));
    add('servers', hostsOf(domains));
    add('servers', anyOf(servers, String.raw`\$?`));
    add('servers', inFileNames(servers));
    add('domains', anyOf(domains));
    steps.push(...serverForms);
  }

  const hidePiece = (text: string): HiddenText => {
    const clean = redact(text);
    const hidden: Record<Kind, number> = { people: 0, domains: 0, servers: 0, tenants: 0 };
    const out = steps.reduce(
      (rest, [kind, pattern]) =>
        rest.replace(pattern, (whole, ...found: unknown[]) => {
          const groups = found.at(-1);
          const named =
            typeof groups === 'object' && groups !== null && 'name' in groups ? groups.name : whole;
          const name = typeof named === 'string' ? named : whole;
          if (publicHost.test(name) || nobody.test(name) || isOurs.test(name)) return whole;
          hidden[kind] += 1;
          return whole.replace(name, () => wordFor(kind, name));
        }),
      clean,
    );
    return { text: out, hidden: { ...hidden, secrets: out.split(mark).length - 1 } };
  };
  return (text) => {
    const pieces = piecesOf(text).map(hidePiece);
    return {
      text: pieces.map((piece) => piece.text).join(''),
      hidden: sumOf(pieces.map((piece) => piece.hidden)),
    };
  };
}

/** All that was hidden in several texts. */
export function sumOf(all: readonly Hidden[]): Hidden {
  const of = (kind: keyof Hidden) => all.reduce((sum, one) => sum + one[kind], 0);
  return {
    secrets: of('secrets'),
    people: of('people'),
    domains: of('domains'),
    servers: of('servers'),
    tenants: of('tenants'),
  };
}

/** Characters of a text that are looked at at once: a pattern that runs to the end of one of megabytes would find no room. */
const pieceLength = 256 * 1024;

/**
 * A large text in pieces. Each ends between two lines of several words, because no secret of several lines goes on there; where there are none
 * for as long again, at the end of a line.
 */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > pieceLength) {
    const end = pieceEnd(text, from + pieceLength);
    pieces.push(text.slice(from, end));
    from = end;
  }
  return [...pieces, text.slice(from)];
}

function pieceEnd(text: string, least: number): number {
  let end = lineEnd(text, least);
  let isWordy = severalWords.test(text.slice(least, end));
  while (end < text.length) {
    const next = lineEnd(text, end);
    const isNextWordy = severalWords.test(text.slice(end, next));
    if ((isWordy && isNextWordy) || end > least + pieceLength) return end;
    [end, isWordy] = [next, isNextWordy];
  }
  return end;
}

const lineEnd = (text: string, from: number): number => {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at + 1;
};
const severalWords = /\S +\S/;

/** What stands in the place of a name already. */
const isOurs = /^(?:person|domain|server|tenant)-\d+$/;

const next = (counts: Map<Kind, number>, kind: Kind): number => {
  const number = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, number);
  return number;
};
