import { expect, it } from 'vitest';
import { createTexts } from '../../../../main/texts';
import { scriptText } from '../../../../main/handoff/scripts';
import { generators } from '../../../../shared/handoff/engines';
import { guideOf, type GuidedEngine } from '../../../../shared/handoff/guide';
import { exitCodes } from '../../../../shared/handoff/result';
import { noWishes } from '../../../../shared/model/wishes';
import { wantedHandOff } from '../../../fixtures/handOff';

const engines: readonly GuidedEngine[] = ['plain', 'configurationManager', 'ansible'];
const leaving = {
  ...wantedHandOff,
  direction: 'offboard' as const,
  uninstall: true,
  tenantFile: wantedHandOff.tenantFile && { ...wantedHandOff.tenantFile, kind: 'offboarding' as const },
};

it.each(engines)(
  'the guide of %s says what this choice does, in both languages, and explains every code',
  (engine) => {
    for (const language of ['en', 'fr'] as const) {
      const t = createTexts(language);
      const guide = guideOf(t, engine, wantedHandOff, scriptText);
      const all = [...guide.does, ...guide.before, ...guide.steps, ...guide.back];
      expect(all.filter((text) => /\{\{|fleet:/.test(text))).toEqual([]);
      expect(guide.does.some((text) => text.includes(t('settings:name.deviceTag')))).toBe(true);
      expect(guide.does.some((text) => text.includes('KB3080149'))).toBe(true);
      expect(guide.codes.map(([code]) => code)).toEqual(Object.values(exitCodes));
      const leave = guideOf(t, engine, leaving, scriptText);
      expect(leave.does).toContain(t('fleet:readme.step.remove'));
      expect(leave.does).not.toContain(t('fleet:readme.step.onboard'));
    }
  },
);

it.each(engines)('%s names every file of its steps, and writes the same again', (engine) => {
  const made = generators[engine]?.(wantedHandOff, scriptText);
  const steps = guideOf(createTexts('en'), engine, wantedHandOff, scriptText).steps.join(' ');
  const named = steps.match(/[\w-]+\.(ps1|yml|json)\b/g) ?? [];
  const there = made?.files.map(({ path }) => path.split('/').at(-1)) ?? [];
  expect(named.filter((name) => !there.includes(name) && name !== 'result.json')).toEqual([]);
  expect(generators[engine]?.(structuredClone(wantedHandOff), scriptText)).toEqual(made);
});

it('the policy of Configuration Manager itself is named the better way where it does all that is wanted', () => {
  const t = createTexts('en');
  const bare = {
    ...wantedHandOff,
    parts: wantedHandOff.parts.map((part) => ({ ...part, updates: [] })),
    wishes: { ...noWishes, sampleCollection: 'refused' as const },
  };
  const native = t('fleet:configurationManager.native');
  expect(guideOf(t, 'configurationManager', bare, scriptText).before).toContain(native);
  for (const more of [
    { wishes: { ...noWishes, deviceTag: 'x' } },
    { uninstall: true },
    { parts: wantedHandOff.parts },
  ])
    expect(guideOf(t, 'configurationManager', { ...bare, ...more }, scriptText).before).not.toContain(native);
});

it('the way back leads to hand-offs by the names that stand on the page', () => {
  const t = createTexts('en');
  const back = (wanted: typeof wantedHandOff) => guideOf(t, 'plain', wanted, scriptText).back.join(' ');
  expect(back(wantedHandOff)).toMatch(
    /take servers off .*“Offboard”.* settings back .*“Take the settings back”/,
  );
  expect(back({ ...wantedHandOff, direction: 'remove' })).toMatch(/Coming back .*“Onboard”/);
});
