import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { BundleButton } from '../../../../renderer/frame/bundle/bundleButton';
import { aDesk } from '../../../fixtures/logs';
import type { LogsDesk } from '../../../../shared/bridge/logs';
import { Around, aView, fakeDoor } from '../fakeDoor';
import { aroundPages } from '../show';

aroundPages();

const none = { secrets: 0, people: 0, domains: 0, servers: 0, tenants: 0 };
const id = 'ab'.repeat(32);
const previewBundle = {
  id,
  bytes: 4200,
  files: [
    { name: 'README.txt', source: null, bytes: 300, hidden: none },
    { name: 'facts.json', source: null, bytes: 9000, hidden: { ...none, secrets: 1, servers: 12 } },
  ],
  hidden: { ...none, secrets: 1, servers: 12 },
};
const of = { kind: 'server', targetId: 'practice-2019-fresh' };
const replies = {
  previewBundle,
  readBundleFile: { text: '{"facts": "server-1"}', cut: true },
  saveBundle: { path: 'C:\\bundles\\gangway-support.zip' },
};
const press = async (name: string | RegExp) => {
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }));
  await act(() => new Promise((done) => setTimeout(done, 0)));
};

/** Presses the button of one file. */
const pressOf = async (file: string) => {
  const row = [...document.querySelectorAll('.gw-bundle-file')].find((one) =>
    one.textContent.startsWith(file),
  );
  fireEvent.click(row?.querySelector('button') ?? expect.unreachable());
  await act(() => new Promise((done) => setTimeout(done, 0)));
};

async function open(view = aView()) {
  const { door, asked } = fakeDoor(replies);
  render(
    <Around door={door}>
      <BundleButton subject={{ kind: 'server', view }} />
    </Around>,
  );
  await press('Bundle for support');
  await screen.findByText('What goes in');
  return asked;
}

it('shows every file with what was hidden in it, and its text on request', async () => {
  const asked = await open();
  expect(screen.getByText('Hidden in all: 1 secret, 12 servers.')).toBeTruthy();
  expect(screen.getByText(/nothing hidden/)).toBeTruthy();
  await pressOf('facts.json');
  expect(screen.getByRole('region', { name: 'facts.json', hidden: true }).textContent).toContain('server-1');
  expect(screen.getByText(/^Only its beginning/)).toBeTruthy();
  await pressOf('facts.json');
  expect(screen.queryByRole('region', { name: 'facts.json', hidden: true })).toBeNull();
  expect(asked.filter(({ name }) => name === 'saveBundle')).toEqual([]);
});

it('hides names and keeps the tenant unless a person wishes otherwise, and puts it together again then', async () => {
  const asked = await open();
  fireEvent.click(screen.getByRole('checkbox', { name: /^Keep the id/, hidden: true }));
  await act(() => new Promise((done) => setTimeout(done, 0)));
  expect(asked.filter(({ name }) => name === 'previewBundle').map(({ input }) => input)).toEqual([
    { of, wish: { names: true, tenant: true } },
    { of, wish: { names: true, tenant: false } },
  ]);
});

it('saves exactly what is shown, and says where', async () => {
  const asked = await open();
  await press('Save the bundle');
  expect(asked.at(-1)).toEqual({ name: 'saveBundle', input: { of, id } });
  expect(screen.getByText(/gangway-support\.zip/)).toBeTruthy();
  expect(screen.getByText(`SHA-256 ${id}`)).toBeTruthy();
});

it('says that a server was not read', async () => {
  await open(aView({ facts: null, factsAt: null }));
  expect(screen.getByText(/^The server was not read in this session/)).toBeTruthy();
});

it('is made of the open logs in the same drawer, names the log behind a file, and is made anew for others', async () => {
  const { door, asked } = fakeDoor({
    ...replies,
    previewBundle: {
      ...previewBundle,
      files: [{ name: 'logs/01-msi.txt', source: 'install-SRV01.log', bytes: 9, hidden: none }],
    },
    readBundleFile: { text: 'MSI (s)\u202e turned', cut: false },
  });
  const shown = (files: LogsDesk['files']) => (
    <Around door={door}>
      <BundleButton subject={{ kind: 'logs', files }} />
    </Around>
  );
  const { rerender } = render(shown(aDesk().files));
  await press('Bundle for support');
  expect(await screen.findByText('from install-SRV01.log')).toBeTruthy();
  await pressOf('logs/01-msi.txt');
  expect(screen.getByRole('region', { name: 'logs/01-msi.txt', hidden: true }).textContent).toBe(
    'MSI (s)\\u202e turned',
  );
  rerender(shown(aDesk().files));
  await act(() => new Promise((done) => setTimeout(done, 0)));
  const wish = { names: true, tenant: true };
  expect(asked.filter(({ name }) => name === 'previewBundle').map(({ input }) => input)).toEqual([
    { of: { kind: 'logs' }, wish },
    { of: { kind: 'logs' }, wish },
  ]);
});
