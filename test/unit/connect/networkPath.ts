import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionBytesPerSecond } from '../../../main/practice/practiceLink';
import { practiceStateSchema, type Received } from '../../../main/practice/machine/practiceState';
import { simulatedNetwork } from '../../fakes/simulatedNetwork';
import { receivedBy } from '../app/received';
import * as on from '../app/stage';
import { Walker } from '../app/walker';

const machine = 'network-trellix';

/** A whole path to a server of the network; times are simulated milliseconds. */
export interface NetworkPath {
  readonly actions: number;
  readonly files: number;
  /** What the server was asked until its facts were known, and how long that took. */
  readonly atFirst: { readonly asked: readonly string[]; readonly ms: number };
  /** What it was asked altogether, without following records; the pieces of a copy belong to the one request that sends them. */
  readonly requests: readonly Received[];
  readonly oursMs: number;
  readonly scriptMs: number;
}

/**
 * Walks from Connect to the last action of the plan on a practice server of the network whose round trip takes `rttMs`. Against it
 * stands one script written by hand: it goes over in one request, copies the files in one stream at the speed of the session, then
 * does the same actions one after the other, each in the time it took here on the server. It reads no facts and checks nothing.
 */
export async function walkNetworkPath(rttMs: number): Promise<NetworkPath> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'gangway-network-'));
  const { openShell, passed } = simulatedNetwork({ dataFolder, rttMs });
  const walker = await Walker.start(dataFolder, { openShell, pace: on.quickly });
  try {
    const id = await walker.prepare(machine, ['onboarding', 'installation', 'platformUpdate'], 'passive');
    const asked = (await receivedBy(dataFolder, machine)).map(({ operation }) => operation);
    const atFirst = { asked, ms: passed() };
    for (const check of walker.assess(id).known?.checks ?? [])
      if (check.state === 'toFix' && check.fix !== null)
        await walker.decide(id, { kind: 'acceptFix', fix: check.fix });
    if (walker.states(id).mode === 'toFix')
      await walker.decide(id, { kind: 'acceptNoProtector', accepted: true });
    const view = await walker.carryOut(id, 60_000);
    if (view.run?.outcome !== 'done') throw new Error(`the path ended as ${String(view.run?.outcome)}`);
    const oursMs = passed();
    const text = await readFile(join(dataFolder, 'practice', `${machine}.json`), 'utf8');
    const { runs, received, machine: left } = practiceStateSchema.parse(JSON.parse(text));
    const worked = runs.reduce((sum, run) => sum + (run.records.at(-1)?.at ?? 0) - run.startedAt, 0);
    const bytes = left.kit.reduce((sum, file) => sum + file.bytes, 0);
    return {
      actions: view.run.actions.length,
      files: left.kit.length,
      atFirst,
      requests: received.filter(({ kind }) => kind !== 'follow'),
      oursMs,
      // The request, and the copy beside it.
      scriptMs: 2 * rttMs + (bytes / sessionBytesPerSecond) * 1000 + worked,
    };
  } finally {
    await walker.stop();
  }
}
