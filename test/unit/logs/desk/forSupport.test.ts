import { describe, expect, it } from 'vitest';
import type { Names } from '../../../../main/redact/hideNames';
import { limits } from '../../../../main/logs/limits';
import { evtxFile } from '../../../fixtures/evtx';
import { aLog, deskWith } from './deskOf';

const nobody: Names = { accounts: [], domains: [], servers: [], tenants: [] };
const hidden = { names: nobody, wish: { names: true, tenant: false } };
const shown = { names: nobody, wish: { names: false, tenant: true } };

const msi = [
  'MSI (s) (F8:08) [14:12:24:481]: Doing action: INSTALL',
  'MSI (s) (F8:08) [14:12:24:481]: Command Line: /l*v C:\\temp\\install-NORD-SQL01.log',
  'Action ended 14:12:25: InstallServices. Return value 3.',
  'Property(S): ComputerName = NORD-SQL01',
  'Property(S): LogonUser = jane.doe',
  '',
].join('\r\n');
const transcript = [
  '**********************',
  'Windows PowerShell-Transkript gestartet',
  'Startzeit: 20261130040500',
  'Benutzername: CONTOSO\\max.muster',
  'Computer: NORD-SQL01 (Microsoft Windows NT 10.0.17763.0)',
  '**********************',
  'max.muster works on nord-sql01 of CONTOSO',
  '',
].join('\r\n');
const events = evtxFile([
  { id: 4, at: 1000 },
  {
    id: 4624,
    at: 2000,
    data: [
      ['TargetUserName', 'erika'],
      ['SubjectUserName', 'NORD-DC01$'],
      ['Note', 'erika and NORD-DC01 on X-LAB-SERVER'],
    ],
  },
]);

describe('what lies on the desk, for support', () => {
  it('is every log as text, those of the cause first, and what they show', async () => {
    const { desk } = await deskWith(
      aLog('notes.txt', 'what somebody wrote'),
      aLog('picture.png', Buffer.from([0x89, 0x50, 0, 0, 1, 2, 3, 4, 0, 0, 0])),
      aLog('a.evtx', events),
      aLog('install-NORD-SQL01.log', Buffer.from(`\ufeff${msi}`, 'utf16le')),
    );
    const files = desk.forSupport(shown);
    expect(files.map(({ name, source }) => [name, source])).toEqual([
      ['desk.json', null],
      ['logs/04-msi.txt', 3],
      ['logs/03-events.jsonl', 2],
      ['logs/01-unknown.txt', 0],
    ]);
    expect(files[1]?.text).toBe(msi);
    expect(
      files[2]?.text.split('\n').map((line): unknown => (line === '' ? null : JSON.parse(line))),
    ).toMatchObject([
      { id: 4, at: 1000, record: 1 },
      { id: 4624, data: [{ name: 'TargetUserName', value: 'erika' }, {}, {}] },
      null,
    ]);
    expect(JSON.parse(files[0]?.text ?? '')).toMatchObject({
      files: [
        { file: 'logs/01-unknown.txt', name: 'notes.txt' },
        { file: null, name: 'picture.png', refusal: 'binary' },
        { file: 'logs/03-events.jsonl' },
        { file: 'logs/04-msi.txt', name: 'install-NORD-SQL01.log', computer: 'NORD-SQL01' },
      ],
    });
    expect(desk.forSupport(shown)).toEqual(files);
  });

  it('tells none of the names that the logs tell in a known place, in any of the files', async () => {
    const { desk } = await deskWith(
      aLog('install-NORD-SQL01.log', msi),
      aLog('transcript.txt', transcript),
      aLog('a.evtx', events),
      aLog(
        'gp.xml',
        '<Rsop xmlns="http://www.microsoft.com/GroupPolicy/Rsop"><ComputerResults><Name>FABRIKAM\\NORD-X7$</Name><Domain>fabrikam.example</Domain><p>NORD-X7 of fabrikam.example</p></ComputerResults></Rsop>',
      ),
    );
    const files = desk.forSupport(hidden);
    const all = files.map(({ text }) => text).join('\n');
    expect(all).not.toMatch(/nord-|jane|muster|contoso|erika|x-lab-server|fabrikam/i);
    expect(all).toContain('install-server-');
    expect(files.map((file) => file.hidden.servers > 0)).toEqual(files.map(() => true));
  });

  it('is the last part of a large log, from the beginning of a line, and says how much that is', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const log = line.repeat(limits.support.file / 100 + 50);
    const { desk } = await deskWith(
      aLog('large.log', log),
      aLog('one-line', 'y'.repeat(limits.support.file + 7)),
    );
    const [, large, oneLine] = desk.forSupport(shown).map(({ text }) => text);
    const [head, first] = large?.split('\n', 2) ?? [];
    expect(head).toMatch(/^the last \d+ of \d+ bytes$/);
    expect(first).toBe(line.trimEnd());
    expect(large?.length).toBeGreaterThan(limits.support.file - 200);
    expect(large?.length).toBeLessThan(limits.support.file + 100);
    expect(oneLine).toBe('the last 8388609 of 8388615 bytes\n(8388609 characters without a break)');
  });

  it('breaks a line without an end where no word is halved, and leaves out what is one word', async () => {
    const event = `<Event><System/><password>hunter2</password>${'w'.repeat(9000)}</Event>`;
    const long = `${event.repeat(20)} ${'A1'.repeat(40_000)} the end of NORD-SQL01`;
    const { desk } = await deskWith(aLog('one.line', long));
    const text = desk.forSupport({ names: { ...nobody, servers: ['NORD-SQL01'] }, wish: hidden.wish })[1]
      ?.text;
    expect(Math.max(...(text ?? '').split('\n').map(({ length }) => length))).toBeLessThan(32_100);
    expect(text?.replaceAll('\n', '')).toBe(
      `${event.replace('hunter2', '***').repeat(20)}(80001 characters without a break) the end of server-1`.replace(
        /w{9000}/g,
        '***',
      ),
    );
  });
});
