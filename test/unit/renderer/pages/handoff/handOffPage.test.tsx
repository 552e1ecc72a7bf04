import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { HandOffPage } from '../../../../../renderer/pages/handoff/handOffPage';
import { SeveralPage } from '../../../../../renderer/pages/several/severalPage';
import { aServer, server2012R2, server2016 } from '../../../../fixtures/facts';
import { anOnboardingPackage } from '../../../../fixtures/onboardingPackage';
import type { TargetView } from '../../../../../shared/bridge/session';
import { Around, aSession, aView, fakeDoor } from '../../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const remote = (name: string, facts: TargetView['facts']): TargetView =>
  aView({
    target: { kind: 'remote', id: `remote-${name}`, name: name.toUpperCase(), address: `${name}.lan` },
    practice: null,
    facts,
  });
const free = { sensor: { onboardingState: 0 }, computer: { domainJoined: true } };
const list = [
  remote('new-1', aServer(free)),
  remote('old-1', aServer(server2012R2, free)),
  remote('old-2', aServer(server2016, free)),
];
const made = {
  files: [{ path: 'a.txt', bytes: 3, holds: 'nothing' }],
  leftOut: [],
  notes: [],
  missing: null,
};

let place = 0;
async function show(draftOf = `real${(place += 1)}`) {
  applySnapshot(aSession({ targets: list, libraries: { real: [anOnboardingPackage()], practice: [] } }));
  const { door, asked } = fakeDoor({ previewHandOff: made, writeHandOff: { folder: 'C:\\out\\gangway' } });
  const go = vi.fn();
  render(
    <Around door={door}>
      <HandOffPage of={draftOf} go={go} open={vi.fn()} />
    </Around>,
  );
  await settle();
  return { asked, go };
}
const settle = () => act(() => new Promise((done) => setTimeout(done, 0)));
const engine = (name: string) => fireEvent.click(screen.getByRole('radio', { name }));
const field = (name: RegExp | string) => screen.queryByRole('textbox', { name });
const type = (name: RegExp | string, value: string) => {
  const found = field(name);
  if (found === null) throw new Error(`no field ${String(name)}`);
  fireEvent.change(found, { target: { value } });
};
const share = 'Folder on a share where servers read the files';
const results = 'Folder on another share for their results';
const then = () =>
  within(screen.getByRole('complementary')).getAllByRole('list')[0]?.querySelectorAll('li').length;
const lastChoice = (asked: readonly { name: string; input: unknown }[]) =>
  asked.findLast(({ name }) => name === 'previewHandOff')?.input;

describe('the page of many servers', () => {
  it('asks each tool for what it needs and no more', async () => {
    await show();
    expect(
      [field(share), field(results), field(/^Group of computers for Server 2016/)].map((one) => one !== null),
    ).toEqual([true, true, true]);
    engine('Scripts');
    expect([field(share), field(results), field(/^Group of computers/)].map((one) => one !== null)).toEqual([
      false,
      true,
      false,
    ]);
    engine('Ansible');
    expect([field(share) !== null, field(/^Group of computers/) !== null]).toEqual([true, false]);
    engine('Group Policy');
    fireEvent.click(screen.getByRole('radio', { name: 'Take the settings back' }));
    expect([field(share), field(results)]).toEqual([null, null]);
  });

  it('asks for a group of each Windows that is chosen, and hands it on', async () => {
    const { asked } = await show();
    type(share, '\\\\nord\\files');
    type('Group of computers for Server 2016', 'Servers 2016');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Server 2012 R2' }));
    expect(field(/^Group of computers for Server 2012 R2/)).toBeNull();
    await settle();
    expect(lastChoice(asked)).toMatchObject({
      groups: { '2016': 'Servers 2016' },
      families: ['2016', '2019'],
      without: [],
      share: '\\\\nord\\files',
    });
    type('Group of computers for Server 2016', 'a\u0000b');
    // At the field, and as the reason why nothing is written.
    expect(screen.getAllByText('A name on one line, without a blank at its ends.')).toHaveLength(2);
  });

  it('offers to remove the sensor where servers leave, and only for a Windows that was given one', async () => {
    await show();
    const box = () => screen.queryByRole('checkbox', { name: 'Remove the installed sensor, too' });
    expect(box()).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'Offboard' }));
    expect(box()).not.toBeNull();
    for (const name of ['Server 2012 R2', 'Server 2016'])
      fireEvent.click(screen.getByRole('checkbox', { name }));
    expect(box()).toBeNull();
  });

  it('says of each tool what a person does then, and how results come back', async () => {
    await show();
    const counts: Record<string, number | undefined> = {};
    for (const name of ['Group Policy', 'Configuration Manager', 'Ansible', 'Scripts']) {
      engine(name);
      counts[name] = then();
    }
    expect(counts).toEqual({ 'Group Policy': 3, 'Configuration Manager': 6, Ansible: 5, Scripts: 5 });
    type(results, '\\\\nord\\results');
    expect(then()).toBe(6);
    expect(screen.getByText(/Each server leaves its answer in \\\\nord\\results/)).toBeTruthy();
  });

  it('writes, says where, and leads to the results', async () => {
    const { asked, go } = await show();
    type(share, '\\\\nord\\files');
    type(results, '\\\\nord\\results');
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Write the files' }));
    await screen.findByText(/C:\\out\\gangway/);
    expect(asked.some(({ name }) => name === 'writeHandOff')).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Read results' }));
    expect(go).toHaveBeenCalledWith({ kind: 'results', practice: false });
  });

  it('takes over who was taken out where many are decided for, and lets them in again', async () => {
    applySnapshot(aSession({ targets: list }));
    render(
      <Around door={fakeDoor().door}>
        <SeveralPage practice={false} go={vi.fn()} open={vi.fn()} />
      </Around>,
    );
    fireEvent.click(screen.getByRole('checkbox', { name: /^NEW-1/ }));
    cleanup();
    const { asked } = await show();
    type(share, '\\\\nord\\files');
    const box = screen.getByRole('checkbox', { name: 'NEW-1 takes part' });
    expect((box as HTMLInputElement).checked).toBe(false);
    expect(screen.getByText('Group Policy fits 2 of 2')).toBeTruthy();
    // Only an inventory keeps a server out.
    const scope = () => screen.queryByText(/is told no servers by name/) !== null;
    expect(scope()).toBe(true);
    engine('Ansible');
    expect(scope()).toBe(false);
    engine('Group Policy');
    await settle();
    expect(lastChoice(asked)).toMatchObject({ without: ['remote-new-1'] });
    fireEvent.click(box);
    await settle();
    expect(lastChoice(asked)).toMatchObject({ without: [] });
    expect(screen.getByText('Group Policy fits 3 of 3')).toBeTruthy();
  });
});
