import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { BuildPage } from '../../../../../renderer/pages/site/buildPage';
import { KitsPage } from '../../../../../renderer/pages/site/kitsPage';
import { LibraryPage } from '../../../../../renderer/pages/library/libraryPage';
import { emptySites, type OpenedKit, type SiteDesk } from '../../../../../shared/bridge/site';
import { emptyDraft } from '../../../../../shared/model/siteKit';
import { readAt } from '../../../../fixtures/facts';
import { aPackage } from '../../../../fixtures/kits';
import { Around, aSession, fakeDoor } from '../../fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  vi.useFakeTimers({ toFake: ['Date'], now: readAt });
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const day = 24 * 60 * 60 * 1000;
const intelligence = (addedAt: number) => ({
  ...aPackage('mpam-fe.exe', { kind: 'intelligence', version: '1.437.88.0' }),
  practice: false,
  addedAt,
});
const draft = {
  ...emptyDraft,
  name: 'Nord',
  entries: [{ kind: 'profile', family: '2019', count: 2 }],
} as const;

function show(page: React.ReactNode, desk: Partial<SiteDesk>, real = [intelligence(readAt)]) {
  applySnapshot(aSession({ sites: { ...emptySites(false), ...desk }, libraries: { real, practice: [] } }));
  const made = fakeDoor();
  const door = { ...made.door, hello: { ...made.door.hello, carrier: 'electron' as const } };
  render(<Around door={door}>{page}</Around>);
  return made.asked;
}
const rowOf = (name: RegExp) => screen.getByRole('row', { name });

it('takes real files in on the page that builds a kit, for the library', async () => {
  const asked = show(<BuildPage go={vi.fn()} />, { draft: { ...draft, entries: [...draft.entries] } });
  await act(async () =>
    fireEvent.click(within(screen.getByRole('region', { name: 'Add files' })).getByRole('button')),
  );
  expect(asked).toEqual([{ name: 'pickPackages', input: { to: 'library' } }]);
});

it.each([
  [34, /34 days, get a newer one. It is older than a month/],
  [0, /Today/],
  [-400, /Date ahead of the clock. .*Set the clock/],
])('says how old a file of the kit is (%d days)', (age, words) => {
  show(<BuildPage go={vi.fn()} />, { draft: { ...draft, entries: [...draft.entries] } }, [
    intelligence(readAt - age * day),
  ]);
  expect(rowOf(/mpam-fe.exe/).textContent).toMatch(words);
});

it('explains the pages of the kits by F1', async () => {
  show(<BuildPage go={vi.fn()} />, {});
  fireEvent.keyDown(window, { key: 'F1' });
  expect((await screen.findByRole('dialog')).textContent).toContain('Opening a kit takes nothing');
});

const file = { version: null, kb: null, bytes: 1000, sha256: 'c'.repeat(64), state: 'whole' } as const;
const opened: OpenedKit = {
  kitId: '11111111-2222-4333-8444-555555555555',
  name: 'Nord',
  practice: false,
  by: 'A. Technician',
  gangway: '0.4.0',
  writtenAt: readAt - 60 * day,
  openedAt: readAt,
  way: null,
  form: 'folder',
  place: 'E:\\Nord',
  receivers: [
    {
      name: null,
      family: '2012r2',
      count: 2,
      needs: 3,
      lacks: [{ kind: 'installation', kb: null, why: 'absent' }],
    },
    { name: null, family: '2019', count: 1, needs: 2, lacks: [] },
  ],
  asked: 3,
  files: [
    { ...file, path: 'a/md4ws.msi', name: 'md4ws.msi', kind: 'installation', state: 'absent' },
    { ...file, path: 'b/mpam-fe.exe', name: 'mpam-fe.exe', kind: 'intelligence' },
    { ...file, path: 'README.txt', name: 'README.txt', kind: 'page', sha256: 'd'.repeat(64) },
  ],
  foreign: { names: [], count: 0 },
  clock: 'fine',
  filled: null,
};

it('tells of an opened kit which servers lack what, and takes nothing before a question is answered', async () => {
  const asked = show(<KitsPage go={vi.fn()} />, { opened }, []);
  const list = screen.getByRole('list', { name: 'For whom, and whether it has everything' });
  expect(list.textContent).toMatch(
    /2 × Windows Server 2012 R2.*Installation package.*Windows Server 2019.*Complete/,
  );
  expect(document.body.textContent).toMatch(/Written 60.d ago/);
  fireEvent.click(screen.getByRole('button', { name: 'Fill the library' }));
  expect(asked).toEqual([]);
  const dialog = await screen.findByRole('dialog');
  await act(async () =>
    fireEvent.click(within(dialog).getByRole('button', { name: 'Fill the library', hidden: true })),
  );
  expect(asked.map(({ name }) => name)).toEqual(['fillFromSite']);
});

it('says nothing of the age of a kit while a clock may be wrong', () => {
  show(
    <KitsPage go={vi.fn()} />,
    { opened: { ...opened, clock: 'future', writtenAt: readAt + 365 * day } },
    [],
  );
  expect(document.body.textContent).not.toMatch(/\d.d ago/);
});

it('counts the kits that take a file among those that use it', () => {
  show(<LibraryPage go={vi.fn()} open={vi.fn()} />, { draft: { ...draft, entries: [...draft.entries] } });
  expect(rowOf(/mpam-fe.exe/).textContent).toContain('The kit that is being built');
});
