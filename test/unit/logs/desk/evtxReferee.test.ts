import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { evtxFile } from '../../../fixtures/evtx';
import { aLog, deskWith, everything } from './deskOf';

const run = promisify(execFile);
const start = Date.UTC(2026, 10, 30, 3, 0, 0, 123);
const events = Array.from({ length: 350 }, (_, index) => ({
  id: index % 3 === 0 ? 5 : 1116,
  level: index % 3 === 0 ? 2 : 3,
  provider: index % 3 === 0 ? 'Microsoft-Windows-SENSE' : 'Microsoft-Windows-Windows Defender',
  at: start + index * 1000,
  data: [
    ['UInt1', index],
    ['Message1', `https://x.example/é?a=${index}`],
  ] as const,
}));

/** What python3-evtx reads, one line an event: number, id, level, provider and values. */
const script = `
import html, re, sys
import Evtx.Evtx as evtx
with evtx.Evtx(sys.argv[1]) as log:
    head = log.get_file_header()
    print(head.verify() and all(chunk.verify() for chunk in head.chunks()))
    for record in log.records():
        xml = record.xml()
        one = lambda pattern: re.search(pattern, xml).group(1)
        print('\\t'.join([one('<EventRecordID>(\\d+)'), one('<EventID>(\\d+)'), one('<Level>(\\d+)'), one('Provider Name="([^"]+)'), html.unescape(' | '.join(re.findall('<Data Name="[^"]+">([^<]*)<', xml)))]))
`;

it('generated event logs are read as python3-evtx reads them', async (context) => {
  // Debian's own Python has it, whichever stands first on the PATH.
  const python = await ['/usr/bin/python3', 'python3'].reduce<Promise<string | null>>(
    async (found, one) =>
      (await found) ??
      run(one, ['-c', 'import Evtx.Evtx']).then(
        () => one,
        () => null,
      ),
    Promise.resolve(null),
  );
  if (python === null) return context.skip('python3-evtx is not here (Debian package python3-evtx)');
  const box = await mkdtemp(join(tmpdir(), 'gangway-evtx-'));
  try {
    const file = join(box, 'a.evtx');
    await writeFile(file, evtxFile(events));
    const { stdout } = await run(python, ['-c', script, file], {
      maxBuffer: 10_000_000,
      encoding: 'utf8',
    });
    const [intact, ...theirs] = stdout.trim().split(/\r?\n/);
    expect(intact).toBe('True');
    const { desk } = await deskWith(aLog('a.evtx', evtxFile(events)));
    const ours = desk.ask.getLogLines({ ...everything, offset: 0, limit: 500 }).lines;
    const levels = { error: 2, warning: 3, information: 4 };
    expect(ours.map(({ line, event, level, text }) => [line, event, levels[level], text].join('\t'))).toEqual(
      theirs.map((row) => row.split('\t').toSpliced(3, 1).join('\t')),
    );
  } finally {
    await rm(box, { recursive: true, force: true });
  }
}, 60_000);
