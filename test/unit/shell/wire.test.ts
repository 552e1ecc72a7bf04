import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootLines, frameSchema, lineText, requestLine } from '../../../main/shell/wire';
import { anyText } from '../properties/anyText';

test('a request is one line whose only variable part is base64', () => {
  fc.assert(
    fc.property(anyText(), fc.jsonValue(), (text, value) => {
      const request = {
        ...{ nonce: 'ab', id: 1, operation: text, text, sha256: text },
        ...{ params: JSON.stringify(value), cancelFile: text },
      };
      const line = lineText(requestLine(request));
      const [, base64] = /^& \$GangwayBroker '([A-Za-z0-9+/=]+)'\n$/.exec(line) ?? [];
      expect(base64).toBeDefined();
      const back: unknown = JSON.parse(Buffer.from(base64 ?? '', 'base64').toString('utf8'));
      expect(back).toEqual(JSON.parse(JSON.stringify(request)));
    }),
  );
});

test('a script that was sent before goes with the parameters, the hash and the relay of now', () => {
  const asked = {
    nonce: 'ab',
    id: 1,
    operation: 'é',
    text: 'é',
    sha256: 'aa',
    params: '"é"',
    cancelFile: '',
  };
  for (const request of [
    asked,
    { ...asked, id: 23, params: '"other"' },
    { ...asked, sha256: 'bb' },
    { ...asked, relay: 'one' },
    { ...asked, relay: 'two' },
    asked,
  ]) {
    const [, base64 = ''] = /'(.*)'\n$/.exec(lineText(requestLine(request))) ?? [];
    expect(JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))).toEqual(request);
    // A decoder of base64 takes no padding in the middle.
    expect(base64).toMatch(/^[A-Za-z0-9+/]+=*$/);
  }
});

test('booting takes lines, each one physical line', () => {
  const lines = bootLines('ab', "line 'one'\nline $(two)\r\n");
  expect(lines.join('')).not.toMatch(/[\r\n]|\$\(two|'one/);
  expect(lines[0]).toContain('LanguageMode');
});

test('frames are refused when they carry anything unknown', () => {
  expect(frameSchema.safeParse({ id: 1, hb: true }).success).toBe(true);
  for (const bad of [
    { id: 1 },
    { id: 1, hb: true, more: 1 },
    { id: 1, records: [{ n: 0 }] },
    { hello: {} },
  ]) {
    expect(frameSchema.safeParse(bad).success).toBe(false);
  }
});
