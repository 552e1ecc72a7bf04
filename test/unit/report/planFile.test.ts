import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { scripts } from '../../../main/operations';
import { Walker } from '../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

describe('the plan as a file', () => {
  it('holds each action with its parameters and each script in full, and confirms nothing', async () => {
    walker = await Walker.start();
    const id = await walker.prepare('2019-fresh', ['onboarding'], 'active');
    const { path } = await walker.ask('savePlan', { journey: 'onboard', targetId: id });
    const text = await readFile(path ?? '', 'utf8');
    expect(text.startsWith('\uFEFFPlan for PRACTICE-2019')).toBe(true);
    expect(text).toContain('PRACTICE: a simulated server');
    expect(text).toContain('1. Copy the kit to the server');
    expect(text).toMatch(/2\. Onboard the server\r\nRuns: +On the server, as SYSTEM/);
    expect(text).toContain('"orgId"');
    for (const name of ['Send-Package', 'Invoke-Onboarding'] as const) {
      expect(text).toContain(`# SHA-256 ${scripts[name].sha256}`);
      expect(text.replaceAll('\r\n', '\n')).toContain(scripts[name].text.replaceAll('\r\n', '\n').trim());
    }
    expect(text).not.toMatch(/planFile:|actions:|\{\{/);
    expect(walker.view(id).inputs.journeys.onboard.confirmed).toBeNull();
    expect(walker.view(id).run).toBeNull();
  });

  it('is refused before the server was read', async () => {
    walker = await Walker.start();
    const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
    expect(await walker.refused('savePlan', { journey: 'onboard', targetId })).toBe('step.blocked');
  });
});
