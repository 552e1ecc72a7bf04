import { expect, test } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import { rebootMark, restartMarkers } from '../../../main/practice/answers/readFindings';
import { readMachine } from '../../../main/practice/machine/machines';

/** The marks of a server whose mark of Install.ps1 was written when Windows told its start so many seconds earlier. */
function marks(seconds: number, renames: string[] = []) {
  const machine = readMachine('2016-trellix');
  const { boot } = machine;
  const then = { ...machine, boot: { ...boot, startedAt: boot.startedAt - seconds * 1000 } };
  const registry = {
    ...machine.registry,
    [keys.defenderInstall]: { PendingReboot: rebootMark(then) },
    [keys.sessionManager]: { PendingFileRenameOperations2: renames },
  };
  return restartMarkers({ ...machine, registry }).map(({ source }) => source);
}

// Row servicing/servicing-boot-time-moves: the time of the start moves with the clock, a restart by more than a minute.
test.each([
  [0, true],
  [40, true],
  [-40, true],
  [61, false],
])('a mark from %i s before is of this start: %s', (seconds, same) => {
  expect(marks(seconds)).toEqual(same ? ['defenderInstall'] : []);
});

// Row servicing/servicing-pending-file-renames-always-there.
test('a list of empty texts is no mark', () => {
  expect(marks(61, ['', ''])).toEqual([]);
  expect(marks(61, ['', 'x'])).toEqual(['fileRename']);
});
