import { describe, expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import { afterReturn, dangerNow } from '../../../../shared/plan/guard';
import { Walker } from '../../app/walker';

const factsOf = (walker: Walker, id: string): ServerState => {
  const { facts } = walker.view(id);
  if (facts === null) throw new Error('nothing was read');
  return facts;
};

describe('taking back passive beside another antivirus', () => {
  it(
    'says two blockers in red wherever protection is told of, and in the report',
    { timeout: 30_000 },
    async () => {
      const walker = await Walker.start();
      try {
        const id = await walker.prepare(
          '2016-trellix',
          ['onboarding', 'installation', 'platformUpdate'],
          'passive',
        );
        expect((await walker.carryOut(id)).run?.outcome).toBe('done');
        await walker.readUntil(id, 'onboarded', () => walker.states(id).onboard === 'done');
        expect(dangerNow(factsOf(walker, id))).toBeNull();
        const before = afterReturn(factsOf(walker, id), null);
        expect(before).toEqual({ when: 'now', defender: 'blocking', guard: 'two' });

        const { changes, target } = walker.view(id);
        const { runId, nn } = changes.findLast(({ undo }) => undo === 'possible') ?? expect.unreachable();
        await walker.ask('undoChange', { targetId: id, change: { runId, nn }, name: target.name });
        await walker.until(id, 'taken back', ({ run, busy }) => busy === 'idle' && run?.purpose === 'undo');
        // What was said before is what the server then shows.
        expect(dangerNow(factsOf(walker, id))).toBe('two');
        expect(walker.states(id)).toMatchObject({ mode: 'ahead', onboard: 'stopped' });
        await walker.decide(id, { kind: 'wish', wishes: { mode: 'active' } });
        walker.session = await walker.ask('getSession', {});
        expect(walker.states(id)).toMatchObject({ mode: 'stopped', onboard: 'stopped' });
        const proof = walker.assess(id).known?.proofs.find((one) => one.id === 'mode');
        expect(proof).toMatchObject({ state: 'unsafe', raw: expect.stringContaining('McShield running') });
        const { html } = await walker.ask('previewReport', { journey: 'onboard', targetId: id });
        expect(html).toContain('Two antivirus products block threats on this server at the same time.');

        await walker.decide(id, { kind: 'wish', wishes: { mode: 'passive' } });
        await walker.carryOut(id);
        await walker.ask('readFacts', { targetId: id });
        walker.session = await walker.ask('getSession', {});
        expect(walker.states(id)).toMatchObject({ mode: 'done', onboard: 'done' });
      } finally {
        await walker.stop();
      }
    },
  );
});
