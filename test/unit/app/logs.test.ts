import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Walker } from './walker';

let walker: Walker;
beforeEach(async () => {
  walker = await Walker.start();
});
afterEach(() => walker.stop());

it('lays samples on the desk, answers what is asked of them, and forgets them', async () => {
  await walker.ask('addPracticeLogs', { ids: ['installer', 'installScript'] });
  const { logs } = await walker.ask('getSession', {});
  expect(logs).toMatchObject({ state: 'read', files: [{ kind: 'msi' }, { kind: 'installScript' }] });
  expect(logs.findings[0]).toMatchObject({ cause: 'K1' });
  const { lines, total } = await walker.ask('getLogLines', {
    from: null,
    to: null,
    files: [0],
    levels: ['error'],
    words: 'windefend',
    offset: 0,
    limit: 5,
  });
  expect([lines.length, total]).toEqual([1, 1]);
  await walker.ask('setLogClock', { file: 0, offsetMinutes: 120 });
  expect((await walker.ask('getSession', {})).logs.files[0]?.clock).toEqual({
    offsetMinutes: 120,
    said: false,
  });
  await walker.ask('closeLogs', {});
  expect((await walker.ask('getSession', {})).logs).toMatchObject({ state: 'empty', files: [] });
});

it('takes no path from a browser, and no sample that is not there', async () => {
  expect(await walker.refused('addLogs', { paths: ['/etc/passwd'] })).toBe('target.notAllowed');
  expect(await walker.refused('pickLogs', {})).toBe('target.notAllowed');
  expect(await walker.refused('addPracticeLogs', { ids: ['nowhere'] })).toBe('input.invalid');
});

it('reads a log that a browser sends as bytes, under its own name alone', async () => {
  const bytes = Readable.from([Buffer.from('2026-11-24 13:52:08 nothing '), Buffer.from('that is known\n')]);
  await walker.app.upload('logs', '../other/vendor.log', bytes, null);
  const { logs } = await walker.ask('getSession', {});
  expect(logs.files).toMatchObject([{ name: 'vendor.log', share: 'unknown', bytes: 42 }]);
  const tooLarge = walker.app.upload('logs', 'large.log', Readable.from([]), 1024 ** 3);
  await expect(tooLarge).rejects.toMatchObject({ code: 'input.invalid' });
});

it('shows the text around an event by its record number, and the numbers of all of them', async () => {
  // As Export-Csv writes it: newest first, with numbers that begin anywhere.
  const rows = [907, 905, 904].map(
    (record) => `"11/24/2026 1:52:08 PM","5","Warning","SENSE","at ${record}","${record}"`,
  );
  const csv = ['"TimeCreated","Id","LevelDisplayName","ProviderName","Message","RecordId"', ...rows].join(
    '\n',
  );
  await walker.app.upload('logs', 'events.csv', Readable.from([Buffer.from(csv)]), null);
  const text = await walker.ask('getLogText', { file: 0, from: 904, limit: 2, around: true });
  expect(text).toMatchObject({ numbers: [905, 904], first: 2, total: 3 });
  expect(text.lines[1]).toContain('at 904');
});
