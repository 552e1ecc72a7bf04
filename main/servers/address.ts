import { createHash } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import { GangwayError } from '../../shared/errors';

/**
 * A server's name or address in its one canonical form. `host` is what goes into DNS and WinRM: lower case, IDN as ASCII,
 * no trailing dot, an IPv6 address compressed and without brackets. `shown` is the same for people.
 */
export interface Address {
  readonly kind: 'name' | 'ipv4' | 'ipv6';
  readonly host: string;
  readonly shown: string;
}

const bad = (text: string) => new GangwayError('target.badAddress', text.slice(0, 260));
/** A label as DNS and NetBIOS have it; Windows computers may have an underscore in their name. */
const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/**
 * Reads what a person typed: a computer name, a DNS name (IDN, with or without a trailing dot), an IPv4 address, or an
 * IPv6 address with or without brackets and with or without a zone. Throws `target.badAddress` for anything else: a URL,
 * a share, a port, a user name, a list, blanks inside. Nothing is asked of the network.
 */
export function parseAddress(text: string): Address {
  const typed = text.trim();
  const bracketed = /^\[(.+)\]$/.exec(typed)?.[1];
  if (bracketed !== undefined || typed.includes(':')) return ipv6(bracketed ?? typed, text);
  if (isIPv4(typed)) return { kind: 'ipv4', host: typed, shown: typed };
  // A text that looks like an address but is not one must not be looked up as a name.
  if (/^[\d.]+$/.test(typed) || /[\s/\\@,;"'<>|]/.test(typed)) throw bad(text);
  const host = domainToASCII(typed.replace(/\.$/, '')).toLowerCase();
  const labels = host.split('.');
  if (host === '' || host.length > 253 || !labels.every((one) => label.test(one))) throw bad(text);
  // domainToASCII reads 0x7f.1 and the like as addresses: they stay what they became.
  if (isIPv4(host)) return { kind: 'ipv4', host, shown: host };
  return { kind: 'name', host, shown: domainToUnicode(host) };
}

function ipv6(inner: string, text: string): Address {
  const [address = '', zone, ...more] = inner.split('%');
  if (!isIPv6(address) || more.length > 0 || (zone !== undefined && !/^[A-Za-z0-9._-]{1,32}$/.test(zone)))
    throw bad(text);
  // The URL parser compresses an address in the one way of RFC 5952.
  const compressed = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const host = zone === undefined ? compressed : `${compressed}%${zone}`;
  return { kind: 'ipv6', host, shown: host };
}

/** The first label in upper case, as Windows shows a computer's name; an address stays as it is. */
export const computerNameOf = ({ kind, host }: Address): string =>
  kind === 'name' ? (host.split('.')[0] ?? host).toUpperCase() : host;

/** Its NetBIOS name, which Windows gives as COMPUTERNAME and before its own accounts: the first 15 characters. */
export const netBiosName = (address: Address): string => computerNameOf(address).slice(0, 15);

/** The id of a server on the network: the same for every way of writing its address. Safe as a file name. */
export function remoteId({ host }: Address): string {
  const slug = host
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const hash = createHash('sha256').update(host, 'utf8').digest('hex').slice(0, 8);
  return `remote-${slug === '' ? 'server' : slug}-${hash}`;
}
