import { expect, it } from 'vitest';
import { logFolder, supportText } from '../../../../renderer/run/supportText';
import { aServer, readAt } from '../../../fixtures/facts';
import { anAction, aRun } from './runs';

const line = {
  seq: 411,
  at: readAt,
  source: 'msi',
  level: 'error',
  text: 'Return value 3.',
  action: 'install-sensor',
} as const;

it('gives somebody who cannot see the screen the failure, the facts, the place of the logs and the last lines', () => {
  const action = anAction('install-sensor', 4, 'failed');
  const run = aRun([action], { lines: 412 });
  const text = supportText({
    head: ['SRV-1', 'operation.failed 1603'],
    run,
    action,
    facts: aServer({ sensor: { senseVersion: '10.8735.24070.5' } }),
    lines: [line],
  });
  expect(text.startsWith('SRV-1\noperation.failed 1603\n')).toBe(true);
  expect(text).toContain(`Logs on the server: ${logFolder(run, action)}`);
  expect(logFolder(run, action)).toBe(`%ProgramData%\\Gangway\\runs\\${run.runId}\\04`);
  expect(text).toContain('"senseVersion":"10.8735.24070.5"');
  expect(text).toContain('Last 1 lines of 412');
  expect(text).toContain('msi error Return value 3.');
});
