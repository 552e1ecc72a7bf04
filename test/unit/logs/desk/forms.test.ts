import { describe, expect, it } from 'vitest';
import { aLog, deskWith, everything } from './deskOf';

const text = 'MSI (s) (F8:08) [14:12:24:481]: Prüfung läuft\r\nMSI (s) (F8:08) [14:12:25:002]: Ende\r\n';
const utf16 = Buffer.from(text, 'utf16le');
const mark = (...bytes: number[]) => Buffer.from(bytes);

describe('the form of a log', () => {
  it.each([
    ['UTF-16 with its mark', Buffer.concat([mark(0xff, 0xfe), utf16]), 'utf16le'],
    ['UTF-16 without', utf16, 'utf16le'],
    ['UTF-16, big end first', Buffer.concat([mark(0xfe, 0xff), Buffer.from(utf16).swap16()]), 'utf16be'],
    ['UTF-16, big end first, without', Buffer.from(utf16).swap16(), 'utf16be'],
    ['UTF-8 with its mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(text)]), 'utf8'],
    ['UTF-8', Buffer.from(text), 'utf8'],
    ['a code page of Windows', Buffer.from(text, 'latin1'), '8bit'],
  ])('is read: %s', async (_name, bytes, form) => {
    const { desk, view } = await deskWith(aLog('any.txt', bytes));
    expect(view.files).toMatchObject([{ kind: 'msi', form, lines: 2, refusal: null }]);
    const { lines } = desk.ask.getLogLines({ ...everything, offset: 0, limit: 10 });
    expect(lines[0]?.text).toBe('MSI (s) (F8:08) [14:12:24:481]: Prüfung läuft');
    expect((lines[1]?.at ?? 0) - (lines[0]?.at ?? 0)).toBe(521);
  });

  it('is none where bytes are no text', async () => {
    const { view } = await deskWith(
      aLog('a.log', Buffer.alloc(5000)),
      aLog('b.log', Buffer.from('MZ\u0000\u0001\u0002\u0003\u0000\u0000'.repeat(400), 'latin1')),
      aLog('c.log', ''),
    );
    expect(view.files.map(({ refusal }) => refusal)).toEqual(['binary', 'binary', 'empty']);
    expect(view.files.map(({ share }) => share)).toEqual(['refused', 'refused', 'refused']);
  });

  it('shows no control character and no mark that turns the direction of reading', async () => {
    const { desk } = await deskWith(
      aLog('x.log', `MSI (s) (F8:08) [14:12:24:481]: a\u0007b\u202ec\td\r\n${'x '.repeat(3000)}`),
    );
    const { lines } = desk.ask.getLogText({ file: 0, from: 1, limit: 5 });
    expect(lines[0]).toBe('MSI (s) (F8:08) [14:12:24:481]: a\ufffdb\ufffdc d');
    expect(lines[1]).toHaveLength(999);
  });
});
