import { describe, expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import { refreshPlatform, updateIntelligence } from '../../../../../shared/plan/actions/updates';
import { intelligenceSetting, platformSetting } from '../../../../../shared/plan/settings/updates';
import { aServer, oldPlatform, readAt, server2012R2, server2016 } from '../../../../fixtures/facts';
import { fileOf, having, platform, type Change } from './having';

const hour = 60 * 60_000;
const came = (hoursAgo: number): Change => ({
  defender: { signaturesUpdatedAt: readAt - hoursAgo * hour },
});
const asked = (hoursAgo: number): Change => ({
  runs: [
    {
      ...{ runId: 'r', nn: 1, operation: 'Update-Defender', outcome: 'ok', code: null },
      ...{ startedAt: readAt - hoursAgo * hour, endedAt: readAt - hoursAgo * hour },
    },
  ],
});
const notes = (of: typeof platformSetting, ...args: Parameters<typeof having>) =>
  of.notes(having(...args)).map(({ id }) => id);

describe('security intelligence', () => {
  const wish = (...changes: Change[]) => having(changes, { wishes: { intelligence: 'windows' } });
  it('is done while it is a day old at most, or the server was asked within a day', () => {
    const cases = [wish(came(23)), wish(came(25)), wish(came(200), asked(2)), wish(came(200), asked(30))];
    expect(cases.map((situation) => updateIntelligence.isDone(situation))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(updateIntelligence.isDone(wish({ defender: { signaturesUpdatedAt: null } }))).toBe(false);
    expect(updateIntelligence.applies(having([]))).toBe(false);
    expect(operations['Update-Defender'].params.parse(updateIntelligence.call(wish())?.params)).toEqual({
      what: 'intelligence',
      from: 'windows',
    });
  });

  it('is taken from a share that a person typed, and from nothing else', () => {
    const { field } = intelligenceSetting;
    const path = '\\\\files.example\\defender updates';
    expect(field?.wishOf(` ${path}\\ `)).toEqual({ intelligence: path });
    for (const text of ['C:\\updates', '\\\\files', 'https://files/x', '\\\\files\\a"b', ''])
      expect([text, field?.wishOf(text)]).toEqual([text, null]);
    const wished = having([], { wishes: { intelligence: path } });
    expect(operations['Update-Defender'].params.parse(updateIntelligence.call(wished)?.params)).toEqual({
      what: 'intelligence',
      from: 'share',
      path,
    });
    expect(field?.textOf(wished.inputs.wishes)).toBe(path);
    expect(intelligenceSetting.notes(wished).map(({ id }) => id)).toContain('intelligence.share');
  });

  it('says its age, and waits for a platform that takes new engines', () => {
    const words = [came(23), came(49), server2012R2].map((change) =>
      intelligenceSetting.now(aServer(change)),
    );
    expect(words.map(({ word, values }) => [word, values?.days])).toEqual([
      ['intelligence.today', undefined],
      ['intelligence.days', 2],
      ['noAntivirus', undefined],
    ]);
    expect(intelligenceSetting.offers(having([])).map(({ id }) => id)).toEqual(['intelligence.windows']);
    const old: Change[] = [server2016, { defender: oldPlatform }];
    expect(intelligenceSetting.offers(having(old))).toEqual([]);
    expect(notes(intelligenceSetting, old)).toEqual(['intelligence.platformFirst', 'updates.newestUnknown']);
  });
});

describe('the platform of the library', () => {
  const kit = { platformUpdate: platform };
  const older: Change = { defender: { platformVersion: '4.18.25100.1' } };
  const wishes = { platform: 'library' as const };

  it('is brought where it is newer, by the operation of the prerequisite, with its file', () => {
    const situation = having([older], { wishes }, kit);
    expect(operations['Install-Prerequisite'].params.parse(refreshPlatform.call(situation)?.params)).toEqual({
      fix: 'platformUpdate',
      file: fileOf(platform),
    });
    expect(refreshPlatform.files?.(situation)).toEqual([platform]);
    expect(refreshPlatform.isDone(situation)).toBe(false);
    expect(refreshPlatform.isDone(having([], { wishes }, kit))).toBe(true);
    // A library without one has nothing to bring, and the plan says that a file is missing.
    expect(
      [having([older], { wishes })].map((one) => [refreshPlatform.isDone(one), refreshPlatform.call(one)]),
    ).toEqual([[false, null]]);
  });

  it('is offered where it is newer, and else says against what "current" was judged', () => {
    const offers = (...args: Parameters<typeof having>) => platformSetting.offers(having(...args)).length;
    expect([offers([older], {}, kit), offers([], {}, kit), offers([older])]).toEqual([1, 0, 0]);
    expect(notes(platformSetting, [older], {}, kit)).toEqual(['updates.libraryNewer', 'updates.mayRestart']);
    expect(notes(platformSetting, [], {}, kit)).toEqual(['updates.asLibrary', 'updates.monthly']);
    expect(notes(platformSetting, [])).toEqual(['updates.newestUnknown', 'updates.monthly']);
    expect(notes(platformSetting, [server2012R2])).toEqual([]);
  });
});
