import { onTheWay } from '../../shared/onTheWay';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { SeveralPage } from '../../../../renderer/pages/several/severalPage';
import { emptyInputs, type Inputs } from '../../../../shared/model/inputs';
import type { TargetView } from '../../../../shared/bridge/session';
import { noWishes } from '../../../../shared/model/wishes';
import { aServer, readAt, server2016 } from '../../../fixtures/facts';
import { onboardingPackage } from '../run/runs';
import { Around, aSession, aView, fakeDoor } from '../fakeDoor';

beforeEach(async () => {
  vi.useFakeTimers({ now: readAt + 1000, toFake: ['Date'] });
  await startTexts('en');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const server = (
  name: string,
  inputs: Partial<Inputs> = {},
  changes: Partial<TargetView> = {},
): TargetView => {
  const id = `practice-${name}`;
  return aView({
    target: { kind: 'practice', id, name: name.toUpperCase(), machine: '2019-fresh' },
    inputs: { ...emptyInputs(id), ...inputs },
    ...changes,
  });
};
const decided = { pathChosenAt: readAt, wishes: { ...noWishes, mode: 'active' } } as const;
const waivers = [{ check: 'cloud', reason: 'The proxy is changed tonight.', at: readAt }];

async function show(targets: readonly TargetView[], replies: Record<string, unknown> = {}) {
  applySnapshot(aSession({ targets: [...targets], libraries: { real: [], practice: [onboardingPackage] } }));
  const { door, asked } = fakeDoor(replies);
  const go = vi.fn();
  render(
    <Around door={door}>
      <SeveralPage practice go={go} open={vi.fn()} />
    </Around>,
  );
  await act(async () => undefined);
  return { asked, go };
}
const region = (name: string) => within(screen.getByRole('region', { name }));

describe('many servers on one page', () => {
  it('offers no server that was not read, and says why', async () => {
    await show([server('a-1'), server('b-1', {}, { facts: null, factsAt: null, connectedAt: null })]);
    expect(screen.getByText('1 of 1 chosen')).toBeTruthy();
    expect(screen.getByText('Not read since Gangway started')).toBeTruthy();
  });

  it('sends one decision for those that are chosen, and shows who refused it', async () => {
    const failure = { code: 'step.blocked', detail: '', native: null };
    const { asked } = await show([server('a-2'), server('b-2'), server('c-2')], {
      decideMany: { decided: 1, refused: [{ targetId: 'practice-b-2', failure }] },
    });
    fireEvent.click(screen.getByRole('checkbox', { name: /^C-2/ }));
    const decide = region('Decide once');
    fireEvent.click(decide.getByRole('radio', { name: 'Active on all' }));
    expect(decide.getByText(/Active on 2: A-2, B-2\./)).toBeTruthy();
    await act(async () => fireEvent.click(decide.getByRole('button', { name: 'Decide for 2 servers' })));
    const decision = { mode: 'active', acceptGap: false, fixes: [], packages: [] };
    expect(asked).toEqual([
      { name: 'decideMany', input: { targetIds: ['practice-a-2', 'practice-b-2'], decision } },
    ]);
    expect(decide.getByRole('note').textContent).toContain('B-2:');
  });

  it('shows the same plan once with every server, each difference, and who stays out', async () => {
    const { asked, go } = await show(
      [server('a-3', decided), server('b-3', { ...decided, ...onTheWay({ waivers }) }), server('c-3')],
      { queueMany: { queued: 2, refused: [] } },
    );
    const sheet = region('Look and confirm');
    expect(sheet.getByText('2 of 3 plans can be confirmed')).toBeTruthy();
    expect(sheet.getByRole('heading', { name: 'Plan 1, the same for 2 servers' })).toBeTruthy();
    const known = sheet.getByRole('list', { name: 'What to know before you confirm' }).textContent;
    expect(known).toMatch(/2 servers will report to the tenant [0-9a-f-]{36}: A-3, B-3\./);
    expect(known).toContain('2 get a step without an undo button: A-3, B-3.');
    expect(sheet.getByRole('list', { name: '1 server is not ready, and is left out' }).textContent).toContain(
      'C-3',
    );

    fireEvent.click(sheet.getByRole('button', { name: /^A-3\s*Open its plan$/ }));
    expect(go).toHaveBeenCalledWith({
      kind: 'server',
      journey: 'onboard',
      targetId: 'practice-a-3',
      step: 'plan',
    });
    const add = sheet.getByRole('button', { name: 'Add 2 plans to the queue' });
    const field = sheet.getByRole('textbox', { name: 'Type the number of servers' });
    for (const wrong of ['', '3', 'two']) {
      fireEvent.change(field, { target: { value: wrong } });
      await act(async () => fireEvent.click(add));
    }
    expect(asked).toEqual([]);
    fireEvent.change(field, { target: { value: '2' } });
    await act(async () => fireEvent.click(add));
    expect(asked).toMatchObject([
      { input: { typed: '2', entries: [{ targetId: 'practice-a-3' }, { targetId: 'practice-b-3' }] } },
    ]);
    expect(go).toHaveBeenLastCalledWith({ kind: 'practice' });
  });

  it('names the servers on which nobody would block, and asks a person to accept that', async () => {
    await show([server('a-4'), server('b-4', {}, { facts: aServer(server2016) })]);
    const decide = region('Decide once');
    fireEvent.click(decide.getByRole('radio', { name: 'Passive on all' }));
    const accept = decide.getByRole('checkbox', { name: /nobody blocks malware for a while/ });
    expect(accept.closest('label')?.textContent).toContain('A-4');
  });
});
