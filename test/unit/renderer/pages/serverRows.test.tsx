import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadAllTexts, startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { App } from '../../../../renderer/app';
import '../../../../renderer/pages/home/servers';
import { standingSentence } from '../../../../renderer/pages/home/standingSentence';
import type { Session, TargetView } from '../../../../shared/bridge/session';
import { changeOver, sessionChangeSchema, withChange } from '../../../../shared/bridge/sessionChange';
import { aRun } from '../../shared/views';
import { aSession, aView, fakeDoor } from '../fakeDoor';

// Each row asks for its sentence once when it is made.
vi.mock('../../../../renderer/pages/home/standingSentence', { spy: true });
const made = () => vi.mocked(standingSentence).mock.calls.map(([, view]) => view.target.id);

beforeEach(async () => {
  // What jsdom lacks.
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }));
  vi.stubGlobal('requestIdleCallback', vi.fn());
  vi.stubGlobal('cancelIdleCallback', vi.fn());
  await startTexts('en');
  await loadAllTexts();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const server = (name: string, more: Partial<TargetView> = {}): TargetView =>
  aView({ target: { kind: 'remote', id: `remote-${name}`, name, address: name }, ...more });

/**
 * The list of this session, and nothing noted of how it came. It is loaded late, and React leaves what follows from drawing it (to
 * hear of changes, to start clocks) for a quiet moment, but does it before it draws again.
 */
async function showList(session: Session): Promise<void> {
  applySnapshot(session);
  const { door } = fakeDoor();
  const { rerender } = render(<App door={door} />);
  await screen.findByText('two', { selector: '.gw-row-title' });
  rerender(<App door={door} />);
  vi.mocked(standingSentence).mockClear();
}

/** What becomes of the page when main changes: it hears of it through the bridge, where no object of main's is kept. */
function change(before: Session, step: Partial<Session>): Session {
  const after = aSession({ ...before, revision: before.revision + 1, ...step });
  const crossed = sessionChangeSchema.parse(JSON.parse(JSON.stringify(changeOver([before, after]))));
  const page = withChange(before, crossed) ?? expect.unreachable();
  act(() => applySnapshot(page));
  return page;
}

it('makes the row of the server anew that changed, and no other', async () => {
  const first = aSession({ targets: ['one', 'two', 'three'].map((name) => server(name)) });
  await showList(first);

  const tagged = change(first, {
    targets: first.targets.map((view) => (view.target.name === 'two' ? { ...view, tags: ['Lyon'] } : view)),
  });
  expect(screen.getAllByText('Lyon').length).toBeGreaterThan(0);
  expect(made()).toEqual(['remote-two']);

  // A round over all of them is told whole whenever one of its servers is read.
  const entries = first.targets.map(({ target }) => ({
    ...{ targetId: target.id, state: 'waiting' as const, why: null, failure: null },
  }));
  const round = { startedAt: 1, endedAt: null, stopAsked: false, entries };
  const begun = change(tagged, { rounds: { practice: null, real: round } });
  vi.mocked(standingSentence).mockClear();
  const [one, ...others] = entries;
  if (one === undefined) throw new Error('there is no entry');
  change(begun, {
    rounds: { practice: null, real: { ...round, entries: [{ ...one, state: 'read' }, ...others] } },
  });
  expect(made()).toEqual(['remote-one']);
});

it('counts the seconds of a server that moves without making a row anew', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.now() });
  try {
    const run = { ...aRun('installSensor', 'ahead', 'running', 'plan'), startedAt: Date.now() };
    await showList(aSession({ targets: [server('one'), server('two', { busy: 'running', run })] }));
    act(() => {
      vi.advanceTimersByTime(5000);
    });
    expect(screen.getByText(/\b5 s\b/)).toBeTruthy();
    // Not even its own row: the time alone.
    expect(made()).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});
