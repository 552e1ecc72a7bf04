import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { computerNameOf, netBiosName, parseAddress, remoteId } from '../../../main/servers/address';
import { failureOf } from '../../../shared/errors';
import { targetIdSchema } from '../../../shared/model/target';

const codeOf = (text: string): string => {
  try {
    return parseAddress(text).host;
  } catch (error) {
    return failureOf(error).code;
  }
};

describe('an address has one canonical form', () => {
  it.each([
    ['NORD-FS03', 'nord-fs03'],
    ['  nord-fs03.contoso.lan. ', 'nord-fs03.contoso.lan'],
    ['SRV_01', 'srv_01'],
    ['server-münchen.example', 'xn--server-mnchen-3ob.example'],
    ['SERVER-MÜNCHEN.example', 'xn--server-mnchen-3ob.example'],
    ['10.20.4.33', '10.20.4.33'],
    ['2001:0DB8:0:0::0001', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['[FE80:0::1%12]', 'fe80::1%12'],
    ['::1', '::1'],
  ])('%s is %s', (text, host) => {
    expect(codeOf(text)).toBe(host);
  });

  it.each([
    '',
    '   ',
    '.',
    'a b',
    'https://server',
    '\\\\server\\share',
    'server:5985',
    'user@server',
    'one,two',
    '-server',
    'server-',
    'a..b',
    '10.20.4',
    '10.20.4.333',
    '1.2.3.4.5',
    '2001:db8:::1',
    '[::1',
    'fe80::1%',
    'fe80::1%a%b',
    "server'; Restart-Computer",
    'x'.repeat(64),
    `${'abcdefgh.'.repeat(31)}toolong`,
  ])('%j is refused before anything is asked of the network', (text) => {
    expect(codeOf(text)).toBe('target.badAddress');
  });

  it('reading it again changes nothing, and no text makes the reader fail in another way', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.ipV6()), (text) => {
        const once = codeOf(text);
        if (once !== 'target.badAddress') expect(codeOf(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('names the computer, and gives every way of writing it the same id', () => {
    expect(computerNameOf(parseAddress('nord-fs03.contoso.lan'))).toBe('NORD-FS03');
    expect(computerNameOf(parseAddress('[2001:db8::1]'))).toBe('2001:db8::1');
    // Windows cuts a longer name for NetBIOS, and gives that one as COMPUTERNAME.
    expect(netBiosName(parseAddress('nord-fileserver-03.contoso.lan'))).toBe('NORD-FILESERVER');
    const ids = ['nord-fs03.contoso.lan', 'NORD-FS03.CONTOSO.LAN.'].map((text) =>
      remoteId(parseAddress(text)),
    );
    expect(new Set(ids).size).toBe(1);
    for (const text of ['nord-fs03', '::1', 'a-b', 'a.b', 'xn--server-mnchen-3ob.example'])
      expect(targetIdSchema.safeParse(remoteId(parseAddress(text))).success).toBe(true);
    expect(remoteId(parseAddress('a-b'))).not.toBe(remoteId(parseAddress('a.b')));
  });
});
