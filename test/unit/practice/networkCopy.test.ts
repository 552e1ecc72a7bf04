import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PracticeShell } from '../../../main/practice/practiceShell';
import { sessionBytesPerSecond } from '../../../main/practice/practiceLink';
import type { RunRecord } from '../../../shared/bridge/records';
import { bench, codeOf, facts, stepsOf } from './bench';

const piece = 1024 * 1024;
const rttMs = 50;
/** Seven pieces: 64, 128, 256, 512 KB, two of 1 MB, and what is left. */
const bytes = 3_400_000;

/** A practice server of the network, and a file of this computer to send to it. */
function ready(onSleep?: (count: number) => void, machine = 'network-fresh') {
  const made = bench(machine, { rttMs, ...(onSleep ? { onSleep } : {}) });
  const source = join(made.folder, 'md4ws.msi');
  const content = Buffer.alloc(bytes, 'practice');
  writeFileSync(source, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { ...made, source, file: { sha256, name: 'md4ws.msi', bytes, source } };
}

/** Sends, and answers every record that came on the way, also where the copy did not end well. */
async function send(
  shell: PracticeShell,
  file: ReturnType<typeof ready>['file'],
  more: { signal?: AbortSignal; adminShare?: boolean; onDone?: (done: number) => void } = {},
) {
  const records: RunRecord[] = [];
  const { signal, adminShare, onDone } = more;
  const params = { files: [file], ...(adminShare === undefined ? {} : { adminShare }) };
  const onRecords = (some: readonly RunRecord[]) => {
    records.push(...some);
    for (const record of some) if (record.kind === 'progress') onDone?.(record.done);
  };
  const code = await codeOf(shell.run('Send-Package', params, { onRecords, ...(signal ? { signal } : {}) }));
  const done = records.flatMap((record) => (record.kind === 'progress' ? [record.done] : []));
  return { records, code, done, pieces: done.map((at, index) => at - (done[index - 1] ?? 0)) };
}

/** What each copy sent of its files, by the server's own count. */
const sentTo = (shell: PracticeShell) =>
  shell.received().flatMap(({ operation, bytes: sent }) => (operation === 'Send-Package' ? [sent ?? 0] : []));

describe('a copy to a practice server of the network', () => {
  test('says its way, grows its pieces, tells each one, and takes a round trip for each besides its bytes', async () => {
    const { open, clock, file } = ready();
    const shell = open();
    const begun = clock.now;
    const { records, code, done, pieces } = await send(shell, file);
    expect(code).toBe('no error');
    expect(stepsOf(records)).toEqual(['sendOverSession:done', 'copyFile:begin', 'copyFile:done']);
    expect(records.map(({ n }) => n)).toEqual(records.map((_, index) => index));
    expect(pieces.slice(0, 6)).toEqual([64, 128, 256, 512, 1024, 1024].map((kb) => kb * 1024));
    expect(done.at(-1)).toBe(bytes);
    // A look, the length of what lies there, seven pieces, the hash.
    const trips = 3 + pieces.length;
    expect(clock.now - begun).toBeCloseTo(trips * rttMs + (bytes / sessionBytesPerSecond) * 1000, 3);
    expect((await facts(shell)).kit).toEqual([{ sha256: file.sha256, name: 'md4ws.msi', bytes }]);
    expect(sentTo(shell)).toEqual([bytes]);
  });

  test('a second copy sends nothing and asks once', async () => {
    const { open, clock, file } = ready();
    const shell = open();
    await send(shell, file);
    const begun = clock.now;
    const again = await send(shell, file);
    expect([stepsOf(again.records), again.done]).toEqual([['copyFile:skipped'], []]);
    expect(clock.now - begun).toBe(rttMs);
    expect(sentTo(shell)).toEqual([bytes, 0]);
  });

  test('a link that drops in the middle of a piece costs that piece; the copy goes on from what was kept', async () => {
    // Two requests before the first piece: the sixth crosses while the link goes.
    const { open, clock, file } = ready((count) => {
      if (count === 6) shell.chooseFault('linkDown');
    });
    const shell = open();
    const first = await send(shell, file);
    expect([first.code, first.pieces]).toEqual(['target.unreachable', [64, 128, 256].map((kb) => kb * 1024)]);
    expect(await codeOf(send(shell, file).then(({ code }) => code === 'target.unreachable'))).toBe(
      'no error',
    );
    clock.now += 60_000;
    const second = await send(shell, file);
    expect(second.code).toBe('no error');
    expect(second.done[0]).toBe((first.done.at(-1) ?? Number.NaN) + 64 * 1024);
    const all = sentTo(shell).reduce((sum, sent) => sum + sent, 0);
    expect(all - bytes).toBe(512 * 1024);
    expect(all - bytes).toBeLessThanOrEqual(piece);
  });

  test('the length of a part outlives the process that sent it', async () => {
    const { open, file } = ready((count) => {
      // Never closed: a killed process closes nothing.
      if (count === 7) throw new Error('killed');
    });
    const killed = await send(open(), file);
    expect(killed.done.at(-1)).toBe((64 + 128 + 256 + 512) * 1024);
    const shell = open();
    const { code, done } = await send(shell, file);
    expect([code, done[0]]).toEqual(['no error', (killed.done.at(-1) ?? Number.NaN) + 64 * 1024]);
    const all = sentTo(shell).reduce((sum, sent) => sum + sent, 0);
    expect(all).toBeGreaterThan(bytes);
    expect(all - bytes).toBeLessThanOrEqual(piece);
  });

  test('stops between two pieces when it is called off, and goes on later without a byte twice', async () => {
    const { open, file } = ready();
    const shell = open();
    const abort = new AbortController();
    const first = await send(shell, file, {
      signal: abort.signal,
      onDone: (done) => {
        if (done >= 400_000) abort.abort();
      },
    });
    expect([first.code, first.done.at(-1)]).toEqual(['operation.canceled', 448 * 1024]);
    await send(shell, file);
    expect(sentTo(shell)).toEqual([448 * 1024, bytes - 448 * 1024]);
  });

  test('names why the share was not taken where it was allowed', async () => {
    const { open, file } = ready();
    const { records } = await send(open(), file, { adminShare: true });
    expect(records[0]).toMatchObject({ key: 'sendOverSessionInstead', state: 'done' });
    expect(records[0]?.kind === 'step' ? records[0].detail : '').not.toBe('');
  });

  test('goes over the share where it is allowed and answers, and goes on there after a cut', async () => {
    const { open, file } = ready(undefined, 'network-trellix');
    const shell = open();
    expect(stepsOf((await send(shell, file)).records)[0]).toBe('sendOverSession:done');
    const other = ready(undefined, 'network-trellix');
    const abort = new AbortController();
    const sharing = other.open();
    const cut = await send(sharing, other.file, {
      adminShare: true,
      signal: abort.signal,
      onDone: () => abort.abort(),
    });
    expect([stepsOf(cut.records)[0], cut.code]).toEqual(['sendOverShare:done', 'operation.canceled']);
    const rest = await send(sharing, other.file, { adminShare: true });
    expect([rest.code, cut.done.at(-1)]).toEqual(['no error', 1024 * 1024]);
    expect(sentTo(sharing).reduce((sum, sent) => sum + sent, 0)).toBe(other.file.bytes);
  });

  test('a source that is another file than agreed is sent twice and refused, and nothing is left of it', async () => {
    const { open, source, file } = ready();
    const shell = open();
    writeFileSync(source, Buffer.alloc(bytes, 'altered!'));
    expect((await send(shell, file)).code).toBe('operation.hashMismatch');
    expect(sentTo(shell)).toEqual([2 * bytes]);
    writeFileSync(source, 'shorter');
    expect((await send(shell, file)).code).toBe('operation.hashMismatch');
    expect(sentTo(shell)).toEqual([2 * bytes, 0]);
    expect((await facts(shell)).kit).toEqual([]);
  });

  test('a shell that was closed meanwhile writes nothing any more', async () => {
    const { open, file } = ready((count) => {
      if (count === 4) void shell.close();
    });
    const shell = open();
    expect((await send(shell, file)).code).toBe('shell.exited');
    expect(await codeOf(facts(shell))).toBe('shell.exited');
  });
});

describe('a request to a practice server of the network', () => {
  test('takes a round trip, the shorter the faster the work goes; the clock of the machine is no faster', async () => {
    const slow = bench('network-fresh', { rttMs });
    const first = (await facts(slow.open())).readAt;
    expect(first - Date.UTC(2027, 4, 3, 8, 0, 0)).toBe(rttMs);
    const quick = bench('network-fresh', { rttMs, speed: 100 });
    const shell = quick.open();
    const begun = quick.clock.now;
    // Half a millisecond each: what is too short to be slept is slept with the next.
    await facts(shell);
    expect(quick.clock.now).toBe(begun);
    const { readAt } = await facts(shell);
    expect(quick.clock.now - begun).toBe(1);
    expect(readAt).toBe(quick.clock.now);
  });

  test('is answered at once by a server that plays this computer', async () => {
    const { open, clock } = bench('2019-fresh', { rttMs });
    const begun = clock.now;
    const shell = open();
    await shell.hello();
    await facts(shell);
    expect(clock.now).toBe(begun);
  });

  test('what falls due while an answer is on its way has happened when it comes', async () => {
    const shell = bench('network-fresh', { rttMs: 60_000 }).open();
    await shell.start('run-one-1', 1, 'Set-PassiveMode', { mode: 'passive' });
    const { policy, runs } = await facts(shell);
    expect(policy.forceDefenderPassiveMode).toBe(1);
    expect(runs[0]).toMatchObject({ outcome: 'ok' });
  });
});
