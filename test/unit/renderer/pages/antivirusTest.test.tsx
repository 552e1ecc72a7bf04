import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { TestPage } from '../../../../renderer/pages/test/testPage';
import { aServer, readAt } from '../../../fixtures/facts';
import { noWishes } from '../../../../shared/model/wishes';
import { decided, onboarded } from '../run/runs';
import { aroundPages, pressInDialog, show, targetId } from '../show';

aroundPages();

const sent = {
  runId: 'r',
  nn: 1,
  operation: 'Invoke-DetectionTest',
  startedAt: readAt - 60_000,
  endedAt: readAt - 60_000,
  outcome: 'ok',
  code: null,
} as const;
const active = {
  defender: { runningMode: 'Normal', realTimeProtection: true, onAccessProtection: true },
};

describe('the test of the antivirus', () => {
  it('tests the antivirus behind a question, beside the line and under “Nothing yet?”', async () => {
    for (const runs of [[], [sent]]) {
      const asked = await show(TestPage, { facts: aServer(onboarded, active, { runs }) });
      const [button] = screen.getAllByRole('button', { name: 'Test the antivirus' });
      if (button === undefined) throw new Error('no button');
      await act(async () => void fireEvent.click(button));
      expect(asked.sent('startTest')).toEqual([]);
      expect(screen.getByText(/Expect an alert about malware named EICAR/)).toBeTruthy();
      await pressInDialog('Run the antivirus test');
      expect(asked.sent('startTest')).toEqual([{ targetId, which: 'antivirus' }]);
      cleanup();
    }
  });

  it('says why the antivirus is not tested where it is passive', async () => {
    await show(TestPage, {
      facts: aServer(onboarded, { defender: { runningMode: 'Passive Mode' } }),
      inputs: decided({ wishes: { ...noWishes, mode: 'passive' } }),
    });
    expect(screen.getByText(/it blocks nothing, so a test file would prove nothing/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Test the antivirus' })).toBeNull();
  });

  it('shows what became of the test file, with its evidence', async () => {
    const run = { ...sent, operation: 'Invoke-AntivirusTest' as const, runId: 'a' };
    const found = {
      runId: 'a',
      state: 'removed' as const,
      writtenAt: readAt,
      testFile: 'C:\\ProgramData\\Gangway\\runs\\a\\01\\eicar.com',
      threat: { id: 7, name: 'Virus:DOS/EICAR_Test_File' },
      detectedAt: readAt,
      events: [1116, 1117],
      left: false,
    };
    await show(TestPage, { facts: aServer(onboarded, active, { runs: [run] }), antivirusFindings: found });
    expect(screen.getByText(/Defender took the test file/)).toBeTruthy();
    expect(screen.getByText('Virus:DOS/EICAR_Test_File (7)')).toBeTruthy();
    expect(screen.getByText('1116, 1117')).toBeTruthy();
    cleanup();
    const unseen = { ...run, outcome: 'failed' as const, code: 'test.notDetected' };
    await show(TestPage, { facts: aServer(onboarded, active, { runs: [unseen] }) });
    expect(screen.getByText(/Defender did not see the test file/)).toBeTruthy();
    expect(screen.getByText(/Update the security intelligence/)).toBeTruthy();
  });
});
