import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { OnboardPage } from '../../../../renderer/pages/onboard/onboardPage';
import { startTexts } from '../../../../renderer/i18n';
import type { CopyView, RunAction, RunView } from '../../../../shared/bridge/session';
import { aServer, readAt } from '../../../fixtures/facts';
import { anAction, aRun, confirmed } from './runs';
import { aroundPages, show } from '../show';

aroundPages();

const MB = 1_000_000;
const facts = aServer();
const at = readAt;
const over = { key: 'sendOverSession', detail: '' };

/** The page while a copy stands so. */
async function showCopy(
  copy: CopyView | undefined,
  more: Partial<RunView> = {},
  action: Partial<RunAction> = {},
) {
  cleanup();
  const copying = anAction('send-kit', 1, 'running', { ...action, ...(copy === undefined ? {} : { copy }) });
  const run = aRun([copying, anAction('onboard', 2, 'ahead')], more);
  await show(OnboardPage, { facts, inputs: confirmed(facts), run, busy: 'running' });
}
const copied = () => screen.queryByText('Copied')?.nextElementSibling?.textContent ?? null;

describe('the page while files are copied', () => {
  it('says how much is there and how long it takes, once that is known', async () => {
    const acknowledged = { done: 12.4 * MB, total: 240 * MB, at };
    await showCopy({ way: over, acknowledged, minutesLeft: 3 });
    expect(copied()).toBe('12.4 MB of 240 MB, about 3 min left');
    await showCopy({ way: over, acknowledged, minutesLeft: 0 });
    expect(copied()).toBe('12.4 MB of 240 MB, less than 1 min left');
  });

  it('lets the time of the whole plan follow what was measured', async () => {
    const acknowledged = { done: 12 * MB, total: 2400 * MB, at };
    await showCopy({ way: over, acknowledged, minutesLeft: 40 });
    expect(screen.getByText(/of the plan, about 41 to 43 min left$/)).toBeTruthy();
  });

  it('shows no time before one is known, nor without contact, and no figure before the first piece', async () => {
    const acknowledged = { done: 0.2 * MB, total: 240 * MB, at };
    await showCopy({ way: over, acknowledged, minutesLeft: null });
    expect(copied()).toBe('200 kB of 240 MB');
    await showCopy({ way: over, acknowledged, minutesLeft: 9 }, { outcome: 'interrupted' });
    expect(copied()).toBe('200 kB of 240 MB');
    await showCopy({ way: over, acknowledged: { done: 5, total: null, at }, minutesLeft: null });
    expect(copied()).toBeNull();
    await showCopy({ way: over, acknowledged: null, minutesLeft: null });
    expect(copied()).toBeNull();
    await showCopy(undefined);
    expect(copied()).toBeNull();
  });

  it.each([
    ['sendOverSession', '', 'in pieces: the administrative share would need a second sign-in.'],
    ['sendOverSessionInstead', 'Path not found.', 'was allowed and does not answer. (Path not found.)'],
    ['sendOverShare', '', 'The files go over the administrative share: it was allowed, and it answers.'],
  ])('names the way and its reason: %s', async (key, detail, words) => {
    await showCopy({ way: { key, detail }, acknowledged: null, minutesLeft: null });
    expect(screen.getByText((text) => text.endsWith(words))).toBeTruthy();
  });

  it('takes a piece for a sign of life where no line was written for minutes', async () => {
    const long = { startedAt: readAt - 300_000 };
    const copy = (ms: number): CopyView => ({
      way: over,
      acknowledged: { done: 50 * MB, total: 240 * MB, at: readAt - ms },
      minutesLeft: 3,
    });
    await showCopy(copy(2000), {}, long);
    expect(screen.queryByText(/^No output for/)).toBeNull();
    await showCopy(copy(200_000), {}, long);
    expect(screen.getByText(/^No output for/)).toBeTruthy();
  });

  it('names no way that it does not know', async () => {
    await showCopy({ way: { key: 'sendByPigeon', detail: '' }, acknowledged: null, minutesLeft: null });
    expect(document.body.textContent).not.toContain('sendByPigeon');
    expect(document.body.textContent).not.toContain('The files go over');
  });

  it('says the same in French', async () => {
    await startTexts('fr');
    await showCopy({ way: over, acknowledged: { done: 12.4 * MB, total: 240 * MB, at }, minutesLeft: 3 });
    expect(screen.getByText('12,4 Mo sur 240 Mo, encore environ 3 min')).toBeTruthy();
    expect(screen.getByText(/en morceaux : le partage administratif/)).toBeTruthy();
  });
});
