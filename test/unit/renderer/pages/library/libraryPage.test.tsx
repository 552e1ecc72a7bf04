import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { LibraryPage } from '../../../../../renderer/pages/library/libraryPage';
import { emptyInputs } from '../../../../../shared/model/inputs';
import { readAt } from '../../../../fixtures/facts';
import { aPackage } from '../../../../fixtures/kits';
import { anOnboardingPackage } from '../../../../fixtures/onboardingPackage';
import { Around, aSession, aView, fakeDoor } from '../../fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  vi.useFakeTimers({ toFake: ['Date'], now: readAt });
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

const day = 24 * 60 * 60 * 1000;
const local = aView({
  target: { kind: 'local', id: 'local', name: 'NORD-FS03' },
  inputs: emptyInputs('local'),
});
const old = {
  ...aPackage('mpam-fe.exe', { kind: 'intelligence', version: '1.437.88.0' }),
  sha256: 'b'.repeat(64),
  bytes: 205_000_000,
  addedAt: readAt - 34 * day,
};
const onboarding = anOnboardingPackage({ addedAt: readAt - 12 * day });
const practice = anOnboardingPackage({ practice: true, addedAt: readAt });

function show(replies: Record<string, unknown> = {}, realTargets = true) {
  applySnapshot(
    aSession({ targets: [local, aView()], libraries: { real: [onboarding, old], practice: [practice] } }),
  );
  const asking = fakeDoor(replies, realTargets);
  render(
    <Around door={asking.door}>
      <LibraryPage go={vi.fn()} open={vi.fn()} />
    </Around>,
  );
  return asking;
}
const cells = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );

it('says of each file its version or tenant, its age, its size and who chooses it', () => {
  show();
  expect(cells('Files')).toEqual([
    ['Tenant 7a1f…c3e9', '12 days', '1 kB', 'NORD-FS03'],
    ['1.437.88.0', '34 days, get a newer one', '205 MB', 'NORD-FS03'],
  ]);
  // Practice files are no part of that list, and no real server chooses one.
  expect(cells('Practice files')).toEqual([['Tenant 7a1f…c3e9', 'Today', '1 kB', 'PRACTICE-2019']]);
});

it('asks before it removes a file, says what uses it, and keeps it on the first key', async () => {
  const { asked } = show();
  fireEvent.click(screen.getByRole('button', { name: 'Security intelligence' }));
  const drawer = await screen.findByRole('dialog', { name: 'Security intelligence' });
  expect(within(drawer).getByText(/older than a month/)).toBeTruthy();
  fireEvent.click(within(drawer).getByRole('button', { name: 'Remove from library' }));
  const question = await screen.findByRole('dialog', { name: 'Remove mpam-fe.exe from the library?' });
  expect(question.textContent).toContain('NORD-FS03 chooses it.');
  expect(asked).toEqual([]);
  await act(async () => {
    fireEvent.click(within(question).getByRole('button', { name: 'Remove from library' }));
  });
  expect(asked).toEqual([{ name: 'removePackage', input: { practice: false, sha256: old.sha256 } }]);
});

it('saves a copy and says where it lies, and that a key to the organisation is one', async () => {
  const { asked } = show({ savePackage: { path: 'E:\\\\copy.cmd' } });
  const files = within(screen.getByRole('table', { name: 'Files' }));
  fireEvent.click(files.getByRole('button', { name: 'Onboarding package' }));
  const drawer = await screen.findByRole('dialog', { name: 'Onboarding package' });
  expect(within(drawer).getByText(/can enrol machines in your organisation/)).toBeTruthy();
  await act(async () => {
    fireEvent.click(within(drawer).getByRole('button', { name: 'Save a copy' }));
  });
  expect(asked).toEqual([{ name: 'savePackage', input: { practice: false, sha256: onboarding.sha256 } }]);
  expect(within(drawer).getByText(/Saved and read back: E:/)).toBeTruthy();
});

it.each([
  [true, 'library'],
  [false, 'libraryPractice'],
])('gives what is watched to the library that this computer has (real servers: %s)', async (real, to) => {
  applySnapshot(
    aSession({
      watch: {
        folder: 'C:\\Users\\x\\Downloads',
        state: 'off',
        practice: !real,
        until: null,
        arriving: [],
        offered: [],
      },
      refused: [
        { name: 'a.txt', refusal: 'notAPackage', detail: null, to },
        { name: 'b.txt', refusal: 'notAPackage', detail: null, to: 'local' },
      ],
    }),
  );
  const { door, asked } = fakeDoor({}, real);
  render(
    <Around door={door}>
      <LibraryPage go={vi.fn()} open={vi.fn()} />
    </Around>,
  );
  const refused = screen.getByRole('list', { name: 'Refused' });
  expect(within(refused).getAllByRole('listitem')).toHaveLength(1);
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Watch/ })));
  await act(async () => fireEvent.click(within(refused).getByRole('button', { name: 'Dismiss a.txt' })));
  expect(asked).toEqual([
    { name: 'watchDownloads', input: { on: true, to } },
    { name: 'dismissRefused', input: { to, name: 'a.txt' } },
  ]);
});
