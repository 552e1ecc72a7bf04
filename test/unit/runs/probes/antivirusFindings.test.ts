import { expect, it } from 'vitest';
import { antivirusFindings } from '../../../../main/runs/probes/antivirusFindings';
import type { JournalEntry } from '../../../../main/journal/entry';
import { now } from '../../shared/views';

const answer = (state: string) => ({
  state,
  writtenAt: now,
  testFile: 'C:\\ProgramData\\Gangway\\runs\\r\\01\\eicar.com',
  threat: null,
  detectedAt: null,
  events: [],
  left: false,
});
const journal = (runId: string, phase: string, data: unknown, operation = 'Invoke-AntivirusTest') =>
  [
    { phase: 'intent', data: { operation } },
    { phase, data },
  ].map((entry) => ({
    at: now,
    runId,
    nn: 1,
    targetId: 'local',
    action: 'test-antivirus',
    ...entry,
  })) as unknown as JournalEntry[];
const taken = journal('taken', 'ack', answer('removed'));
const unseen = journal('unseen', 'failed', { code: 'test.notDetected', result: answer('notDetected') });

it.each([
  ['is what the newest test found', [taken, unseen], 'taken removed'],
  ['is what a test found that failed', [unseen, taken], 'unseen notDetected'],
  [
    'is older where the newest wrote no file',
    [journal('none', 'failed', { code: 'test.excluded' }), taken],
    'taken removed',
  ],
  [
    'is nothing of another operation',
    [journal('other', 'ack', answer('removed'), 'Invoke-DetectionTest')],
    null,
  ],
])('what the antivirus did %s', (_, journals, expected) => {
  const found = antivirusFindings(journals);
  expect(found && `${found.runId} ${found.state}`).toBe(expected);
});
