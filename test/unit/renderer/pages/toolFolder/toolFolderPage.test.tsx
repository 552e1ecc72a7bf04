import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../../renderer/i18n';
import { applySnapshot } from '../../../../../renderer/mirror';
import { ToolFolderPage } from '../../../../../renderer/pages/toolFolder/toolFolderPage';
import { emptySites } from '../../../../../shared/bridge/site';
import { emptyToolFolders, type ToolResult } from '../../../../../shared/model/toolFolder';
import { readAt } from '../../../../fixtures/facts';
import { aPackage } from '../../../../fixtures/kits';
import { tenant } from '../../../../fixtures/onboardingPackage';
import { Around, aSession, fakeDoor } from '../../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const tool = {
  ...aPackage('anything.exe', { kind: 'deploymentTool', version: '1.0.0.6' }),
  sha256: 'b'.repeat(64),
};
const file = {
  ...aPackage('WindowsDefenderATP.onboarding', {
    kind: 'onboardingFile',
    orgId: tenant,
    ...{ datacenter: null, geoLocationUrl: null, vortexServerUrl: null, vortexTicketUrl: null },
    ...{ vortexGeoLocation: null, partnerGeoLocation: null, packageGuid: null, certificateNotAfter: null },
    connectivity: 'unknown',
  }),
  sha256: 'c'.repeat(64),
};
const aResult = (changes: Partial<ToolResult>): ToolResult => ({
  id: 'd'.repeat(64),
  kitId: '0b6f3c1e-52a1-4f0d-9c3f-7d0e3a9b1c22',
  computer: 'OLD-FS01',
  machineId: null,
  windows: '6.1.7601',
  began: '20261130093702',
  ended: '20261130095110',
  outcome: 'ended',
  precheck: 0,
  code: 0,
  replacedBy: null,
  updates: [],
  file: null,
  takenAt: readAt,
  ours: true,
  log: '',
  ...changes,
});

function show(library: readonly (typeof tool | typeof file)[], results: readonly ToolResult[] = []) {
  applySnapshot(
    aSession({
      sites: emptySites(false),
      libraries: { real: [...library], practice: [] },
      toolFolder: { ...emptyToolFolders, results: [...results] },
    }),
  );
  const asking = fakeDoor({ writeToolFolder: { path: 'E:\\gangway-2008r2-20261130-0937' } });
  render(
    <Around door={asking.door}>
      <ToolFolderPage go={vi.fn()} />
    </Around>,
  );
  return asking;
}
const write = () => screen.getByRole('button', { name: /^Write the folder/ });

it('writes nothing while the tool or its file is missing, and says which', () => {
  const { asked } = show([tool]);
  expect(write().getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByText('The onboarding file is missing in the library')).toBeTruthy();
  fireEvent.click(write());
  expect(asked).toEqual([]);
});

it('refuses a tag that a batch file would read, and writes what was chosen otherwise', async () => {
  const { asked } = show([tool, file]);
  const tag = screen.getByLabelText('Device tag');
  fireEvent.change(tag, { target: { value: '%PATH%' } });
  expect(tag.getAttribute('aria-invalid')).toBe('true');
  expect(write().getAttribute('aria-disabled')).toBe('true');
  fireEvent.change(tag, { target: { value: 'Wave 1' } });
  fireEvent.change(screen.getByLabelText('Proxy'), { target: { value: 'proxy.corp.example:8080' } });
  fireEvent.click(screen.getByRole('checkbox', { name: /becomes passive/ }));
  fireEvent.click(write());
  expect(asked).toEqual([
    {
      name: 'writeToolFolder',
      input: {
        tool: tool.sha256,
        file: file.sha256,
        choice: { passive: true, tag: 'Wave 1', proxy: 'proxy.corp.example:8080' },
      },
    },
  ]);
  expect(await screen.findByText(/^The folder is written/)).toBeTruthy();
});

it.each([
  [{ code: 0 }, /ended with 0.*Look in the portal/s],
  [{ code: 10 }, /Windows must restart before the tool goes on.*start run\.cmd again/s],
  [{ code: 400 }, /ended with 400.*Look into the log/s],
  [{ code: 4711 }, /does not name the code 4711/s],
  [{ outcome: 'precheck', precheck: 90, code: null }, /own look ended with 90.*Look into the log/s],
  [
    { outcome: 'changedFile', code: null, file: 'KB4474419.msu' },
    /KB4474419\.msu is not the file.*write it anew/s,
  ],
  [{ replacedBy: 'e'.repeat(64) }, /replaced itself.*eeee/s],
  [{ ours: false }, /written by another Gangway/],
] as const)('never calls a result proved, and says what it means and what to do: %o', (changes, words) => {
  show([], [aResult(changes)]);
  const list = screen.getByRole('list', { name: 'Results' });
  expect(list.textContent).toMatch(words);
  expect(within(list).getAllByText('Not proved by Gangway').length).toBeGreaterThan(0);
});
