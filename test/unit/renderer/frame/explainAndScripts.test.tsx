import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { newestRun } from '../../../../renderer/run/output/runLog';
import { PrerequisitesPage } from '../../../../renderer/pages/prerequisites/prerequisitesPage';
import { PowershellDrawer } from '../../../../renderer/frame/drawers/powershellDrawer';
import { assess, progress } from '../../../../shared/steps/progress';
import { defaultSettings } from '../../../../shared/model/settings';
import { aServer, readAt, server2012R2 } from '../../../fixtures/facts';
import { aRun } from '../run/runs';
import { Around, aSession, aView, fakeDoor, pageProps } from '../fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  applySnapshot(aSession());
});
afterEach(cleanup);

/** The Explain buttons of rows; the one of the page has no row to name. */
const explained = () =>
  [...document.querySelectorAll('button')].filter(({ textContent }) => /^Explain \w/.test(textContent));
const lacking = aServer(server2012R2, { files: { ucrtbase: null } });

it('shows no Explain beside a row once a person hid it, and F1 explains the page all the same', () => {
  const view = aView({ facts: lacking });
  const page = (
    <Around door={fakeDoor().door}>
      <PrerequisitesPage {...pageProps(view)} />
    </Around>
  );
  render(page);
  expect(explained().length).toBeGreaterThan(2);
  cleanup();
  applySnapshot(aSession({ settings: { ...defaultSettings, hideExplain: true } }));
  render(page);
  expect(explained()).toEqual([]);
  fireEvent.keyDown(window, { key: 'F1' });
  expect(screen.getByRole('dialog', { name: 'Prerequisites, explained' })).toBeTruthy();
});

it('opens the PowerShell drawer at the script that runs', async () => {
  const shownFirst: string[] = [];
  Element.prototype.scrollIntoView = vi.fn(function (this: Element): unknown {
    shownFirst.push(this.textContent);
    // Chromium of today answers so; the page must survive that the drawer closes.
    return Promise.resolve();
  });
  const { door } = fakeDoor({ getScript: { text: 'Get-Date', sha256: 'a'.repeat(64) } });
  await act(async () =>
    render(
      <Around door={door}>
        <PowershellDrawer
          open
          onClose={() => undefined}
          operations={['Send-Package', 'Install-Sensor', 'Invoke-Onboarding']}
          at="Install-Sensor"
        />
      </Around>,
    ),
  );
  expect(await screen.findByText('Invoke-Onboarding.ps1')).toBeTruthy();
  expect(shownFirst).toHaveLength(1);
  expect(shownFirst[0]).toContain('Install-Sensor.ps1');
  expect(() => {
    cleanup();
  }).not.toThrow();
});

it('counts the C runtime among the files without which nothing can be installed, and leads to it', () => {
  const view = aView({
    facts: lacking,
    target: { kind: 'local', id: 'local', name: 'NORD-FS03' },
  });
  const assessment = assess(view, [], readAt + 1000);
  expect(assessment.known?.needs.find(({ kb }) => kb === 'KB2999226')?.required).toBe(true);
  expect(progress(assessment).packages.blocker).toEqual({
    key: 'blocker.filesMissing',
    values: { count: 3 },
  });
  render(
    <Around door={fakeDoor().door}>
      <PrerequisitesPage {...pageProps(view)} />
    </Around>,
  );
  expect(screen.getByRole('button', { name: /^Open: .*KB2999226/ })).toBeTruthy();
});

it('finds the output of the plan again after the detection test has run', () => {
  const change = { journey: 'onboard' as const, nn: 1, at: 1, before: '', after: '', undo: 'none' as const };
  const changes = [
    { ...change, runId: 'first', action: 'install-sensor' },
    { ...change, runId: 'second', action: 'onboard' },
    { ...change, runId: 'third', action: 'test-detection' },
  ];
  const test = { ...aRun([]), runId: 'third', purpose: 'test' as const };
  expect(newestRun({ run: test, changes }, 'plan')?.runId).toBe('second');
  expect(newestRun({ run: test, changes }, 'test')?.runId).toBe('third');
  expect(newestRun({ run: null, changes: [] }, 'plan')).toBeNull();
});
