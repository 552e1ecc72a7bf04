import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { PrerequisitesPage } from '../../../../renderer/pages/prerequisitesPage';
import { ServerPage } from '../../../../renderer/pages/serverPage';
import type { PageProps } from '../../../../renderer/pages/page';
import { aServer, server2016 } from '../../../fixtures/facts';
import { Around, aSession, aView, fakeDoor, pageProps } from './fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  applySnapshot(aSession());
});
afterEach(cleanup);

function show(Page: (page: PageProps) => React.JSX.Element, view = aView()) {
  render(
    <Around door={fakeDoor().door}>
      <Page {...pageProps(view)} />
    </Around>,
  );
}
const section = () => within(screen.getByRole('region', { name: 'Known issues' }));
const rows = () => section().queryAllByRole('listitem');
const press = (name: RegExp) => fireEvent.click(section().getByRole('button', { name }));

describe('the known issues of a server', () => {
  it('says that none shows on a healthy server, and lists every one on request', () => {
    show(ServerPage);
    expect(section().getByText(/^None of them shows on this server/)).toBeTruthy();
    expect(rows()).toHaveLength(0);
    press(/^All, 31$/);
    expect(rows()).toHaveLength(31);
    press(/^For you to check, 4$/);
    expect(rows().map((row) => row.querySelector('.gw-row-value')?.textContent)).toEqual([
      'K4',
      'K20',
      'K27',
      'K28',
    ]);
  });

  it('shows what a fact tells first, with its way out and what that rests on', () => {
    show(ServerPage, aView({ facts: aServer(server2016, { files: { ntoskrnlOwnerTrusted: false } }) }));
    expect(rows().map((row) => row.querySelector('.gw-row-value')?.textContent)).toEqual(['K7', 'K23']);
    press(/Explain.*The kernel file belongs/);
    expect(section().getByText('Add Install.ps1 to the kit: it sets the owner right.')).toBeTruthy();
    expect(section().getByText(/^what the server shows/)).toBeTruthy();
    expect(section().getByText(/^Install\.ps1 .*, \d{4}-\d\d-\d\d$/)).toBeTruthy();
  });

  it('stands on the page of a Windows that is refused too', () => {
    show(ServerPage, aView({ facts: aServer({ os: { sku: 42, editionId: 'ServerHyperCore' } }) }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Hyper-V Server cannot be onboarded');
    expect(rows()[0]?.textContent).toContain('K21');
  });

  it('tells a file that was refused', () => {
    applySnapshot(aSession({ refused: [{ name: 'a.cmd', refusal: 'interactiveScript', detail: null }] }));
    show(ServerPage);
    expect(rows().map((row) => row.querySelector('.gw-row-value')?.textContent)).toEqual(['K15']);
  });
});

describe('prerequisites', () => {
  const toKnow = () => within(screen.getByRole('region', { name: 'To know' }));

  it('name an issue among what to know, unless a check says the same', () => {
    show(
      PrerequisitesPage,
      aView({
        facts: aServer(server2016, {
          files: { ntoskrnlOwnerTrusted: false },
          otherAntivirus: [{ service: 'mfemms', displayName: 'Trellix', running: true }],
        }),
      }),
    );
    expect(toKnow().getAllByText('Defender shows little or nothing on the desktop').length).toBeGreaterThan(
      0,
    );
    expect(screen.getAllByText('Owner of the Windows kernel file').length).toBeGreaterThan(0);
    expect(screen.queryByText('The kernel file belongs to somebody else')).toBeNull();
    expect(screen.queryByText('An old Trellix platform removes or disables Defender')).toBeNull();
    fireEvent.click(toKnow().getByRole('button', { name: /Explain.*Defender shows little/ }));
    expect(
      toKnow().getByText('Manage Defender on this server from the portal or with PowerShell.'),
    ).toBeTruthy();
  });
});
