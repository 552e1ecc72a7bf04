import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { ResultsPage } from '../../../../../renderer/pages/results/resultsPage';
import { Told } from '../../../../../renderer/pages/overview/told';
import { Servers } from '../../../../../renderer/pages/home/servers';
import { emptyFleet, type FleetDesk, type ReadAnswer } from '../../../../../shared/bridge/fleet';
import type { TargetView } from '../../../../../shared/bridge/session';
import { Around, aSession, aView, fakeDoor } from '../../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const at = Date.UTC(2026, 10, 30, 9);
const remote = (name: string, changes: Partial<TargetView> = {}): TargetView =>
  aView({
    target: { kind: 'remote', id: `remote-${name}`, name: name.toUpperCase(), address: `${name}.lan` },
    practice: null,
    ...changes,
  });
const answer = (name: string, change: Partial<ReadAnswer> = {}): ReadAnswer => ({
  ...{ name, outcome: 'onboarded', at, from: 'result', file: `${name}.json`, handOff: null },
  ...{ windows: null, detail: null, older: 0 },
  ...change,
});
const note = { ...answer('NORD-1'), takenAt: at + 1000 };
const desk = (change: Partial<FleetDesk>): FleetDesk => ({ ...emptyFleet, files: 1, ...change });

function show(fleet: FleetDesk, targets: TargetView[] = []) {
  applySnapshot(aSession({ fleet, targets }));
  const { door, asked } = fakeDoor({ takeFleet: { added: 1, noted: 2 } });
  const open = vi.fn();
  render(
    <Around door={door}>
      <ResultsPage practice={false} go={vi.fn()} open={open} />
    </Around>,
  );
  return { asked, open };
}
const take = () => screen.getByRole('button', { name: 'Take into the list' });

describe('the page of results', () => {
  it('says of each server what its fleet says, when and from where, and opens its overview', () => {
    const { open } = show(
      desk({
        answers: [
          answer('NORD-1', { older: 2 }),
          answer('NORD-2', {
            outcome: 'conflict',
            at: null,
            from: 'list',
            file: 'devices.csv',
            detail: 'elsewhere',
          }),
          answer('TWICE'),
        ],
      }),
      [
        remote('nord-1'),
        aView({ target: { kind: 'local', id: 'local', name: 'TWICE' }, practice: null }),
        remote('twice'),
      ],
    );
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows[1]).toMatch(/NORD-2.*Conflict.*elsewhere.*no date, the list devices\.csv.*New/);
    expect(rows[2]).toMatch(/NORD-1.*Onboarded.*its result.*2 older answers left out.*In the list/);
    expect(rows[3]).toMatch(/TWICE.*2 servers are called so/);
    fireEvent.click(screen.getByRole('button', { name: /In the list.*Open NORD-1/ }));
    expect(open).toHaveBeenCalledWith('remote-nord-1', 'overview');
    fireEvent.click(screen.getByRole('button', { name: 'Conflict 1' }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('takes in what the list does not have yet, with the new servers or without them', async () => {
    const answers = [answer('NORD-1'), answer('NORD-2')];
    const { asked } = show(desk({ answers }), [remote('nord-1', { fleet: note })]);
    const add = screen.getByRole('checkbox', { name: 'Add the 1 server that is not in the list' });
    fireEvent.click(add);
    expect(take().getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(add);
    fireEvent.click(take());
    await screen.findByText(/Servers added: 1\. Servers noted: 2/);
    expect(asked).toContainEqual({ name: 'takeFleet', input: { practice: false, add: true } });
  });

  it('lets the columns of a list be named, and counts nothing of it before', () => {
    const chosen = {
      name: 0,
      outcome: 1,
      at: null,
      detail: null,
      meanings: { Onboarded: 'onboarded' as const },
    };
    const { asked } = show(
      desk({
        lists: [
          {
            ...{ id: 3, file: 'devices.csv', columns: ['Device name', 'Onboarding status'], rows: 2, chosen },
            samples: [['nord-1', 'Onboarded']],
            words: [
              { word: 'Onboarded', count: 1 },
              { word: 'Odd', count: 1 },
            ],
            confirmed: false,
          },
        ],
      }),
    );
    expect(take().getAttribute('aria-disabled')).toBe('true');
    const odd = screen.getByRole('combobox', { name: 'What “Odd” means' });
    expect((odd as HTMLSelectElement).value).toBe('unknown');
    fireEvent.change(odd, { target: { value: 'notYet' } });
    expect(asked).toContainEqual({
      name: 'nameColumns',
      input: { list: 3, chosen: { meanings: { Odd: 'notYet' } }, confirmed: false },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Use these columns' }));
    expect(asked.at(-1)).toEqual({ name: 'nameColumns', input: { list: 3, chosen: {}, confirmed: true } });
  });

  it('says what was not taken and why, and shows nothing of the other list', () => {
    const refused = [{ file: 'X.json', name: null, why: 'otherName' as const }];
    show(desk({ refused }));
    const list = screen.getByRole('list', { name: 'What was not taken, and why' });
    expect(within(list).getByText(/called otherwise than the server/)).toBeTruthy();
    cleanup();
    show(desk({ refused, practice: true }));
    expect(screen.queryByText('Not taken')).toBeNull();
  });
});

it('a server of the list shows what its fleet says until it was read after that', () => {
  const told = /Its fleet says: Onboarded/;
  const shows = (changes: Partial<TargetView>): boolean => {
    applySnapshot(aSession({ targets: [remote('nord-1', { fleet: note, ...changes })] }));
    render(
      <Around door={fakeDoor().door}>
        <Servers practice={false} onOpen={vi.fn()} onSeveral={vi.fn()} onResults={vi.fn()} />
      </Around>,
    );
    const found = screen.queryByText(told) !== null;
    cleanup();
    return found;
  };
  expect(shows({ facts: null, factsAt: null })).toBe(true);
  expect(shows({ factsAt: at - 1 })).toBe(true);
  expect(shows({ factsAt: at + 1 })).toBe(false);
});

it('the overview tells it with its date and file, as a hint, and says when the server was read after that', () => {
  const show = (changes: Partial<TargetView>) => {
    cleanup();
    const told = { ...note, handOff: 'Nord', detail: 'a restart is needed' };
    render(
      <Around door={fakeDoor().door}>
        <Told view={remote('nord-1', { fleet: told, ...changes })} />
      </Around>,
    );
    return screen.getByRole('note').textContent;
  };
  const text = show({ factsAt: null });
  expect(text).toMatch(
    /Onboarded, on 30\/11\/2026.*from NORD-1\.json\. Hand-off: Nord\..*“a restart is needed”/,
  );
  expect(text).toContain('This is a hint and no proof.');
  expect(show({ factsAt: at + 1 })).toContain('what it says itself counts');
});
