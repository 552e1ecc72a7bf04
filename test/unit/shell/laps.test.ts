import { expect, it } from 'vitest';
import type { BrokerProcess } from '../../../main/shell/brokerProcess';
import { createLaps } from '../../../main/shell/laps';
import { lineText } from '../../../main/shell/wire';
import { explainLaps, lapsErrors } from '../../../shared/knowledge/laps';
import { holds, rowOf } from '../../ground/row';

const server = { identity: 'nord-fs03.contoso.com', computerName: 'NORD-FS03' };
const stay = new AbortController().signal;
const found = {
  there: true,
  count: 1,
  userName: 'NORD-FS03\\Administrator',
  // As Windows begins what it encrypts: a test on Windows takes nothing else.
  ciphertext: '01000000d08c9ddf0115d1118c7a00c04fc297ebc1',
  storedAt: 1_795_000_000_000,
  source: 'EncryptedPassword',
  decryption: 'Success',
  errors: [],
  text: '',
};

/** LAPS whose PowerShell answers every request with these fields over those of a password that is there. */
function lapsWith(changes: object) {
  const asked: unknown[] = [];
  const start = async (): Promise<BrokerProcess> => {
    let output: (bytes: Uint8Array) => void = () => undefined;
    return {
      exited: new Promise(() => undefined),
      listen: (take) => {
        output = take;
      },
      send: (line) => {
        const request = JSON.parse(
          Buffer.from(lineText(line).split("'").at(-2) ?? '', 'base64').toString('utf8'),
        ) as {
          nonce: string;
        };
        asked.push(request);
        const answer = JSON.stringify({ ...found, ...changes });
        output(Buffer.from(`a banner\n@${request.nonce} ${answer}\n`));
      },
      end: async () => undefined,
      kill: async () => undefined,
    };
  };
  return { laps: createLaps(start), asked };
}

it('asks for the name that is looked for, and gives what is there', async () => {
  const { laps, asked } = lapsWith({});
  const { userName, ciphertext, storedAt } = found;
  expect(await laps.read(server, stay)).toEqual({ userName, ciphertext, storedAt });
  expect(asked).toMatchObject([server]);
});

it.each([
  ['platform/laps-cleartext', { source: 'CleartextPassword', decryption: 'NotApplicable' }],
  ['platform/laps-object', { source: 'EncryptedPassword', decryption: 'Success' }],
])('takes a password as %s shows it', async (row, changes) => {
  for (const value of Object.values(changes)) expect(holds(rowOf(row), value)).toBe(true);
  expect((await lapsWith(changes).laps.read(server, stay)).userName).toBe('NORD-FS03\\Administrator');
});

it.each([
  // The account and the time of the older LAPS are empty.
  [
    'platform/laps-legacy',
    { source: 'LegacyLapsCleartextPassword', decryption: 'NotApplicable' },
    'laps.noAccount',
  ],
  // A domain controller, whose password opens its recovery console alone.
  [
    'platform/laps-unauthorized',
    { source: 'EncryptedDSRMPassword', decryption: 'Unauthorized' },
    'laps.noPassword',
  ],
])('refuses what %s shows', async (row, changes, code) => {
  for (const value of Object.values(changes)) expect(holds(rowOf(row), value)).toBe(true);
  const empty = { ...changes, userName: null, storedAt: null };
  await expect(lapsWith(empty).laps.read(server, stay)).rejects.toMatchObject({ code });
});

it.each([
  ['no module', { there: false }, 'laps.missing'],
  ['nobody of that name, or nothing to see', { count: 0, ciphertext: null }, 'laps.noPassword'],
  // One object a computer, as long as the history is not asked for (row platform/laps-history).
  ['two of that name', { count: 2, ciphertext: null }, 'laps.failed'],
  ['no password', { ciphertext: null, source: '', decryption: '' }, 'laps.noPassword'],
  ['the recovery password of a domain controller', { source: 'EncryptedDSRMPassword' }, 'laps.noPassword'],
  ['one that may not be decrypted', { ciphertext: null, decryption: 'Unauthorized' }, 'laps.notAllowed'],
  ['the older LAPS', { userName: null, source: 'LegacyLapsCleartextPassword' }, 'laps.noAccount'],
  ['another form', { ciphertext: 'plain text' }, 'operation.badResult'],
])('%s has a code of its own', async (_what, changes, code) => {
  await expect(lapsWith(changes).laps.read(server, stay)).rejects.toMatchObject({ code });
});

it.each([0x80072030, 0x8007202b, 0x8007200a])(
  'tells 0x%s of the directory, as other LAPS tools met it',
  (code) => {
    const row = rowOf('platform/legacy-laps-com-errors');
    const types = lapsErrors.filter((entry) => entry.code === code).map(({ type }) => type);
    expect([holds(row, code), types.some((type) => holds(row, type))]).toEqual([true, true]);
  },
);

it('knows failures of the directory by type and code, signed or not; a code of another type means nothing', () => {
  for (const { type, code, error } of lapsErrors) {
    expect(explainLaps([{ type, code: code ?? 7, text: '' }])).toBe(error);
    if (code !== null) expect(explainLaps([{ type, code: code | 0, text: '' }])).toBe(error);
  }
  expect(explainLaps([{ type: 'System.Exception', code: 5, text: 'hr:0x80070005' }])).toBe('laps.failed');
  expect(explainLaps([])).toBe('laps.failed');
});

it.each([
  [
    'Microsoft.Windows.LAPS.LapsPowershellException',
    'platform/laps-error-record: 2147942405 mit hr:0x80070005',
    'laps.notAllowed',
  ],
  ['LapsPowershellException', 'échec, hr:0x8007203A', 'laps.noDomain'],
  ['LapsPowershellException', 'a sentence without a number', 'laps.failed'],
])('reads the code of the module’s own exception in its words: %s, %s', (type, text, code) => {
  expect(explainLaps([{ type, code: -2146233088, text }])).toBe(code);
});
