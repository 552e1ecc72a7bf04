import { zipFile } from '../../../build/practice/zipFile';
import { evtxFile } from '../../fixtures/evtx';
import { overlapping, withCentral, withEnd, zip64 } from '../../unit/packages/hostile/zips';
import type { Random } from '../seed';

const line = 'MSI (s) (F8:08) [14:12:24:481]: a\r\n';
const log = Buffer.from(line.repeat(50));
const megabyte = 1024 * 1024;
const events = evtxFile(
  Array.from({ length: 900 }, (_, index) => ({
    id: 5,
    level: 2,
    at: 1_796_000_000_000 + index,
    data: [
      ['UInt1', index],
      ['Message1', 'https://x.example/'],
    ] as const,
  })),
);
const xmlEvent =
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-SENSE'/><EventID>5</EventID><Level>2</Level></System><EventData><Data>x</Data></EventData></Event>";
/** A log of events with some bytes changed: from where on, and to what. */
const changed = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(events);
  change(bytes);
  return bytes;
};
const first = 4096 + 512;

/** A hostile log: what it is, and how it is made; `random` where it is another one each time. */
export const attacks: readonly (readonly [what: string, make: (random: Random) => Buffer])[] = [
  [
    'a zip bomb',
    () =>
      zipFile([
        { name: 'a.log', data: Buffer.alloc(8 * megabyte), deflate: true, announcedSize: 600 * megabyte },
      ]),
  ],
  [
    'a zip bomb that says less than it is',
    () => zipFile([{ name: 'a.log', data: Buffer.alloc(64 * megabyte), deflate: true, announcedSize: 4096 }]),
  ],
  ['many files that are one', () => overlapping(800, Buffer.alloc(megabyte, line))],
  [
    'a zip in a zip in a zip',
    () =>
      zipFile([
        { name: 'a.zip', data: zipFile([{ name: 'b.zip', data: zipFile([{ name: 'c.log', data: log }]) }]) },
      ]),
  ],
  [
    'names that lead elsewhere',
    () =>
      zipFile(
        ['../a.log', '/etc/a.log', 'C:\\a.log', 'CON', 'a/../../b.log', 'x\u202ecod.log'].map((name) => ({
          name,
          data: log,
        })),
      ),
  ],
  [
    'a link in a zip',
    () => zipFile([{ name: 'a.log', data: Buffer.from('/etc/passwd'), attributes: 0o120777 }]),
  ],
  [
    'twelve thousand files in a zip',
    () =>
      zipFile(
        Array.from({ length: 12_000 }, (_, index) => ({ name: `${index}.log`, data: Buffer.from(line) })),
      ),
  ],
  [
    'a zip whose count is a lie',
    () =>
      withEnd(zipFile([{ name: 'a.log', data: log }]), (bytes, at) => bytes.writeUInt16LE(0xffff, at + 10)),
  ],
  ['a zip whose directory is elsewhere', () => zip64([{ name: 'a.log', data: log }], { offset: 1n << 40n })],
  [
    'a zip with other sums',
    () =>
      withCentral(zipFile([{ name: 'a.log', data: log }]), 0, (bytes, at) => bytes.writeUInt32LE(7, at + 16)),
  ],
  [
    'a zip that ends anywhere',
    (random) => {
      const whole = zipFile([{ name: 'a.log', data: log, deflate: true }]);
      return whole.subarray(0, 4 + random(whole.length - 4));
    },
  ],
  [
    'a zip with a changed byte',
    (random) => {
      const whole = zipFile([{ name: 'a.log', data: log, deflate: true }]);
      whole[random(whole.length)] = random(256);
      return whole;
    },
  ],

  ['one line of 64 MB', () => Buffer.alloc(64 * megabyte, 'a')],
  [
    'one line of the engine of 64 MB',
    () => Buffer.concat([log, Buffer.from(line.trimEnd()), Buffer.alloc(64 * megabyte, 'Product: ')]),
  ],
  ['four million empty lines', () => Buffer.concat([log, Buffer.alloc(4 * megabyte, '\n')])],
  [
    'a million failed actions',
    () => Buffer.from(line + 'Action ended 14:12:24: InstallFinalize. Return value 3.\r\n'.repeat(1_000_000)),
  ],
  [
    'a million errors of the engine',
    () => Buffer.from(line + "Error 1920. Service 'x' (WinDefend) failed.\r\n".repeat(1_000_000)),
  ],
  ['nothing but zeros', () => Buffer.alloc(16 * megabyte)],
  ['a log with zeros at its end', () => Buffer.concat([Buffer.alloc(200_000, line), Buffer.alloc(megabyte)])],
  ['chance', (random) => Buffer.from(Array.from({ length: 200_000 }, () => random(256)))],
  [
    'UTF-16 with an odd length',
    () =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line.repeat(1000), 'utf16le').subarray(0, -1)]),
  ],
  [
    'UTF-16, big end first, with an odd length',
    () =>
      Buffer.concat([
        Buffer.from([0xfe, 0xff]),
        Buffer.from(line.repeat(1000), 'utf16le').swap16().subarray(0, -1),
      ]),
  ],
  [
    'a mark of another form',
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(line.repeat(1001))]),
  ],
  [
    'halves of characters',
    () =>
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.alloc(megabyte, Buffer.from([0x00, 0xd8, 0x0a, 0x00])),
      ]),
  ],
  [
    'line feeds that are none',
    () =>
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.alloc(4 * megabyte, Buffer.from([0x0a, 0x0a, 0x41, 0x0a])),
      ]),
  ],
  ['broken UTF-8', () => Buffer.concat([log, Buffer.alloc(megabyte, Buffer.from([0xc3, 0x28, 0xff, 0x0a]))])],

  ['events without an end', () => Buffer.from(xmlEvent.slice(0, 200).repeat(100_000))],
  ['elements in elements', () => Buffer.from(`<Event><System>${'<EventID>'.repeat(300_000)}`)],
  [
    'entities of entities',
    () =>
      Buffer.from(
        `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`).join('')}]>${xmlEvent.replace('<Data>x', '<Data>&a19;')}`,
      ),
  ],
  [
    'an entity of this computer',
    () =>
      Buffer.from(
        `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${xmlEvent.replace('<Data>x', '<Data>&a;')}`,
      ),
  ],
  ['JSON that is deep', () => Buffer.from(`[{"Id":5,"ProviderName":"x","a":${'['.repeat(500_000)}`)],
  ['JSON without an end', () => Buffer.from(`[{"Id":5,"ProviderName":"x","a":"${'a\\'.repeat(2_000_000)}`)],
  [
    'JSON with other prototypes',
    () =>
      Buffer.from(
        '[{"Id":5,"ProviderName":"x","__proto__":{"Level":2},"constructor":7,"TimeCreated":{"value":{}}}]',
      ),
  ],
  [
    'a quote without an end',
    () => Buffer.from(`Message,Id,Level,ProviderName,TimeCreated\r\n"${'a\r\n'.repeat(5_000_000)}`),
  ],
  [
    'a million columns',
    () =>
      Buffer.from(`Message,Id,Level,ProviderName,TimeCreated\r\n${','.repeat(1_000_000)}\r\nx,5,2,y,z\r\n`),
  ],
  [
    'checks of the analyzer without an end',
    () =>
      Buffer.from(`<MDEResults>${'<event id="1">'.repeat(60_000)}${'<a displayName="x">'.repeat(20_000)}`),
  ],

  ['an event log that ends anywhere', (random) => events.subarray(0, 8 + random(events.length - 8))],
  [
    'an event log with changed bytes',
    (random) =>
      changed((bytes) => {
        for (let left = 400; left > 0; left -= 1) bytes[4096 + random(bytes.length - 4096)] = random(256);
      }),
  ],
  [
    'a name that is everywhere',
    (random) =>
      changed((bytes) => {
        for (let left = 200; left > 0; left -= 1) bytes.writeUInt32LE(random(65_536), first + random(1200));
      }),
  ],
  [
    'a template that stands in itself',
    () => changed((bytes) => bytes.writeUInt32LE(512 + 24, first + 24 + 10)),
  ],
  [
    'values without end',
    () =>
      changed((bytes) => {
        for (let at = first; at < first + 3000; at += 1)
          if (bytes.readUInt32LE(at) === 7) bytes.writeUInt32LE(0xffff_ffff, at);
      }),
  ],
  [
    'records of other sizes',
    (random) =>
      changed((bytes) => {
        for (let at = first; at < bytes.length - 8; at += 1)
          if (bytes.readUInt32LE(at) === 0x2a2a && random(2) === 0)
            bytes.writeUInt32LE(random(70_000), at + 4);
      }),
  ],
  [
    'chunks of nothing but marks',
    () =>
      Buffer.concat([
        events.subarray(0, 4096),
        Buffer.alloc(4 * megabyte, Buffer.from('ElfChnk\0**\0\0', 'latin1')),
      ]),
  ],
  [
    'a torn journal',
    () =>
      Buffer.from(
        `{"v":1,"seq":0,"at":1796000000000,"runId":"r","targetId":"t"\n{"v":1,"seq":1,"at":99999999999999,"runId":"r"\n`.repeat(
          2000,
        ),
      ),
  ],
];
