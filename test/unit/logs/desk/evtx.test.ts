import { describe, expect, it } from 'vitest';
import { evtxFile, type WrittenEvent } from '../../../fixtures/evtx';
import { aLog, deskWith, everything } from './deskOf';

const start = Date.UTC(2026, 10, 30, 3, 0, 0, 123);
const failed = (index: number): WrittenEvent => ({
  id: 5,
  level: 2,
  at: start + index * 1000,
  data: [
    ['UInt1', index],
    ['Message1', 'https://winatp-gw-weu.microsoft.com/'],
    ['Int1', 12175],
  ],
});
const many = Array.from({ length: 2000 }, (_, index) => failed(index));

describe('an event log of Windows', () => {
  it('gives ids, levels, moments and values, chunk after chunk', async () => {
    const { desk, view } = await deskWith(aLog('any.name', evtxFile([{ id: 1, at: start - 1000 }, ...many])));
    expect(view.files).toMatchObject([
      {
        kind: 'events',
        form: 'evtx',
        lines: 2001,
        errors: 2000,
        computer: 'X-LAB-SERVER',
        from: start - 1000,
        to: start + 1_999_000,
        clock: { offsetMinutes: 0, said: true },
      },
    ]);
    const { lines } = desk.ask.getLogLines({ ...everything, offset: 1999, limit: 2 });
    expect(lines[1]).toEqual({
      file: 0,
      line: 2001,
      at: start + 1_999_000,
      level: 'error',
      text: '1999 | https://winatp-gw-weu.microsoft.com/ | 12175',
      event: 5,
    });
  });

  it('loses a damaged record and nothing else', async () => {
    const bytes = evtxFile(many.slice(0, 300));
    const place = bytes.indexOf(Buffer.from([0x2a, 0x2a, 0, 0]), 4096 + 512 + 4000);
    bytes.fill(0xee, place, place + 60);
    const { view } = await deskWith(aLog('x', bytes));
    expect(view.files[0]?.lines).toBe(299);
  });

  it('counts an event by its place where its number is one that no log ever comes to', async () => {
    const bytes = evtxFile(many.slice(0, 3));
    const last = bytes.lastIndexOf(Buffer.from([0x2a, 0x2a, 0, 0]));
    bytes.fill(0xff, last + 8, last + 16);
    const { desk } = await deskWith(aLog('x', bytes));
    const { lines } = desk.ask.getLogLines({ ...everything, offset: 0, limit: 3 });
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('loses the events of a damaged template and of a damaged chunk alone', async () => {
    const whole = evtxFile(many);
    const perChunk = await deskWith(aLog('x', whole.subarray(0, 4096 + 65_536)));
    const inFirst = perChunk.view.files[0]?.lines ?? 0;
    // Into the template of the first chunk.
    const template = Buffer.from(whole);
    template.fill(0xff, 4096 + 512 + 80, 4096 + 512 + 300);
    const chunk = Buffer.from(whole);
    chunk.write('ElfGone', 4096, 'latin1');
    for (const bytes of [template, chunk]) {
      const { view } = await deskWith(aLog('x', bytes));
      expect(view.files[0]?.lines).toBe(2000 - inFirst);
    }
  });

  it('is read although Windows still wrote to it, and cut off', async () => {
    const bytes = evtxFile(many.slice(0, 100));
    bytes.writeUInt32LE(512, 4096 + 48);
    bytes.writeUInt32LE(7, 124);
    expect((await deskWith(aLog('x', bytes))).view.files[0]?.lines).toBe(100);
    const cut = bytes.subarray(0, 4096 + 512 + 3000);
    const lines = (await deskWith(aLog('x', cut))).view.files[0]?.lines ?? 0;
    expect(lines).toBeGreaterThan(5);
    expect(lines).toBeLessThan(100);
  });

  it('is refused where nothing in it holds together, and empty where it has no event', async () => {
    const bytes = evtxFile(many.slice(0, 50));
    // All of them use the template that the first one brings.
    bytes.fill(0xff, 4096 + 512 + 80, 4096 + 512 + 300);
    const { view } = await deskWith(aLog('a', bytes), aLog('b', evtxFile([])), aLog('c', 'ElfFile\u0000'));
    expect(view.files.map(({ refusal }) => refusal)).toEqual(['damaged', 'empty', 'empty']);
  });
});

it('has its sentences in what the command of the guide writes of it: JSON as Windows PowerShell indents it', async () => {
  const event = [
    '"TimeCreated":  "\\/Date(1796000000123)\\/"',
    '"Id":  5',
    '"Level":  2',
    '"ProviderName":  "Microsoft-Windows-SENSE"',
    '"LogName":  "Microsoft-Windows-SENSE/Operational"',
    '"RecordId":  311',
    '"MachineName":  "SRV"',
    '"Message":  "Le service n\\u0027a pas pu"',
    '"Properties":  [\r\n { "Value":  "4" },\r\n { "Value":  12007 }\r\n ]',
  ];
  const text = `\ufeff[\r\n    {\r\n        ${event.join(',\r\n        ')}\r\n    }\r\n]\r\n`;
  const { desk, view } = await deskWith(aLog('sense.json', text));
  expect(view.files).toMatchObject([{ kind: 'events', computer: 'SRV', from: 1_796_000_000_123 }]);
  expect(view.findings[0]?.cause).toBe('namesUnknown');
  const { lines } = desk.ask.getLogLines({ ...everything, offset: 0, limit: 1 });
  expect(lines[0]).toMatchObject({ line: 311, event: 5, level: 'error', text: "Le service n'a pas pu" });
});
