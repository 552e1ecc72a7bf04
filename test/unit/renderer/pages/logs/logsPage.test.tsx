import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { LogsPage } from '../../../../../renderer/pages/logs/logsPage';
import { forgetAside } from '../../../../../renderer/pages/logs/setAside';
import { logRefusals, type LogsDesk } from '../../../../../shared/bridge/logs';
import issues from '../../../../../shared/locales/en/issues.json';
import texts from '../../../../../shared/locales/en/logs.json';
import { aDesk, aLogFile, emptyLogs } from '../../../../fixtures/logs';
import { Around, aSession, aView, fakeDoor } from '../../fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  forgetAside();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => {
  expect(document.body.textContent).not.toContain('{{');
  cleanup();
});

async function show(desk: LogsDesk, replies: Record<string, unknown> = {}, targets = [aView()]) {
  applySnapshot(aSession({ logs: desk, targets }));
  const { door, asked } = fakeDoor({
    getLogText: { lines: ['one', 'two'], numbers: [7, 9], first: 1, total: 2 },
    ...replies,
  });
  const [go, open] = [vi.fn(), vi.fn()];
  render(
    <Around door={door}>
      <LogsPage view="cause" go={go} open={open} />
    </Around>,
  );
  await act(async () => undefined);
  return { asked, go, open };
}
const press = async (name: string | RegExp, within_: HTMLElement = document.body) => {
  fireEvent.click(within(within_).getByRole('button', { name, hidden: true }));
  await act(async () => undefined);
};
const main = () => screen.getByRole('main');
const files = () => screen.getByRole('list', { name: 'Files' });

describe('a desk without files', () => {
  it('says where files come in, and reads a practice log', async () => {
    const { asked } = await show(emptyLogs());
    expect(screen.getByText('Drop logs here')).toBeTruthy();
    expect(screen.getByText('Here only files are read. Nothing is changed.')).toBeTruthy();
    await press(/^Read\s?An installation that stopped/);
    expect(asked).toEqual([
      {
        name: 'addPracticeLogs',
        input: { ids: ['installer', 'installScript', 'journal', 'sensorEvents', 'otherAgent'] },
      },
    ]);
  });

  it('takes logs from a connected server, and says so where none is connected', async () => {
    const { asked } = await show(emptyLogs());
    await press('From a server');
    const dialog = await screen.findByRole('dialog', { name: 'Take logs from a server' });
    await press(/^Take its logs\s?PRACTICE-2019$/, dialog);
    expect(asked).toEqual([{ name: 'takeLogs', input: { targetId: 'practice-2019-fresh' } }]);
    cleanup();
    await show(emptyLogs(), {}, [aView({ connectedAt: null })]);
    await press('From a server');
    expect(await screen.findByText(/^No server is connected\./)).toBeTruthy();
  });
});

it.each([
  ['empty', emptyLogs()],
  ['read', aDesk()],
])(
  'F1 explains the page of a desk that is %s: why, what it touches, how to undo it',
  async (_state, desk) => {
    await show(desk);
    fireEvent.keyDown(window, { key: 'F1' });
    const drawer = within(await screen.findByRole('dialog', { name: 'Logs, explained' }));
    expect(drawer.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual([
      'Why this page',
      'What it touches',
      'How to undo it',
    ]);
    expect(drawer.getByText(/^Nothing\. The files are read into memory/)).toBeTruthy();
  },
);

describe('the cause', () => {
  it('stands above why, how sure that is, the next step, and its lines by file', async () => {
    const { asked } = await show(aDesk());
    const { title, why, next } = issues.K13;
    expect(within(main()).getByRole('heading', { level: 2, name: title })).toBeTruthy();
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.getByText(/^Certain: 2 files say the same/)).toBeTruthy();
    expect(screen.getByRole('region', { name: next })).toBeTruthy();
    expect(
      screen.getByText(
        '4 files from NORD-SQL01, 24 November, 13:41 to 13:55. Read here, nothing leaves this computer.',
      ),
    ).toBeTruthy();
    const said = screen.getByRole('region', { name: 'MSI log, install-NORD-SQL01.log' });
    // The clock of the desk, whatever the clock of this computer is.
    expect(within(said).getAllByText(/^13:52:0/)).toHaveLength(2);
    await press('Show line 10,428 in install-NORD-SQL01.log', said);
    expect(await screen.findByRole('dialog', { name: 'MSI log, UTF-16' })).toBeTruthy();
    expect(asked).toEqual([
      { name: 'getLogText', input: { file: 0, from: 10_428, limit: 121, around: true } },
    ]);
  });

  it('is set aside by one press, and the next one takes its place until nothing is left', async () => {
    await show(aDesk());
    await press('Not the cause');
    expect(within(main()).getByRole('heading', { level: 2, name: issues.K14.title })).toBeTruthy();
    expect(screen.getByText(/^Likely:/)).toBeTruthy();
    await press('Not the cause');
    expect(screen.getByRole('heading', { name: 'You set every cause aside' })).toBeTruthy();
    await press(new RegExp(`^It is the cause after all\\s?${issues.K13.title}$`));
    expect(within(main()).getByRole('heading', { level: 2, name: issues.K13.title })).toBeTruthy();
  });

  it('leads to the server of the files where that one is in the list', async () => {
    const view = aView({
      target: {
        kind: 'remote',
        id: 'remote-sql',
        name: 'nord-sql01.corp.example',
        address: 'nord-sql01.corp.example',
      },
    });
    const { open } = await show(aDesk(), {}, [view]);
    await press('Open nord-sql01.corp.example');
    expect(open).toHaveBeenCalledWith('remote-sql', 'overview');
  });

  it('is told honestly to be unknown: what was read proves nothing', async () => {
    const { go } = await show(aDesk({ findings: [], failing: null }));
    expect(screen.getByRole('heading', { name: 'No known cause in these files' })).toBeTruthy();
    expect(
      screen.getByText(/^12,806 lines were read, with 3 errors and 14 warnings\..*does not prove/),
    ).toBeTruthy();
    await press('Look at the timeline');
    expect(go).toHaveBeenCalledWith({ kind: 'logs', view: 'timeline' });
    cleanup();
    await show(aDesk({ findings: [], files: [aLogFile({ kind: 'unknown', share: 'unknown' })] }));
    expect(screen.getByRole('heading', { name: 'None of these files is known' })).toBeTruthy();
    expect(screen.getByText(/send it to the support of that product/)).toBeTruthy();
  });
});

describe('the files', () => {
  it('say what they are and what each contributed', async () => {
    await show(aDesk());
    const said = within(files())
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(said).toEqual([
      expect.stringMatching(/^MSI log, UTF-16install-NORD-SQL01\.log11,204 lines, names the cause$/),
      expect.stringMatching(/342 events, 1 agrees with it$/),
      expect.stringMatching(/^Gangway journal.*58 lines, no known cause in it$/),
      expect.stringMatching(/^\??Not knownvendor-agent\.logKept out of the search$/),
    ]);
  });

  it.each(logRefusals)('that are refused (%s) say why, and what to do', async (refusal) => {
    await show(aDesk({ findings: [], files: [aLogFile({ share: 'refused', refusal })] }));
    const { why, next } = texts.refusal[refusal];
    expect(files().textContent).toContain(`install-NORD-SQL01.log${why} ${next}`);
    expect(screen.getByRole('heading', { name: 'None of these files could be read' })).toBeTruthy();
  });

  it('say whose clock they are taken for, and a person can say another one', async () => {
    const { asked } = await show(aDesk());
    await press('MSI log, UTF-16', files());
    expect(screen.getByText('Not said. Taken as UTC+1, as NORD-SQL01.')).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'Clock of install-NORD-SQL01.log' }), {
      target: { value: '330' },
    });
    expect(asked).toEqual([{ name: 'setLogClock', input: { file: 0, offsetMinutes: 330 } }]);
    // A file that tells its clock itself is believed.
    await press('Event log, evtx', files());
    expect(screen.getByText('UTC+1, said by the file')).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});

describe('the desk', () => {
  it('says how far the reading is, with what was found by then below', async () => {
    await show(aDesk({ state: 'reading', done: 5_000_000, total: 20_000_000 }));
    const bar = screen.getByRole('progressbar', { name: 'Reading of the files' });
    expect(bar.getAttribute('aria-valuetext')).toBe('5 MB of 20 MB');
    expect(screen.getByRole('heading', { level: 2, name: issues.K13.title })).toBeTruthy();
    cleanup();
    // Nothing was found yet: that is no answer.
    await show(aDesk({ state: 'reading', findings: [], total: 5 }));
    expect(screen.queryByRole('heading', { name: 'No known cause in these files' })).toBeNull();
  });

  it('is closed by one press, and says that files were read and nothing else', async () => {
    const { asked } = await show(aDesk());
    expect(screen.getByText('Only files were read. Nothing was changed.')).toBeTruthy();
    await press('Close these files');
    expect(asked).toEqual([{ name: 'closeLogs', input: {} }]);
  });
});
