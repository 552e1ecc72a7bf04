import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { readListFile } from '../../../../renderer/pages/home/readListFile';
import { Servers } from '../../../../renderer/pages/home/servers';
import { HomePage } from '../../../../renderer/pages/home/homePage';
import { emptyQueue, type Queue, type QueueEntry } from '../../../../shared/model/servers/queue';
import type { RunView, TargetView } from '../../../../shared/bridge/session';
import { readAt } from '../../../fixtures/facts';
import { aRun } from '../../shared/views';
import { Around, aSession, aView, fakeDoor } from '../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const remote = (name: string, changes: Partial<TargetView> = {}): TargetView =>
  aView({
    target: { kind: 'remote', id: `remote-${name}`, name: name.toUpperCase(), address: `${name}.lan` },
    practice: null,
    ...changes,
  });
const three = [
  remote('nord-2', { tags: ['Nord', 'wave 1'], factsAt: readAt }),
  remote('lyon-10', { tags: ['Lyon', 'wave 1'], factsAt: null, facts: null }),
  remote('lyon-9', { tags: ['lyon'], factsAt: readAt + 5 }),
];

function show(
  views: readonly TargetView[],
  replies: Record<string, unknown> = {},
  queue: Queue = emptyQueue,
) {
  applySnapshot(aSession({ targets: [...views], queues: { practice: emptyQueue, real: queue } }));
  const { door, asked } = fakeDoor(replies);
  const open = vi.fn();
  render(
    <Around door={door}>
      <Servers practice={false} onOpen={open} onSeveral={vi.fn()} onResults={vi.fn()} />
    </Around>,
  );
  return { asked, open };
}
const names = () =>
  within(screen.getByRole('list', { name: 'Needs you' }))
    .getAllByText(/^(NORD|LYON)-\d+$/, { selector: '.gw-row-title' })
    .map(({ textContent }) => textContent);

describe('the list of servers', () => {
  it('says when each was read last, over a start of the app', () => {
    const at = Date.UTC(2026, 10, 23, 12, 0);
    show([
      remote('nord-2', { facts: null, factsAt: null, lastReadAt: at }),
      remote('lyon-10', { facts: null, factsAt: null }),
    ]);
    expect(screen.getByText(/^Not read since 23 Nov/)).toBeTruthy();
    expect(screen.getByText('Not read since Gangway started')).toBeTruthy();
  });

  it('shows what moves on its own as it moves: how long, and when the server spoke last', () => {
    const now = Date.now();
    const run = (change: Partial<RunView>): RunView => ({
      ...aRun('install-sensor', 'running', 'running', 'plan'),
      startedAt: now - 300_000,
      ...change,
    });
    show([
      remote('nord-1', { busy: 'running', run: run({ lastOutputAt: now - 3000 }) }),
      remote('nord-2', { busy: 'running', run: run({ lastOutputAt: null }) }),
      remote('nord-3', { busy: 'running', run: run({ contactLostAt: now - 40_000 }) }),
      remote('nord-4', { busy: 'restarting', run: run({ restartAskedAt: now - 120_000 }) }),
    ]);
    const list = within(screen.getByRole('list', { name: 'Moving on its own' }));
    expect(list.getByText(/elapsed, last output [34] s ago$/)).toBeTruthy();
    expect(list.getByText(/elapsed, no output yet$/)).toBeTruthy();
    expect(list.getByText(/^No contact for 4\d s$/)).toBeTruthy();
    expect(list.getByText('Restart asked for 2 min ago')).toBeTruthy();
  });

  it('is narrowed by tags and words together, and ordered as asked', () => {
    show(three);
    expect(names()).toEqual(['NORD-2', 'LYON-10', 'LYON-9']);
    fireEvent.change(screen.getByRole('combobox', { name: 'Order' }), { target: { value: 'name' } });
    expect(names()).toEqual(['LYON-9', 'LYON-10', 'NORD-2']);
    fireEvent.change(screen.getByRole('combobox', { name: 'Order' }), { target: { value: 'read' } });
    expect(names()).toEqual(['LYON-9', 'NORD-2', 'LYON-10']);
    const filter = screen.getByRole('group', { name: 'Only servers with the tag' });
    fireEvent.click(within(filter).getByRole('button', { name: /^Lyon/ }));
    expect(names()).toEqual(['LYON-9', 'LYON-10']);
    const find = screen.getByRole('textbox', { name: 'Find a server' });
    fireEvent.change(find, { target: { value: 'lan wave' } });
    expect(names()).toEqual(['LYON-10']);
    fireEvent.change(find, { target: { value: 'oslo' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show all servers' }));
    expect(names()).toHaveLength(3);
  });

  it('takes tags of a server, offers those in use, and refuses one that is too long', async () => {
    const { asked } = show(three);
    fireEvent.click(screen.getByRole('button', { name: 'Tags of LYON-9' }));
    const dialog = screen.getByRole('dialog', { name: 'Tags of LYON-9' });
    const field = within(dialog).getByRole('textbox');
    fireEvent.change(field, { target: { value: 'x'.repeat(41) } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save tags' }));
    expect(asked).toEqual([]);
    fireEvent.change(field, { target: { value: 'Lyon, , lyon ; DMZ' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add wave 1' }));
    await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Save tags' })));
    const input = { targetId: 'remote-lyon-9', tags: ['Lyon', 'DMZ', 'wave 1'] };
    expect(asked).toEqual([{ name: 'setTags', input }]);
  });
});

describe('the import of a list', () => {
  const list = {
    header: null,
    lines: [
      { number: 1, address: 'a.lan', tags: ['Lyon'], id: 'remote-a', name: 'A', again: [3] },
      { number: 4, address: 'b.lan', tags: [], id: 'remote-b', name: 'B', again: [] },
    ],
    bad: [{ number: 2, text: 'http://x', fault: 'badAddress' }],
    known: ['remote-b'],
  };

  it('shows line by line what it says, and adds nothing before a second yes', async () => {
    const { asked } = show(three, { readServerList: list, addServers: { added: 1, known: 1 } });
    fireEvent.click(screen.getByRole('button', { name: 'Import a list' }));
    const drawer = screen.getByRole('dialog', { name: 'Import a list of servers' });
    const read = within(drawer).getByRole('button', { name: 'Read the list' });
    expect(read.getAttribute('aria-disabled')).toBe('true');
    fireEvent.change(within(drawer).getByRole('textbox'), { target: { value: 'a.lan;Lyon' } });
    await act(async () => fireEvent.click(read));
    expect(asked).toEqual([{ name: 'readServerList', input: { practice: false, text: 'a.lan;Lyon' } }]);
    expect(within(drawer).getByRole('status').textContent).toBe(
      '2 servers. 1 is on the list already and only gets the tags. 1 line is not taken.',
    );
    expect(within(drawer).getByText('Line 2: http://x')).toBeTruthy();
    expect(within(drawer).getByText('Lyon · again in line 3')).toBeTruthy();
    await act(async () => fireEvent.click(within(drawer).getByRole('button', { name: 'Add 1 server' })));
    const lines = [
      { address: 'a.lan', tags: ['Lyon'] },
      { address: 'b.lan', tags: [] },
    ];
    expect(asked.slice(1)).toEqual([{ name: 'addServers', input: { practice: false, lines } }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is offered at the first run', async () => {
    applySnapshot(aSession());
    render(
      <Around door={fakeDoor().door}>
        <HomePage go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Import a list' }));
    expect(await screen.findByRole('dialog', { name: 'Import a list of servers' })).toBeTruthy();
  });

  it('reads files as Windows PowerShell, newer and older programs write them', async () => {
    const file = (...bytes: number[]) => ({ arrayBuffer: async () => new Uint8Array(bytes).buffer });
    const units = [0xe9, 0x3b, 0x5a];
    expect(await readListFile(file(0xff, 0xfe, ...units.flatMap((unit) => [unit, 0])))).toBe('é;Z');
    expect(await readListFile(file(0xfe, 0xff, ...units.flatMap((unit) => [0, unit])))).toBe('é;Z');
    expect(await readListFile(file(0xc3, 0xa9, 0x3b, 0x5a))).toBe('é;Z');
    expect(await readListFile(file(...units))).toBe('é;Z');
  });
});

describe('the queue', () => {
  const entry = (id: string, state: QueueEntry['state']): QueueEntry => ({
    journey: 'onboard',
    targetId: `remote-${id}`,
    planHash: 'x',
    addedAt: 1,
    state,
    startedAt: state === 'waiting' ? null : 1,
    runId: state === 'waiting' ? null : 'r',
    failure: null,
  });
  const change = (what: object) => ({ name: 'changeQueue', input: { practice: false, change: what } });

  it('says at which server it stopped, and goes on only when told to', async () => {
    const entries = [entry('nord-2', 'done'), entry('lyon-10', 'conflict'), entry('lyon-9', 'waiting')];
    const { asked, open } = show(three, {}, { ...emptyQueue, entries, heldBy: 'remote-lyon-10' });
    expect(screen.getByRole('note').textContent).toBe(
      'The queue stopped at number 2, LYON-10. 1 server waits and was not touched. Look at LYON-10 first.',
    );
    const rows = screen.getByRole('list', { name: 'Queue' });
    fireEvent.click(within(rows).getByRole('button', { name: /^Open\s*LYON-10$/ }));
    expect(open).toHaveBeenCalledWith('remote-lyon-10');
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Go on with the rest' })));
    await act(async () =>
      fireEvent.click(within(rows).getByRole('button', { name: 'Take LYON-9 out of the queue' })),
    );
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Take out what has ended' })));
    expect(asked).toEqual([
      change({ kind: 'start' }),
      change({ kind: 'remove', targetId: 'remote-lyon-9' }),
      change({ kind: 'clear' }),
    ]);
  });

  it('fills the way to the server that stopped it, and the rest only once that one is done', () => {
    const filled = () =>
      screen.getAllByRole('button').filter((button) => button.className.includes('gw-button-primary'));
    const entries = [entry('nord-2', 'done'), entry('lyon-10', 'conflict'), entry('lyon-9', 'waiting')];
    show(three, {}, { ...emptyQueue, entries, heldBy: 'remote-lyon-10' });
    expect(filled().map(({ textContent }) => textContent)).toEqual(['Open LYON-10']);
    cleanup();
    show(three, {}, { ...emptyQueue, entries: [entry('nord-2', 'done'), entry('lyon-9', 'waiting')] });
    expect(filled().map(({ textContent }) => textContent)).toEqual(['Go on with the rest']);
    expect(screen.getByRole('note').textContent).toBe(
      '1 server waits. Nothing starts before you go on with the rest.',
    );
  });

  it('keeps those that wait for their turn away from what needs a person, and says what stopped a connection', () => {
    const entries = [entry('nord-2', 'conflict'), entry('lyon-9', 'waiting')];
    const refused = remote('lyon-10', {
      facts: null,
      factsAt: null,
      connectedAt: null,
      rungs: [
        {
          id: 'signIn',
          state: 'stopped',
          value: '',
          ms: null,
          failure: { code: 'target.signInRefused', detail: '', native: null },
        },
      ],
    });
    show(
      [...three.filter(({ target }) => target.name !== 'LYON-10'), refused],
      {},
      { ...emptyQueue, entries, heldBy: 'remote-nord-2' },
    );
    const moving = screen.getByRole('list', { name: 'Moving on its own' });
    expect(moving.textContent).toContain('In the queue, number 2; the queue stopped');
    expect(moving.textContent).not.toContain('NORD-2');
    const needs = screen.getByRole('list', { name: 'Needs you' }).textContent;
    expect(needs).not.toContain('Finish the connection first');
    expect(needs).toContain('The server refused the sign-in');
  });

  it('says what a run waits for where one was cut off, and not why nobody is signed in', () => {
    const failure = { code: 'credential.needed' as const, detail: '', native: null };
    const cutOff = remote('lyon-10', {
      facts: null,
      factsAt: null,
      connectedAt: null,
      rungs: [{ id: 'signIn', state: 'stopped', value: '', ms: null, failure }],
      run: { ...aRun('onboard', 'running', 'interrupted', 'plan'), endedAt: null },
    });
    show([cutOff]);
    expect(screen.getByRole('list', { name: 'Needs you' }).textContent).toContain(
      'Its run waits for a password',
    );
  });

  it('can be paused and stopped while it goes, and says what it waits for', async () => {
    const entries = [entry('nord-2', 'running'), entry('lyon-10', 'waiting'), entry('lyon-9', 'waiting')];
    const { asked } = show(three, {}, { ...emptyQueue, entries, going: true });
    expect(screen.getByRole('note').textContent).toBe(
      'The first server goes alone. 2 wait until it has ended well.',
    );
    fireEvent.change(screen.getByRole('combobox', { name: 'At the same time' }), { target: { value: '5' } });
    fireEvent.click(screen.getByRole('checkbox'));
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    fireEvent.click(screen.getByRole('button', { name: 'Stop each after its action' }));
    fireEvent.click(screen.getByRole('button', { name: 'Move LYON-9 to the front' }));
    await act(async () => undefined);
    expect(screen.queryByRole('button', { name: 'Take NORD-2 out of the queue' })).toBeNull();
    expect(asked).toEqual([
      change({ kind: 'cap', cap: 5 }),
      change({ kind: 'pilotFirst', on: false }),
      change({ kind: 'pause' }),
      change({ kind: 'stop' }),
      change({ kind: 'first', targetId: 'remote-lyon-9' }),
    ]);
  });
});
