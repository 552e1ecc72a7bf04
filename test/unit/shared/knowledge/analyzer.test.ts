import { expect, it } from 'vitest';
import { holds, rowOf } from '../../../ground/row';
import { analyzerAddresses, analyzerSeverity } from '../../../../shared/knowledge/analyzer';

it.each([
  // Rows defender/mde-analyzer-checks-2022 and defender/mde-analyzer-checks-2024: the third digit, also of one that is new.
  ['110003', 'information'],
  ['130017', 'information'],
  ['121012', 'warning'],
  ['132027', 'error'],
  ['142999', 'error'],
  ['1', 'warning'],
  ['1320271', 'warning'],
] as const)('check %s is of %s', (id, severity) => {
  expect(analyzerSeverity(id)).toBe(severity);
});

// Row defender/mde-analyzer-connectivity-lines.
const log = [
  'Important notes:',
  'Testing URL : https://winatp-gw-weu.microsoft.com/commands/test',
  '1 - Default proxy: Failed (12002)',
  '2 - Proxy auto discovery (WPAD): Failed (12180)',
  '3 - Proxy disabled: Failed (12007)',
  "4 - Named proxy: Doesn't exist",
  ' 4.1 - Named proxy (proxy.example:8080): Succeeded (200)',
  "5 - Command line proxy: Doesn't exist",
  'Testing URL : https://automatedirstrprdweu.blob.core.windows.net',
  '1 - Default proxy: Succeeded (400)',
  'Testing URL : https://us-v20.events.data.microsoft.com/ping',
  '1 - Default proxy: Succeeded (405)',
  'Testing URL : https://example.microsoft.com/',
  '1 - Default proxy: Failed (405)',
];

it('tells each address with what each way gave, and one way that works is enough', () => {
  const [first, storage, events, last] = analyzerAddresses(log);
  expect(first).toMatchObject({ host: 'winatp-gw-weu.microsoft.com', reached: true });
  expect(first?.answers).toEqual([
    { way: 'default', proxy: null, state: 'failed', code: 12_002 },
    { way: 'autoDiscovery', proxy: null, state: 'failed', code: 12_180 },
    { way: 'direct', proxy: null, state: 'failed', code: 12_007 },
    { way: 'named', proxy: null, state: 'absent', code: null },
    { way: 'named', proxy: 'proxy.example:8080', state: 'reached', code: 200 },
    { way: 'commandLine', proxy: null, state: 'absent', code: null },
  ]);
  expect([storage?.reached, events?.reached, last?.reached]).toEqual([true, true, false]);
});

it('makes nothing of lines of another form', () => {
  expect(
    analyzerAddresses(['1 - Default proxy: Succeeded (200)', 'Testing URL :', '6 - Other: (200)']),
  ).toEqual([]);
});

it('stands on what was seen of it', () => {
  expect(holds(rowOf('defender/mde-analyzer-checks-2024'), '112006')).toBe(true);
  expect(holds(rowOf('defender/mde-analyzer-connectivity-lines'), 'Succeeded (405)')).toBe(true);
  expect(analyzerSeverity('112006')).toBe('error');
});
