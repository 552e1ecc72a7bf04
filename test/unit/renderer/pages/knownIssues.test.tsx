import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { PrerequisitesPage } from '../../../../renderer/pages/prerequisites/prerequisitesPage';
import { ServerPage } from '../../../../renderer/pages/server/serverPage';
import type { PageProps } from '../../../../renderer/frame/page';
import { aServer, server2016 } from '../../../fixtures/facts';
import { anAction, aRun } from '../run/runs';
import { Around, aSession, aView, fakeDoor, pageProps } from '../fakeDoor';

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
/** A section by its heading. Asking by role would go through every name of a page of forty rows, again and again. */
function sectionOf(title: string): HTMLElement {
  const heading = [...document.querySelectorAll('h2')].find((one) => one.textContent === title);
  const found = heading?.closest('section');
  if (!found) throw new Error(`no section ${title}`);
  return found;
}
function press(title: string, name: RegExp): void {
  const buttons = [...sectionOf(title).querySelectorAll('button')];
  const button = buttons.find((one) => name.test(one.textContent));
  if (button === undefined) throw new Error(`no button ${name}`);
  fireEvent.click(button);
}
const section = () => within(sectionOf('Known issues'));
const rows = () => [...sectionOf('Known issues').querySelectorAll('li')];
const ids = () => rows().map((row) => row.querySelector('.gw-row-value')?.textContent);

describe('the known issues of a server', () => {
  it('says that none shows on a healthy server, and lists every one on request', () => {
    show(ServerPage);
    expect(section().getByText(/^None of them shows on this server/)).toBeTruthy();
    expect(rows()).toHaveLength(0);
    press('Known issues', /^All, 31$/);
    expect(rows()).toHaveLength(31);
    press('Known issues', /^For you to check, 4$/);
    expect(ids()).toEqual(['K4', 'K20', 'K27', 'K28']);
  });

  it('shows what a fact tells first, with its way out and what that rests on', () => {
    show(ServerPage, aView({ facts: aServer(server2016, { files: { ntoskrnlOwnerTrusted: false } }) }));
    expect(ids()).toEqual(['K7', 'K23']);
    press('Known issues', /Explain.*The kernel file belongs/);
    expect(section().getByText('Add Install.ps1 to the kit: it sets the owner right.')).toBeTruthy();
    expect(section().getByText(/^what the server shows/)).toBeTruthy();
    expect(section().getByText(/^Install\.ps1 .*, \d{4}-\d\d-\d\d$/)).toBeTruthy();
  });

  it('stands on the page of a Windows that is refused too', () => {
    show(ServerPage, aView({ facts: aServer({ os: { sku: 42, editionId: 'ServerHyperCore' } }) }));
    expect(document.querySelector('h1')?.textContent).toBe('Hyper-V Server cannot be onboarded');
    expect(rows()[0]?.textContent).toContain('K21');
  });

  it('tells how the last run ended, and forgets it with the next', () => {
    const failure = { code: 'operation.failed', detail: "Couldn't find mpasdesc.dll", native: 1603 } as const;
    const facts = aServer(server2016);
    show(ServerPage, aView({ facts, run: aRun([anAction('install-sensor', 1, 'failed', { failure })]) }));
    expect(ids()).toEqual(['K1', 'K7']);
    cleanup();
    show(ServerPage, aView({ facts, run: aRun([anAction('install-sensor', 1, 'done')]) }));
    expect(ids()).toEqual(['K7']);
  });

  it('tells a file that was refused', () => {
    applySnapshot(
      aSession({
        refused: [{ name: 'a.cmd', refusal: 'interactiveScript', detail: null, to: 'practice-2019-fresh' }],
      }),
    );
    show(ServerPage);
    expect(ids()).toEqual(['K15']);
  });
});

describe('prerequisites', () => {
  const here = () => within(sectionOf('Known issues that show here'));

  it('name an issue in a group of its own, unless a check says the same', () => {
    show(
      PrerequisitesPage,
      aView({
        facts: aServer(server2016, {
          files: { ntoskrnlOwnerTrusted: false },
          otherAntivirus: [{ service: 'mfemms', displayName: 'Trellix', running: true }],
        }),
      }),
    );
    expect(here().getAllByText('Defender shows little or nothing on the desktop').length).toBeGreaterThan(0);
    expect(screen.getAllByText('The kernel file has another owner').length).toBeGreaterThan(0);
    expect(screen.queryByText('The kernel file belongs to somebody else')).toBeNull();
    expect(screen.queryByText('An old Trellix platform removes or disables Defender')).toBeNull();
    press('Known issues that show here', /Explain.*Defender shows little/);
    expect(
      here().getByText('Manage Defender on this server from the portal or with PowerShell.'),
    ).toBeTruthy();
  });
});
