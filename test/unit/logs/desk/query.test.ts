import { describe, expect, it } from 'vitest';
import { aLog, deskWith, everything } from './deskOf';

const at = (time: string) => Date.parse(`2026-11-30T${time}Z`);
const script = [
  '[SRV-1:12 26/11/30T04:00:01.000 install.ps1:1   ] traces will be saved to C:\\x\\InstallPS1-SRV-1.261130T040001000+0100.log',
  '[SRV-1:12 26/11/30T04:00:05.000 install.ps1:2   ] WARNING: tracing is disabled',
  '[SRV-1:12 26/11/30T04:00:09.500 install.ps1:3   ] Script will exit with code 4(0x4)',
  'a line of the same entry',
].join('\r\n');
/** Newest first, as Event Viewer exports. */
const events = `"Message","Id","Level","ProviderName","TimeCreated"\r\n"of the sensor","5","2","SENSE","30.11.2026 04:00:08"\r\n"it starts","1","4","SENSE","30.11.2026 04:00:03"\r\n`;
const two = () => deskWith(aLog('a.log', script), aLog('b.csv', events));

describe('the lines of all logs', () => {
  it('stand in the order of their moments, in the clock that one of them tells', async () => {
    const { desk, view } = await two();
    expect(view.zone).toEqual({ offsetMinutes: 60, of: 'SRV-1' });
    const { lines, total } = desk.ask.getLogLines({ ...everything, offset: 0, limit: 10 });
    expect(total).toBe(6);
    expect(
      lines.map(({ file, line, at: moment, level, event }) => [file, line, moment, level, event]),
    ).toEqual([
      [0, 1, at('03:00:01'), 'information', null],
      [1, 2, at('03:00:03'), 'information', 1],
      [0, 2, at('03:00:05'), 'warning', null],
      [1, 1, at('03:00:08'), 'error', 5],
      [0, 3, at('03:00:09.500'), 'error', null],
      [0, 4, at('03:00:09.500'), 'information', null],
    ]);
  });

  it.each([
    [{ levels: ['error' as const] }, [8, 9.5]],
    [{ words: 'TRACING' }, [5]],
    [{ words: '5', files: [1] }, [8]],
    [{ from: at('03:00:03'), to: at('03:00:05') }, [3, 5]],
    [{ files: [1] }, [3, 8]],
    [{ words: 'nowhere' }, []],
  ])('are chosen by %j', async (wish, seconds) => {
    const { desk } = await two();
    const { lines, total } = desk.ask.getLogLines({ ...everything, ...wish, offset: 0, limit: 10 });
    expect(lines.map((line) => ((line.at ?? 0) - at('03:00:00')) / 1000)).toEqual(seconds);
    expect(total).toBe(seconds.length);
  });

  it('are counted by level in equal parts of the time', async () => {
    const { desk } = await two();
    const { lanes } = desk.ask.getLogLanes({
      ...everything,
      from: at('03:00:00'),
      to: at('03:00:09.999'),
      buckets: 2,
    });
    expect(lanes).toEqual([
      {
        file: 0,
        counts: [
          [1, 0, 0],
          [1, 1, 1],
        ],
      },
      {
        file: 1,
        counts: [
          [1, 0, 0],
          [0, 0, 1],
        ],
      },
    ]);
  });

  it('move when a person says the zone of a log that does not tell it, and of no other', async () => {
    const { desk } = await two();
    desk.setClock(1, 120);
    desk.setClock(0, 300);
    const view = desk.view();
    expect(view.files.map(({ clock }) => clock)).toEqual([
      { offsetMinutes: 60, said: true },
      { offsetMinutes: 120, said: false },
    ]);
    expect(view.files[1]?.from).toBe(at('02:00:03'));
  });

  it('are gone when the desk is cleared', async () => {
    const { desk } = await two();
    desk.clear();
    expect(desk.view()).toMatchObject({ state: 'empty', files: [], zone: { of: null } });
    expect(desk.ask.getLogLines({ ...everything, offset: 0, limit: 10 }).total).toBe(0);
  });
});

describe('the time of a log of Windows Installer', () => {
  const msi = (header: string) =>
    `=== Logging started: ${header} ===\r\nMSI (s) (F8:08) [23:59:59:900]: a\r\nMSI (s) (F8:08) [00:00:01:100]: b\r\n`;
  const near = Date.UTC(2026, 10, 4, 0, 0, 2);

  // The short date is in the order that the system likes: row servicing/servicing-msi-log-header-and-dates.
  it.each([
    ['03.11.2026  23:59:59', near, '2026-11-03'],
    ['11/3/2026  23:59:59', near, '2026-11-03'],
    ['2026-11-03  23:59:59', null, '2026-11-03'],
    ['23.11.2026  23:59:59', null, '2026-11-23'],
    ['no date', near, '2026-11-03'],
  ])('is read with %s, over midnight', async (header, modified, day) => {
    const { view } = await deskWith(aLog('x', msi(header), modified));
    const from = Date.parse(`${day}T22:59:59.900Z`);
    expect(view.files[0]).toMatchObject({ from, to: from + 1200 });
  });

  it.each([
    ['03.11.2026  23:59:59', null],
    ['no date', null],
    ['03.11.2020  23:59:59', near],
  ])('is not guessed: %s, written %s', async (header, modified) => {
    const { view } = await deskWith(aLog('x', msi(header), modified));
    expect(view.files[0]).toMatchObject({ from: null, to: null });
  });
});
