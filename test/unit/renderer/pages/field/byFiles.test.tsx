import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { AddServerPage } from '../../../../../renderer/pages/connect/addServerPage';
import { ConnectPage } from '../../../../../renderer/pages/connect/connectPage';
import { Around, aSession, aView, fakeDoor, pageProps } from '../../fakeDoor';

const id = 'field-1f2e3d4c-5b6a-4978-8a6b-5c4d3e2f1a0b';
const byFiles = aView({ target: { kind: 'field', id, name: 'NORD-FS03' }, practice: null });

beforeEach(() => startTexts('en'));
afterEach(cleanup);

it('takes in a facts file for a server that is not reached, and writes the folder that makes one', async () => {
  applySnapshot(aSession({ targets: [] }));
  const path = 'E:\\gangway-read-20261130-0655';
  const { door, asked } = fakeDoor({ writeFieldReader: { path }, importFacts: { targetId: id } });
  const open = vi.fn();
  render(
    <Around door={door}>
      <AddServerPage go={vi.fn()} open={open} />
    </Around>,
  );
  fireEvent.click(screen.getByRole('radio', { name: /^By files/ }));
  await act(async () =>
    fireEvent.click(screen.getByRole('button', { name: 'Write the folder with read.cmd' })),
  );
  expect(screen.getByText(new RegExp(path.replaceAll('\\', '\\\\')))).toBeTruthy();
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Take in the facts file' })));
  expect(asked.map(({ name }) => name)).toEqual(['writeFieldReader', 'importFacts']);
  expect(open).toHaveBeenCalledWith(id);
});

it('tests no way to a server that files are carried to, and leads on with what they told', async () => {
  applySnapshot(aSession({ targets: [byFiles] }));
  const { door, asked } = fakeDoor();
  const goTo = vi.fn();
  render(
    <Around door={door}>
      <ConnectPage {...pageProps(byFiles)} goTo={goTo} />
    </Around>,
  );
  expect(asked).toEqual([]);
  expect(screen.queryByRole('button', { name: 'Test again' })).toBeNull();
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Continue' })));
  expect(goTo).toHaveBeenCalledWith('server');
});
