import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PrerequisitesPage } from '../../../../../renderer/pages/prerequisites/prerequisitesPage';
import { applySnapshot } from '../../../../../renderer/mirror';
import type { AnalyzerFindings } from '../../../../../shared/model/probes/analyzer';
import type { Package } from '../../../../../shared/model/packages';
import { readAt } from '../../../../fixtures/facts';
import { aDownload, aSession } from '../../fakeDoor';
import { onboardingPackage } from '../../run/runs';
import { aroundPages, press, runId, show, targetId } from '../../show';

aroundPages();

const section = () => {
  const heading = screen.getByRole('heading', { name: 'Microsoft’s Client Analyzer' });
  const found = heading.closest('section');
  if (found === null) throw new Error('no section');
  return within(found);
};
const archive: Package = {
  ...onboardingPackage,
  sha256: 'd'.repeat(64),
  name: 'MDEClientAnalyzer.zip',
  kind: 'clientAnalyzer',
  details: { kind: 'clientAnalyzer', version: '08May2024' },
};
const found: AnalyzerFindings = {
  runId,
  at: readAt,
  version: '08May2024',
  checks: [
    { id: '130017', category: 'Connectivity', check: 'Command', result: 'All is well.' },
    { id: '132021', category: 'Connectivity', check: 'Command', result: 'It is blocked.' },
  ],
  facts: [],
  lines: [
    'Testing URL : https://a.example/ping',
    '1 - Default proxy: Failed (12002)',
    '3 - Proxy disabled: Succeeded (200)',
  ],
  resultPath: 'C:\\ProgramData\\Gangway\\runs\\x\\01\\MDEClientAnalyzerResult.zip',
};

it('says where its file comes from while the library has none', async () => {
  await show(PrerequisitesPage);
  expect(section().getByText(/Its file is not in the library/)).toBeTruthy();
  expect(section().queryByRole('button', { name: 'Run it' })).toBeNull();
});

// What a failed download says next: the page in the browser, and Packages.
it('opens the page of the file where it cannot be downloaded, and leads to Packages', async () => {
  const { sent, went } = await show(PrerequisitesPage);
  const failure = { reason: 'proxy' as const, detail: '' };
  const failed = aDownload({ id: 'clientAnalyzer', kind: 'clientAnalyzer', state: 'failed', failure });
  act(() => applySnapshot(aSession({ downloads: [failed] })));
  expect(section().getByText(/drop the file on Packages\.$/)).toBeTruthy();
  await press('Open: Microsoft: Client Analyzer');
  expect(sent('openLink')).toEqual([{ id: 'docsAnalyzer' }]);
  await press('Add its file');
  expect(went).toEqual(['packages']);
});

it('tells K20 and what it leaves before it starts, and starts nothing before that is confirmed', async () => {
  const { sent } = await show(PrerequisitesPage, {}, [onboardingPackage, archive]);
  await press('Run it');
  expect(screen.getByText(/^Known issue K20 first/)).toBeTruthy();
  expect(screen.getByText(/^It leaves on PRACTICE-2019/)).toBeTruthy();
  expect(sent('startAnalyzer')).toEqual([]);
  const [, start] = screen.getAllByRole('button', { name: 'Run it', hidden: true });
  start?.click();
  await expect.poll(() => sent('startAnalyzer')).toEqual([{ targetId }]);
});

it('shows its checks, the worst first, and its connections beside ours', async () => {
  const cloudFindings = {
    runId,
    testedAt: readAt,
    addresses: [
      { host: 'a.example', port: 443, required: true, proxy: null, state: 'timedOut' as const, native: null },
    ],
  };
  await show(PrerequisitesPage, { analyzer: found, cloudFindings }, [onboardingPackage, archive]);
  const words = section()
    .getAllByRole('row')
    .map((row) => row.textContent);
  expect(words.findIndex((row) => row.includes('132021'))).toBeLessThan(
    words.findIndex((row) => row.includes('130017')),
  );
  expect(words.find((row) => row.includes('a.example'))).toMatch(
    /default proxy: failed \(12002\), without proxy: reached \(200\).*ours: not reached/,
  );
  expect(section().getByText(/1 of its checks is an error or a warning/)).toBeTruthy();
  expect(section().getByText(/MDEClientAnalyzerResult\.zip/)).toBeTruthy();
});

it('shows that it is at work, and leaves our own test of the cloud alone', async () => {
  const probe = {
    runId,
    operation: 'Invoke-ClientAnalyzer' as const,
    stage: 'copyFile',
    startedAt: readAt,
    endedAt: null,
    progress: null,
    contactLost: false,
    failure: null,
  };
  await show(PrerequisitesPage, { busy: 'probing', probe });
  expect(section().getByText(/is being copied to PRACTICE-2019/)).toBeTruthy();
  expect(screen.queryByText(/is calling the cloud/)).toBeNull();
});
