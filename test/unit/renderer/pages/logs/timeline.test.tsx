import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { LogsPage } from '../../../../../renderer/pages/logs/logsPage';
import type { InputOf } from '../../../../../shared/bridge/contract';
import type { LogLine, LogsDesk } from '../../../../../shared/bridge/logs';
import { aDesk, aLogFile, aLogLine, failedAt } from '../../../../fixtures/logs';
import { Around, aSession, fakeDoor } from '../../fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  // jsdom measures nothing. Lanes of 800 px, and a table in which some rows have room.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(340);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
});
afterEach(() => {
  expect(document.body.textContent).not.toContain('{{');
  cleanup();
});

type LanesAsked = InputOf<'getLogLanes'>;
type LinesAsked = InputOf<'getLogLines'>;

/** A million lines, spread evenly over the whole time: each part of a lane has its share of every level. */
const million = ({ buckets }: LanesAsked) => ({
  lanes: [0, 1, 2].map((file) => ({
    file,
    counts: Array.from({ length: buckets }, () => [500, 2, 1]),
  })),
});
/** As many lines as are asked for, one a second, each with its place in its text. */
const manyLines =
  (total: number) =>
  ({ offset, limit, from }: LinesAsked) => ({
    total,
    lines: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index): LogLine =>
      aLogLine({
        line: 1 + offset + index,
        at: (from ?? failedAt) + index,
        level: 'information',
        text: `line ${offset + index}`,
      }),
    ),
  });

async function show(desk: LogsDesk = aDesk(), replies: Record<string, unknown> = {}) {
  applySnapshot(aSession({ logs: desk }));
  const { door, asked } = fakeDoor({
    getLogLanes: million,
    getLogLines: manyLines(3),
    getLogText: { lines: ['one'], numbers: [1], first: 1, total: 1 },
    ...replies,
  });
  render(
    <Around door={door}>
      <LogsPage view="timeline" go={vi.fn()} open={vi.fn()} />
    </Around>,
  );
  await settle();
  const inputs = <T,>(name: string) =>
    asked.filter((one) => one.name === name).map(({ input }) => input as T);
  return {
    lanesAsked: () => inputs<LanesAsked>('getLogLanes'),
    // What asks for one line asks where a moment stands.
    linesAsked: () => inputs<LinesAsked>('getLogLines').filter(({ limit }) => limit > 1),
  };
}
const settle = () => act(() => new Promise((done) => setTimeout(done, 0)));
const lanes = () => screen.getByRole('region', { name: 'Timeline' });
const key = async (name: string) => {
  fireEvent.keyDown(lanes(), { key: name });
  await settle();
};
const length = ({ from, to }: { from: number | null; to: number | null }) => (to ?? 0) - (from ?? 0);
const rows = () =>
  within(screen.getByRole('table', { name: 'Lines' }))
    .getAllByRole('row')
    .slice(1)
    .map(({ textContent }) => textContent);

describe('the lanes', () => {
  it('say in words what they draw, and that all clocks are one', async () => {
    await show();
    const names = within(lanes())
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    // From above as the files begin; what is not known stands last.
    expect(names).toEqual([
      expect.stringMatching(/^Gangway journal58no error, no warning, 13:41:08 to 13:53:08$/),
      expect.stringMatching(/^Event log342.*1 error, 10 warnings/),
      expect.stringMatching(/^MSI log11,204.*2 errors, 4 warnings/),
      'vendor-agent.logNot known, kept out of the search',
    ]);
    expect(
      screen.getByText('Only files were read. Times of all files are set to the clock of NORD-SQL01, UTC+1.'),
    ).toBeTruthy();
  });

  it('draw a million lines with some hundred marks, and ask for no more parts than they have room for', async () => {
    const { lanesAsked } = await show();
    const drawn = [...document.querySelectorAll<HTMLElement>('[data-drawn]')].map(({ dataset }) =>
      Number(dataset.drawn),
    );
    expect(drawn).toHaveLength(3);
    expect(Math.min(...drawn)).toBeGreaterThan(100);
    expect(Math.max(...drawn)).toBeLessThan(400);
    // All of it is some paths, not an element for each mark.
    expect(lanes().querySelectorAll('*').length).toBeLessThan(120);
    expect(lanesAsked().every(({ buckets }) => buckets <= 2000)).toBe(true);
  });

  it('ask for one count at a time while the wheel turns, and for the newest after that', async () => {
    const answers: (() => void)[] = [];
    const { lanesAsked } = await show(aDesk(), {
      getLogLanes: (asked: LanesAsked) =>
        new Promise((resolve) => {
          answers.push(() => resolve(million(asked)));
        }),
    });
    const tracks = document.querySelector('.gw-loglanes-tracks');
    if (tracks === null) throw new Error('no tracks');
    // Each turn is drawn by itself, while main still counts for the first picture.
    for (let turn = 0; turn < 50; turn += 1) fireEvent.wheel(tracks, { deltaY: -40, clientX: 0 });
    expect(lanesAsked()).toHaveLength(1);
    answers[0]?.();
    await settle();
    expect(lanesAsked()).toHaveLength(2);
    // 50 turns of 40 px halve the time five times; what is asked for is as much again at the side where there is more.
    const [first, newest] = lanesAsked();
    expect(first && newest && length(newest)).toBeLessThan(length(first ?? { from: 0, to: 0 }) / 12);
    answers[1]?.();
    await settle();
    expect(lanesAsked()).toHaveLength(2);
  });

  it('are led by the keyboard: zoom, move, the failing moment, all of it', async () => {
    const { linesAsked } = await show();
    const whole = linesAsked().at(-1);
    if (whole === undefined) throw new Error('no lines were asked for');
    const middle = ({ from, to }: LinesAsked) => ((from ?? 0) + (to ?? 0)) / 2;
    expect(middle(whole)).toBeCloseTo(failedAt, -1);
    await key('+');
    const near = linesAsked().at(-1) ?? whole;
    expect(length(near)).toBeLessThan(length(whole));
    await key('ArrowLeft');
    await key('ArrowLeft');
    expect(middle(linesAsked().at(-1) ?? whole)).toBeLessThan(failedAt - length(near));
    await key('Home');
    expect(middle(linesAsked().at(-1) ?? whole)).toBeCloseTo(failedAt, -1);
    await key('End');
    expect(length(linesAsked().at(-1) ?? near)).toBe(length(whole));
    expect(screen.getByRole('heading', { name: 'Around the failing moment' })).toBeTruthy();
  });

  it('have no clock where no file has times, and the lines are there all the same', async () => {
    const { lanesAsked, linesAsked } = await show(
      aDesk({ files: [aLogFile({ from: null, to: null })], failing: null, findings: [] }),
    );
    expect(screen.getByText(/^None of these files has times\./)).toBeTruthy();
    expect(lanesAsked()).toEqual([]);
    expect(linesAsked()[0]).toMatchObject({ from: null, to: null });
    expect(screen.getByRole('heading', { name: 'All lines' })).toBeTruthy();
  });
});

describe('the table', () => {
  it('lists the marked time, with what led to it on top', async () => {
    await show();
    expect(rows()[0]).toMatch(/^13:46:08\.004.*Event log, led to it2006 update failedEvent 298$/);
    expect(rows()[1]).toMatch(/MSI logline 0Line 1$/);
    expect(screen.getByText(/, and what led to it$/)).toBeTruthy();
  });

  it('marks the failing line with more than a colour', async () => {
    await show(aDesk(), { getLogLines: () => ({ total: 1, lines: [aLogLine()] }) });
    expect(rows().at(-1)).toMatch(/MSI log, the failing momentCustomAction.*Line 10,428$/);
    const cells = within(screen.getByRole('table', { name: 'Lines' }));
    expect(cells.getAllByRole('img', { name: 'error' })).toHaveLength(1);
  });

  it('draws the rows in sight of a million, and fetches those alone', async () => {
    const { linesAsked } = await show(aDesk(), { getLogLines: manyLines(1_000_000) });
    const table = screen.getByRole('table', { name: 'Lines' });
    expect(table.getAttribute('aria-rowcount')).toBe('900002');
    expect(rows().length).toBeLessThan(60);
    expect(linesAsked()).toHaveLength(1);
    fireEvent.keyDown(screen.getByRole('region', { name: 'Lines' }), { key: 'ArrowDown' });
    await settle();
    expect(document.activeElement?.textContent).toBe('Event 298');
    fireEvent.keyDown(document.activeElement ?? table, { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toBe('Line 1');
  });

  it('keeps the keyboard on its last row where fewer lines come in under it', async () => {
    let total = 20;
    await show(aDesk({ findings: [] }), { getLogLines: (asked: LinesAsked) => manyLines(total)(asked) });
    const table = screen.getByRole('region', { name: 'Lines' });
    fireEvent.keyDown(table, { key: 'End' });
    await settle();
    expect(document.activeElement?.textContent).toBe('Line 20');
    total = 5;
    await key('ArrowLeft');
    expect(document.activeElement?.textContent).toBe('Line 5');
  });

  it('shows all of the time for who searches, and the counts of the lanes are those of the words', async () => {
    const { linesAsked, lanesAsked } = await show();
    fireEvent.change(screen.getByRole('textbox', { name: 'Search all files' }), {
      target: { value: ' 1603 ' },
    });
    await settle();
    expect(linesAsked().at(-1)).toMatchObject({ words: '1603', from: null, to: null });
    expect(lanesAsked().at(-1)).toMatchObject({ words: '1603' });
    expect(screen.getByRole('heading', { name: 'What was found' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Errors 3' }));
    await settle();
    expect(linesAsked().at(-1)).toMatchObject({ words: '1603', levels: ['error'] });
  });

  it('is copied as text with tabs, and says where it was cut', async () => {
    const written: string[] = [];
    vi.stubGlobal('navigator', {
      ...navigator,
      clipboard: { writeText: (text: string) => Promise.resolve(void written.push(text)) },
    });
    await show(aDesk(), { getLogLines: manyLines(7000) });
    fireEvent.click(screen.getByRole('button', { name: 'Copy as table' }));
    for (let turn = 0; turn < 30 && written.length === 0; turn += 1) await settle();
    const lines = (written[0] ?? '').split('\n');
    expect(lines[0]).toBe('Time (UTC+1)\t\tSource\tWhere\tLine');
    expect(lines[1]).toBe(
      '2026-11-24 13:46:08.004\twarning\tDefender-Operational.evtx\tEvent 298\t2006 update failed',
    );
    expect(lines).toHaveLength(1 + 1 + 5000 + 1);
    expect(lines.at(-1)).toBe('Only the first 5,000 of 7,000 were copied.');
  });
});
