import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { DownloadButton } from '../../../../renderer/pages/kit/downloadButton';
import { DownloadState } from '../../../../renderer/pages/kit/downloadState';
import { KitPage } from '../../../../renderer/pages/kit/kitPage';
import { downloadFailures, type DownloadView, type WatchView } from '../../../../shared/model/downloads';
import texts from '../../../../shared/locales/en/download.json';
import { aServer, server2012R2 } from '../../../fixtures/facts';
import { Around, aDownload, aSession, aView, fakeDoor, pageProps } from '../fakeDoor';

const watch: WatchView = {
  folder: 'C:\\Users\\ada\\Downloads',
  state: 'off',
  practice: false,
  until: null,
  arriving: [],
  offered: [],
};

beforeEach(async () => {
  await startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
});
afterEach(cleanup);

/** A real Server 2012 R2 over an empty library. */
async function show(changes: Partial<DownloadView> = {}, watching: Partial<WatchView> = {}) {
  const { door, asked } = fakeDoor();
  applySnapshot(aSession({ downloads: [aDownload(changes)], watch: { ...watch, ...watching } }));
  const view = aView({
    target: { kind: 'local', id: 'local', name: 'NORD-FS03' },
    practice: null,
    facts: aServer(server2012R2),
  });
  const { unmount } = render(
    <Around door={door}>
      <KitPage {...pageProps(view)} />
    </Around>,
  );
  await act(async () => undefined);
  return { asked, unmount };
}
const press = (name: RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the Packages page of a real server', () => {
  it('opens with the guide where nothing is there yet, and asks nothing by itself', async () => {
    const { asked } = await show();
    const steps = screen.getByRole('list', { name: 'Steps in the portal' });
    expect(steps.textContent).toContain('Windows Server 2016 and Windows Server 2012 R2');
    expect(steps.textContent).toContain('“Windows” gives Microsoft’s deployment tool');
    expect(steps.textContent).toContain('GatewayWindowsDefenderATPOnboardingPackage.zip');
    expect(asked).toEqual([]);
    fireEvent.click(within(steps).getByRole('button', { name: 'Open the onboarding page' }));
    expect(asked).toEqual([{ name: 'openLink', input: { id: 'portalOnboarding' } }]);
  });

  it('opens the pages of what it does not fetch', async () => {
    const { asked } = await show();
    press(/^Open the page\s?Security intelligence/);
    expect(asked).toEqual([{ name: 'openLink', input: { id: 'securityIntelligence' } }]);
  });

  it('watches only when it is told to, and stops when a person leaves', async () => {
    const { asked, unmount } = await show();
    expect(screen.getByText('C:\\Users\\ada\\Downloads')).toBeTruthy();
    press(/^Watch this folder$/);
    expect(asked).toEqual([{ name: 'watchDownloads', input: { on: true, to: 'local' } }]);
    act(() =>
      applySnapshot(aSession({ watch: { ...watch, state: 'watching', until: Date.now() + 60_000 } })),
    );
    unmount();
    expect(asked.at(-1)).toEqual({ name: 'watchDownloads', input: { on: false, to: 'local' } });
  });

  it('says why a watch ended, and shows none where there is no folder', async () => {
    await show({}, { state: 'timeUp' });
    expect(screen.getByText(/The watch ended after 30 minutes/)).toBeTruthy();
    cleanup();
    await show({}, { folder: null });
    expect(screen.queryByText('Watch the download folder')).toBeNull();
  });
});

describe('a download', () => {
  const showOne = async (changes: Partial<DownloadView>) => {
    const { door, asked } = fakeDoor();
    render(
      <Around door={door}>
        <DownloadState download={aDownload(changes)} name="Antivirus platform update" />
        <DownloadButton
          download={aDownload(changes)}
          name="Antivirus platform update"
          ask={(request) => request()}
        />
      </Around>,
    );
    await act(async () => undefined);
    return asked;
  };
  const start = [{ name: 'startDownload', input: { id: 'platformUpdate' } }];
  const cancel = [{ name: 'cancelDownload', input: { id: 'platformUpdate' } }];

  it('says host, limit and doubt before anything is sent', async () => {
    const asked = await showOne({});
    expect(
      screen.getByText(/From go\.microsoft\.com\. It tells the size; more than 100 MB is not taken\./)
        .textContent,
    ).toContain('not verified');
    expect(asked).toEqual([]);
    press(/^Download\s?Antivirus/);
    expect(asked).toEqual(start);
  });

  it.each([
    [
      'a part that is there',
      { received: 41_000_000, total: 90_000_000 },
      /^41 MB are here already/,
      /^Go on/,
    ],
    [
      'a failure without a part',
      { state: 'failed', failure: { reason: 'gone', detail: 'HTTP 404' } },
      /not there any more/,
      /^Try again/,
    ],
    [
      'a failure with a part',
      { state: 'failed', received: 5, failure: { reason: 'cut', detail: '' } },
      /connection broke off/,
      /^Go on/,
    ],
  ] as const)('offers to go on after %s', async (_name, changes, words, button) => {
    const asked = await showOne(changes);
    expect(screen.getAllByText(words).length).toBeGreaterThan(0);
    press(button);
    expect(asked).toEqual(start);
  });

  it('shows bytes, rate and time left while it comes, and can be cancelled', async () => {
    const asked = await showOne({
      state: 'receiving',
      received: 25_000_000,
      total: 100_000_000,
      rate: 5_000_000,
    });
    const bar = screen.getByRole('progressbar', { name: 'Download of Antivirus platform update' });
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    expect(bar.getAttribute('aria-valuetext')).toBe('25 MB of 100 MB, 5 MB per second, about 15\u00a0s left');
    press(/^Cancel/);
    expect(asked).toEqual(cancel);
  });

  it.each([
    ['an unknown length', { state: 'receiving', received: 25_000_000 }, /^25 MB so far$/],
    ['a file that had changed', { state: 'receiving', total: 5, again: 'changed' }, /had changed/],
    ['a host that cannot continue', { state: 'receiving', total: 5, again: 'noResume' }, /cannot continue/],
    ['a host that has not answered', { state: 'asking' }, /^Asking go\.microsoft\.com$/],
    ['the check', { state: 'checking' }, /^Checking the file$/],
  ] as const)('says what is going on: %s', async (_name, changes, words) => {
    await showOne(changes);
    expect(screen.getByText(words)).toBeTruthy();
  });

  it.each(downloadFailures)('%s is shown with its cause and its next step', async (reason) => {
    await showOne({ state: 'failed', failure: { reason, detail: 'HTTP 1' } });
    const shown = document.querySelector('.gw-download')?.textContent ?? '';
    const { title, cause, next } = texts.failure[reason];
    for (const words of [title, cause, next, 'HTTP 1']) expect(shown).toContain(words);
  });
});
