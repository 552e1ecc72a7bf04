import { receivedBy } from '../test/unit/app/received';
import { Walker } from '../test/unit/app/walker';
import type { Measured } from './goals';

const machine = '2016-trellix';

/** Counts the round trips of a whole path, as test/unit/app/roundTrips.test.ts holds them. Following is not counted. */
export async function pathRows(): Promise<Measured> {
  const walker = await Walker.start();
  try {
    const id = await walker.prepare(machine, ['onboarding', 'installation', 'platformUpdate'], 'passive');
    const before = (await receivedBy(walker.folder, machine)).filter(
      ({ operation }) => operation === 'Get-ServerState',
    );
    for (const check of walker.assess(id).known?.checks ?? [])
      if (check.state === 'toFix' && check.fix !== null)
        await walker.decide(id, { kind: 'acceptFix', fix: check.fix });
    if (walker.states(id).mode === 'toFix')
      await walker.decide(id, { kind: 'acceptNoProtector', accepted: true });
    const view = await walker.carryOut(id, 60_000);
    if (view.run?.outcome !== 'done') throw new Error(`the path ended as ${String(view.run?.outcome)}`);
    const received = await receivedBy(walker.folder, machine);
    const counted = received.filter(({ operation, kind }) => operation !== 'hello' && kind !== 'follow');
    return {
      roundTrips: { ours: counted.length, reference: 2 * view.run.actions.length + 3 },
      factsTrips: { ours: before.length },
    };
  } finally {
    await walker.stop();
  }
}
