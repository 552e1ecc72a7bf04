import type { Names } from '../../redact/hideNames';
import type { Body } from './body';
import { decode, type Text } from './form';

/** What is looked at of a log: names stand in its head, in its list of properties, or in every record. */
const looked = 4 * 1024 * 1024;
/** Events whose values are looked at, and names that are kept of one log. */
const mostEvents = 20_000;
const mostNames = 500;

type Sort = keyof Names;

/** Forms in which logs tell a name, whatever language Windows speaks. */
const forms: readonly (readonly [Sort, RegExp])[] = [
  // Windows Installer lists its properties.
  ['servers', /^Property\([SCN]\): ComputerName = (\S{1,63})/gm],
  ['accounts', /^Property\([SCN]\): LogonUser = ([^\r\n]{1,104})/gm],
  ['domains', /^Property\([SCN]\): (?:UserDomain|USERDOMAIN|USERDNSDOMAIN) = (\S{1,255})/gm],
  // The head of a transcript of PowerShell: `<word>: CONTOSO\jane`, `<word>: SRV01 (Microsoft Windows NT 10.0…)`.
  ['accounts', /^[^:\\\r\n]{1,40}: ([\w.-]{1,63}\\[^\\/\s:]{1,104})\r?$/gm],
  ['servers', /^[^:\r\n]{1,40}: (\S{1,63}) \(Microsoft Windows NT /gm],
  // Events as XML, as JSON of PowerShell.
  ['servers', /<Computer>([^<]{1,255})<\/Computer>/g],
  ['servers', /"(?:MachineName|PSComputerName|computer|computerName)"\s{0,4}:\s{0,4}"([^"\\]{1,255})"/g],
  ['accounts', /<Data Name=["'](?:\w{0,30}UserName|AccountName|User)["']>([^<]{1,104})</g],
  ['domains', /<Data Name=["']\w{0,30}DomainName["']>([^<]{1,255})</g],
  // Journals and reports of Gangway.
  ['accounts', /"(?:account|by|technician|user|userName)"\s{0,4}:\s{0,4}"([^"]{1,200})"/g],
  ['servers', /"target"\s{0,4}:\s{0,4}\{\s{0,20}"name"\s{0,4}:\s{0,4}"([^"]{1,255})"/g],
  ['servers', /"targetId"\s{0,4}:\s{0,4}"(remote-[^"]{1,255})"/g],
  ['domains', /"domain"\s{0,4}:\s{0,4}"([^"]{1,255})"/g],
  ['tenants', /"orgId"\s{0,4}:\s{0,4}"([^"]{1,100})"/gi],
  // Results of Group Policy: `<Name>CONTOSO\SRV01$</Name>`, `<Domain>contoso.com</Domain>`.
  ['accounts', /<(?:\w{1,10}:)?Name>([\w.-]{1,63}\\[^\\<]{1,104})<\/(?:\w{1,10}:)?Name>/g],
  ['domains', /<(?:\w{1,10}:)?Domain>([\w-]{1,63}(?:\.[\w-]{1,63}){1,6})<\/(?:\w{1,10}:)?Domain>/g],
];

/** Values of events by their names. */
const valued: readonly (readonly [Sort, RegExp])[] = [
  ['accounts', /(?:UserName|^AccountName|^User)$/],
  ['domains', /DomainName$/],
  ['servers', /(?:^|Machine|Workstation)(?:Computer|Computer ?Name|Workstation|WorkstationName)$/],
];

/** Names of people, domains, servers and tenants that a log tells in a known place. What stands in free text alone is found by its form, or not. */
export function namesIn(text: Text | null, body: Body, computer: string | null): Names {
  const set = () => new Set<string>();
  const found = { accounts: set(), domains: set(), servers: set(), tenants: set() };
  const add = (sort: Sort, said: string): void => {
    const name = said.replaceAll('\\\\', '\\').trim();
    if (name.length < 2 || name === '-' || found[sort].size >= mostNames) return;
    // The account of a computer is its name with a mark behind it.
    if (sort === 'accounts' && name.endsWith('$')) {
      const [domain, own = domain] = name.slice(0, -1).split('\\');
      found.servers.add(own ?? name);
      if (own !== domain && domain !== undefined) found.domains.add(domain);
    } else found[sort].add(name);
  };
  if (computer !== null) add('servers', computer);
  if (text === null) {
    for (let index = Math.max(0, body.count - mostEvents); index < body.count; index += 1)
      for (const { name, value } of body.data(index))
        for (const [sort, pattern] of valued) if (pattern.test(name)) add(sort, value);
  } else {
    const { bytes } = text;
    const half = looked / 2 - ((looked / 2) % text.width);
    const whole = bytes.length <= looked;
    const words = whole
      ? decode(text, 0, bytes.length)
      : `${decode(text, 0, half)}\n${decode(text, bytes.length - half, bytes.length)}`;
    for (const [sort, pattern] of forms)
      for (const match of words.matchAll(pattern)) add(sort, match[1] ?? '');
  }
  return {
    accounts: [...found.accounts],
    domains: [...found.domains],
    servers: [...found.servers],
    tenants: [...found.tenants],
  };
}
