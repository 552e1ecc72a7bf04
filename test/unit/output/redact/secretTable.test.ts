import { describe, expect, it } from 'vitest';
import { createLineRedactor, redact } from '../../../../main/redact/redact';
import { redactJson } from '../../../../main/redact/redactJson';

const json = JSON.stringify;
/** 64 characters to a line, as openssl and certutil write them; invented bytes. */
const keyLines = ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj', 'a/+Xy0Z3', 'Zw=='];
const pem = (end: string) =>
  ['-----BEGIN PRIVATE KEY-----', ...keyLines, '-----END PRIVATE KEY-----'].join(end);
const hidden = '-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----';

/** What the text is, the text, and what is left of it: the secret away, its neighbours still there. */
const secrets: readonly (readonly [string, string, string])[] = [
  ['SAS in an address', 'https://b.example/x?sv=1&sig=a%2Fb&se=2', 'https://b.example/x?sv=1&sig=***&se=2'],
  [
    'SAS as ConvertTo-Json writes it',
    String.raw`?sv=1\u0026sig=a%2Fb\u0026se=2`,
    String.raw`?sv=1\u0026sig=***\u0026se=2`,
  ],
  [
    'SAS in JSON in JSON',
    String.raw`?sv=1\\u0026sig=ab\\u003d\\u0026se=2`,
    String.raw`?sv=1\\u0026sig=***\\u0026se=2`,
  ],
  ['SAS in XML', '?sv=1&amp;sig=a%2Fb&amp;se=2', '?sv=1&amp;sig=***&amp;se=2'],
  ['SAS in an address of an address', 'u=x%3Fsv%3D1%26sig%3Dab%252F', 'u=x%3Fsv%3D1%26sig%3D***'],
  [
    'key of a storage account',
    'AccountName=nord;AccountKey=Ab3+/x==;EndpointSuffix=core.windows.net',
    'AccountName=nord;AccountKey=***;EndpointSuffix=core.windows.net',
  ],
  [
    'key of a bus',
    'SharedAccessKeyName=Root;SharedAccessKey=Ab3=',
    'SharedAccessKeyName=Root;SharedAccessKey=***',
  ],
  [
    'access key of the deployment tool',
    'DefenderDT.exe -Quiet -Key:k3y_Ab-cD9 -File:"C:\\a b.onboarding"',
    'DefenderDT.exe -Quiet -Key:*** -File:"C:\\a b.onboarding"',
  ],
  [
    'the same in quotation marks, with a blank',
    'DefenderDT.exe -key:"k3y_Ab-cD9 more" -Quiet',
    'DefenderDT.exe -key:*** -Quiet',
  ],
  [
    'the same in its configuration file',
    'Quiet: true\r\nKey: k3y_Ab-cD9k3y_Ab-cD9\r\nFile: C:\\a',
    'Quiet: true\r\nKey: ***\r\nFile: C:\\a',
  ],
  ['PEM', `a\n${pem('\n')}\nb`, `a\n${hidden}\nb`],
  ['PEM of Windows', `a\r\n${pem('\r\n')}\r\nOK`, `a\r\n${hidden}\r\nOK`],
  ['PEM in JSON', json({ key: pem('\r\n'), next: 'b' }), json({ key: hidden, next: 'b' })],
  ['PEM in JSON in JSON', json(json({ key: pem('\n'), next: 'b' })), json(json({ key: hidden, next: 'b' }))],
  ['PEM that was cut off', pem('\n').slice(0, 60), '-----BEGIN PRIVATE KEY-----***'],
  [
    'JSON with a quote in the value',
    json({ password: 'Hun"ter', user: 'eva' }),
    json({ password: '***', user: 'eva' }),
  ],
  [
    'the same in JSON',
    json(json({ password: 'Hun"ter', user: 'eva' })),
    json(json({ password: '***', user: 'eva' })),
  ],
  [
    'and once more',
    json(json(json({ pwd: 'Hun"ter', user: 'eva' }))),
    json(json(json({ pwd: '***', user: 'eva' }))),
  ],
  [
    'quotes as ConvertTo-Json writes them',
    String.raw`password=\u0027Hun ter\u0027 a`,
    String.raw`password=\u0027***\u0027 a`,
  ],
  [
    'quotes of XML',
    '<x password=&quot;Hun ter&quot; user="eva"/>',
    '<x password=&quot;***&quot; user="eva"/>',
  ],
  ['a doubled quote', 'password="Hun""ter" a', 'password="***" a'],
  ['a number', '{"password":4711,"port":5985}', '{"password":***,"port":5985}'],
  ['reg query', '    DefaultPassword    REG_SZ    Hun ter', '    DefaultPassword    REG_SZ    ***'],
  ['a .reg file', '"DefaultPassword"="Hunter2"', '"DefaultPassword"="***"'],
  ['the list of PowerShell', 'DefaultPassword : Hun ter 2\nShell : x', 'DefaultPassword : ***\nShell : x'],
  [
    'reg add',
    'reg add HKLM\\x /v DefaultPassword /t REG_SZ /d "Hun ter" /f',
    'reg add HKLM\\x /v DefaultPassword /t REG_SZ /d *** /f',
  ],
  [
    'Set-ItemProperty',
    '-Name DefaultPassword -Value Hunter2 -Force',
    '-Name DefaultPassword -Value *** -Force',
  ],
  ['XML', '<Password>Hun ter</Password><Port>1</Port>', '<Password>***</Password><Port>1</Port>'],
  [
    'XML of unattend',
    '<AdministratorPassword>\n <Value>Hun</Value>',
    '<AdministratorPassword>\n <Value>***</Value>',
  ],
  [
    'XML with an attribute',
    '<t:Password Type="x">Hunter2</t:Password>',
    '<t:Password Type="x">***</t:Password>',
  ],
  ['XML in XML', '&lt;Password&gt;Hun ter&lt;/Password&gt; a', '&lt;Password&gt;***&lt;/Password&gt; a'],
  [
    'XML in JSON',
    String.raw`\u003cPassword\u003eHun ter\u003c/Password\u003e a`,
    String.raw`\u003cPassword\u003e***\u003c/Password\u003e a`,
  ],
  [
    'XML that names its value in an attribute, as an event does',
    '<Data Name="TargetPassword">Hun ter</Data><Data Name="User">eva</Data>',
    '<Data Name="TargetPassword">***</Data><Data Name="User">eva</Data>',
  ],
  [
    'objects of PowerShell as XML',
    "<S N='Password'>Hunter2</S><I32 N='Port'>1</I32>",
    "<S N='Password'>***</S><I32 N='Port'>1</I32>",
  ],
  [
    'such XML in JSON',
    String.raw`{"xml":"\u003cData Name=\"pwd\"\u003eHun\u003c/Data\u003e","a":"b"}`,
    String.raw`{"xml":"\u003cData Name=\"pwd\"\u003e***\u003c/Data\u003e","a":"b"}`,
  ],
  [
    'a settings file of .NET',
    '<add key="SmtpPassword" value="Hun ter" /><add key="Host" value="b" />',
    '<add key="SmtpPassword" value="***" /><add key="Host" value="b" />',
  ],
  ['XML that was cut off', '<Password>Hunter2', '<Password>***'],
  ['cmdkey', 'cmdkey /add:nord /user:eva /pass:Hunter2', 'cmdkey /add:nord /user:eva /pass:***'],
  ['cmdkey with quotes', 'cmdkey /pass:"Hun ter" /user:eva', 'cmdkey /pass:*** /user:eva'],
  ['a long switch', 'tool --pass Hunter2 --port 1', 'tool --pass *** --port 1'],
  ['schtasks', 'schtasks /create /ru eva /rp Hunter2 /tn x', 'schtasks /create /ru eva /rp *** /tn x'],
  ['net use', 'net use Z: \\\\nord\\c$ Hunter2 /user:eva', 'net use Z: \\\\nord\\c$ *** /user:eva'],
  [
    'net use, the user first',
    'net.exe use \\\\nord\\c$ /user:N\\eva Hunter2',
    'net.exe use \\\\nord\\c$ /user:N\\eva ***',
  ],
  [
    'net use, quoted',
    'NET USE "\\\\nord\\c$" "Hun ter" /persistent:no',
    'NET USE "\\\\nord\\c$" *** /persistent:no',
  ],
  ['net use in JSON', json('net use \\\\nord\\c$ Hunter2'), json('net use \\\\nord\\c$ ***')],
  ['net user', 'net user eva Hunter2 /add', 'net user eva *** /add'],
  ['French', 'Le mot de passe : Hunter2', 'Le mot de passe : ***'],
  ['French, with its own space', 'Mot de passe\u00a0: Hunter2', 'Mot de passe\u00a0: ***'],
  ['French, as a name', 'mot_de_passe=Hunter2;a=1', 'mot_de_passe=***;a=1'],
  ['a short key of JSON', '{"pass":"Hunter2","passed":"yes"}', '{"pass":"***","passed":"yes"}'],
  [
    'a longer key of JSON',
    '{"userPassword": "Hunter2", "user": "eva"}',
    '{"userPassword": "***", "user": "eva"}',
  ],
  ['a proxy in JSON of others', 'http:\\/\\/svc:Hunter2@proxy', 'http:\\/\\/svc:***@proxy'],
];

/** What stands beside each of them and says nothing secret. */
const readable: readonly string[] = [
  'The signature is not valid (0x800B0100); sig stands for signature.',
  'https://b.example/x?design=1&signal=2&amp;sigma=3',
  'AccountName=nord;EndpointSuffix=core.windows.net. The account key was not found.',
  'A file that begins with -----BEGIN CERTIFICATE----- is a certificate.\nOK\n',
  'Mot de passe incorrect (1326). Le mot de passe du domaine n’a pas changé.',
  'The password is wrong or has expired: error 1326, 0x8007052E.',
  'The user name or password is incorrect.',
  '{"password":null,"userPassword":true,"passed":7}',
  'DefaultUserName    REG_SZ    eva',
  'reg query HKLM\\x /v DefaultPassword',
  '<Data Name="PasswordLastSet">42</Data><Data Name="Status">password</Data><Data Name="Password"/><add key="x" value="y" />',
  'The element <Password> is missing. <Password/> is empty, <PasswordAge>42</PasswordAge> is not.',
  'passed: 12, failed: 3, bypass: off; 4 passes',
  '-ExecutionPolicy Bypass -File C:\\pass\\x.ps1 /passive:on /bypass:yes',
  'net use Z: \\\\nord\\c$ /user:eva /persistent:no',
  'net use * \\\\nord\\c$ * /user:eva',
  'net use Z: /delete',
  'net user eva /active:no',
  'The net use of this is small. net use \\\\nord\\c$ failed with error 53.',
  'passive mode : 1',
  'SHA256 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08\r\nA94A8FE5CCB19BA61C4C0873D391E987982FBBD3\n',
];

describe('redact', () => {
  it.each(secrets)('hides %s and no more', (_what, text, left) => {
    expect(redact(text)).toBe(left);
    expect(redact(left)).toBe(left);
  });

  it.each(readable)('leaves alone: %s', (text) => {
    expect(redact(text)).toBe(text);
    // The first look may have let it pass; the rules leave it alone, too.
    const long = `${text}\n${'. '.repeat(200)}`;
    expect(redact(long)).toBe(long);
  });

  it('hides base64 that is wrapped within one text, and its short end', () => {
    const text = `The value was\r\n    ${keyLines[0] ?? ''}\r\n    a1b2c3d4e5f6g7\r\nand could not be written.\r\n`;
    expect(redact(text)).toBe('The value was\r\n***\r\n    ***\r\nand could not be written.\r\n');
  });
});

describe('a line redactor', () => {
  it('hides PEM that comes line by line, and what follows it stays', () => {
    const clean = createLineRedactor();
    const lines = `${pem('\n')}\nDone\nOK`.split('\n');
    expect(lines.map((line) => clean('cmd', line))).toEqual([
      '-----BEGIN PRIVATE KEY-----',
      ...keyLines.map(() => '***'),
      '-----END PRIVATE KEY-----',
      'Done',
      'OK',
    ]);
  });

  it('does not take a word after the name of PEM as a key', () => {
    const clean = createLineRedactor();
    expect(['Expected -----BEGIN CERTIFICATE-----', 'Done'].map((line) => clean('cmd', line))).toEqual([
      'Expected -----BEGIN CERTIFICATE-----',
      'Done',
    ]);
  });
});

describe('redactJson', () => {
  it.each([
    'pass',
    'userPassword',
    'DefaultPassword',
    'AccountKey',
    'client-secret',
    'mot de passe',
    'PWD',
    'secret',
  ])('drops the value under %s', (key) => {
    expect(redactJson({ [key]: 'x' })).toEqual({ [key]: '***' });
  });

  it.each([
    'passed',
    'passive',
    'bypass',
    'passwordAge',
    'accountKeyName',
    'certificate',
    'chained',
    'signature',
  ])('keeps the value under %s', (key) => {
    expect(redactJson({ [key]: 'x' })).toEqual({ [key]: 'x' });
  });
});
