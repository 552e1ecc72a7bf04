import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noHash } from '../../../main/journal/entry';
import { ownerOf } from '../../../main/journal/owner';
import { entry, first, one, two } from './lines';

describe('whose a journal is', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gangway-owner-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const ours = { targetId: 'practice-2019' };
  const long = (size: number) => `${entry(0, noHash, 'x'.repeat(size)).line}\n`;
  it.each<[string, string, unknown]>([
    ['is said by its first line', two, ours],
    ['is said by a first line without its end', first.line, ours],
    ['is said by a first line of several reads', long(9000), ours],
    ['is said whatever the second line is', `${one}hello\n`, ours],
    ['is not said by a changed line', `${first.line.replace('"x"', '"y"')}\n`, null],
    ['is not said by a torn line', first.line.slice(0, 60), null],
    ['is not looked for beyond a limit', long(300_000), null],
    ['is not said by an empty file', '', null],
    ['is nobody’s where it is none', 'hello\n', 'foreign'],
    ['is nobody’s where it is another JSON', '{"v":2,"seq":0}\n', 'foreign'],
  ])('%s', async (_, text, owner) => {
    await writeFile(join(folder, 'run.jsonl'), text);
    expect(await ownerOf(join(folder, 'run.jsonl'))).toEqual(owner);
  });

  it('is not told of a file that cannot be read', async () => {
    await expect(ownerOf(join(folder, 'gone.jsonl'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
