import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHider, type Names } from '../../main/redact/hideNames';
import { holds } from './properties/holds';

const tenant = '11111111-2222-3333-4444-555555555555';
const names: Names = {
  accounts: [
    'CONTOSO\\jane.doe',
    'A. Technician',
    'NT AUTHORITY\\SYSTEM',
    'Administrator',
    'NORD-FS03\\local.adm',
  ],
  domains: ['contoso.local'],
  servers: ['NORD-FS03', 'nord-fs03.contoso.local', 'remote-nord-fs03', 'proxy.contoso.com', '10.20.30.40'],
  tenants: [tenant],
};
const all = { names: true, tenant: false };
const hide = (text: string, wish = all) => createHider(names, wish)(text);

describe('names', () => {
  it.each<[string, string]>([
    ['user CONTOSO\\jane.doe signed in', 'user person-1 signed in'],
    ['{"user":"CONTOSO\\\\jane.doe"}', '{"user":"person-1"}'],
    ['by jane.doe', 'by person-1'],
    ['JANE.DOE@CONTOSO.COM, jane.doe@contoso.com', 'person-1, person-1'],
    ['C:\\Users\\jane.doe\\Desktop', 'C:\\Users\\person-1\\Desktop'],
    ['"C:\\\\Users\\\\jane\\\\report.html"', '"C:\\\\Users\\\\person-1\\\\report.html"'],
    ['S-1-5-21-1-2-3-500', 'person-1'],
    ['NORD-FS03.', 'server-1.'],
    ['nord-fs03$ and NORD-FS03', 'server-1 and server-2'],
    ['{"targetId":"remote-nord-fs03"}', '{"targetId":"server-1"}'],
    ['nord-fs03.contoso.local', 'server-1'],
    ['dc01.contoso.local in contoso.local', 'server-1 in domain-1'],
    ['\\\\files01\\share\\x', '\\\\server-1\\share\\x'],
    ['"\\\\\\\\files01\\\\share"', '"\\\\\\\\server-1\\\\share"'],
    ['http://proxy.contoso.com:8080/', 'http://server-1:8080/'],
    ['wpad.fabrikam.lan', 'server-1'],
    ['C:\\logs\\install-NORD-FS03.log', 'C:\\logs\\install-server-1.log'],
    ['nord-fs03_events(2).evtx', 'server-1_events(2).evtx'],
    ['10.20.30.40 and 192.168.1.7', 'server-1 and server-2'],
  ])('of %s: %s', (text, left) => {
    expect(hide(text).text).toBe(left);
  });

  it.each([
    'NT AUTHORITY\\SYSTEM',
    'Administrator',
    'C:\\Users\\Public\\x',
    'C:\\ProgramData\\Gangway\\runs',
    '"HKLM:\\\\SOFTWARE\\\\Microsoft"',
    '%ProgramData%\\\\Gangway\\\\runs',
    'https://winatp-gw-eus.microsoft.com/commands/test',
    'unitedkingdom.x.cp.wd.microsoft.com:443',
    '4.18.25010.11 and 10.8760.17763.1 and 10.0.14393.8519',
    'Install.ps1 md4ws.msi MsSense.exe',
    'NORD-FS03-OLD',
  ])('leaves %s', (text) => {
    expect(hide(text)).toEqual({
      text,
      hidden: { secrets: 0, people: 0, domains: 0, servers: 0, tenants: 0 },
    });
  });

  it('have the same word in every text of a bundle', () => {
    const each = createHider(names, all);
    expect(each('contoso.local files: \\\\files01\\a').text).toBe('domain-1 files: \\\\server-1\\a');
    expect(each('NORD-FS03 reads \\\\FILES01\\b').text).toBe('server-2 reads \\\\server-1\\b');
  });

  it('stay where they are wanted, and the tenant with them', () => {
    const text = `NORD-FS03 of ${tenant} by jane.doe@contoso.com`;
    expect(hide(text, { names: false, tenant: true }).text).toBe(text);
    expect(hide(text, { names: false, tenant: false }).text).toBe(text.replace(tenant, 'tenant-1'));
    expect(hide(text.toUpperCase(), all).hidden).toEqual({
      secrets: 0,
      people: 1,
      domains: 0,
      servers: 1,
      tenants: 1,
    });
  });
});

it('never leaves a secret, whatever was wished, and counts what stands hidden', () => {
  const { text, hidden } = hide('password=hunter2 and Authorization: Bearer abc.def', {
    names: false,
    tenant: true,
  });
  expect(text).not.toMatch(/hunter2|abc\.def/);
  expect(hidden.secrets).toBe(2);
});

it('hides a name of any letters, and never breaks the JSON around it', () => {
  const around = (name: string) => JSON.stringify({ first: name, then: `is ${name} on`, list: [name] });
  return holds(
    fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 20 }), (name) => {
      const written = JSON.stringify(name).slice(1, -1);
      fc.pre(
        name.trim() === name &&
          /\p{L}\p{L}/u.test(name) &&
          !/^(?:person|domain|server|tenant|is|on)$/i.test(name) &&
          // Some names are a part of the words around them, or of what stands in their place.
          !around('server-1').includes(written),
      );
      const only: Names = { accounts: [], domains: [], servers: [name], tenants: [] };
      const left = createHider(only, all)(around(name)).text;
      const parsed: unknown = JSON.parse(left);
      expect(JSON.stringify(parsed)).not.toContain(written);
    }),
    500,
  );
});

it('takes a name with the signs of a pattern as what it is', () => {
  const odd: Names = { accounts: ['a.b|c$&'], domains: [], servers: ['x(y'], tenants: [] };
  expect(createHider(odd, all)('a.b|c$& on x(y, not aXb').text).toBe('person-1 on server-1, not aXb');
});

describe('a text of megabytes', () => {
  const line = 'MSI (s) some words of a log that goes on and on\n';

  // As many lines as it takes until the pattern finds no room, where the text is looked at in one.
  it.each([
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0123456789abcdef\n', 60_000],
    ['<password>\n', 180_000],
  ])('is looked at to its end behind %j, which runs on', (opens, lines) => {
    expect(hide(`${opens}${line.repeat(lines)}at NORD-FS03`).text.endsWith('server-1')).toBe(true);
  });

  it('hides a key that lies where two pieces would meet', () => {
    const key = Array.from(
      { length: 60 },
      (_, index) => `MIIEpAIBAAKCAQEA${String(index).padStart(48, 'aZ09')}`,
    );
    const lines = line.repeat(20_000);
    const before = lines.slice(0, 256 * 1024 - 2000);
    const { text } = hide(
      `${before}\n-----BEGIN PRIVATE KEY-----\n${key.join('\n')}\nshortEnd12==\n-----END PRIVATE KEY-----\n${lines}`,
    );
    expect(text).not.toMatch(/MIIE|shortEnd/);
    expect(text.length).toBeGreaterThan(lines.length);
  });
});
