import { expect, it } from 'vitest';
import { exampleFiles } from '../../../../main/handoff/answers/example';
import { decode, textOf } from '../../../../main/logs/desk/form';
import { readFleetFile } from '../../../../shared/handoff/answers/readAnswers';

it('is read by what reads a fleet: results, a table, a list in UTF-16, and one that is half written', () => {
  const now = Date.UTC(2026, 10, 30);
  const read = exampleFiles(['NORD-FS03', 'NORD-DC02'], now).map(({ name, content }) => {
    const text = textOf(Buffer.from(content));
    const found = readFleetFile(text === null ? '' : decode(text, 0, text.bytes.length), name, now);
    if (found.kind === 'answers') return [name, found.answers.length, found.refused.length];
    return [name, found.kind === 'list' ? found.table.columns[0] : found.why];
  });
  expect(read).toEqual([
    ['NORD-FS03.json', 1, 0],
    ['NORD-DC02.json', 1, 0],
    ['NORD-TORN.json', 'notJson'],
    ['older.csv', 2, 0],
    ['devices.csv', 'Device name'],
  ]);
});
