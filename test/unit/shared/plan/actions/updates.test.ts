import { describe, expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import {
  refreshPlatform,
  updateIntelligence,
  updateSensor,
} from '../../../../../shared/plan/actions/updates';
import {
  intelligenceSetting,
  platformSetting,
  sensorSetting,
} from '../../../../../shared/plan/settings/updates';
import { aServer, oldPlatform, readAt, server2012R2, server2016 } from '../../../../fixtures/facts';
import { file, fileOf, having, platform, type Change } from './having';

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
    expect(notes(intelligenceSetting, old)).toEqual(['intelligence.platformFirst', 'updates.publicSince']);
  });
});

describe('security intelligence of the library', () => {
  const intelligence = file('a', { kind: 'intelligence', version: '1.460.1.0' });
  const has = (signatureVersion: string): Change => ({ defender: { signatureVersion } });
  const wanting = (change: Change, kit = { intelligence }) =>
    having([change], { wishes: { intelligence: 'library' } }, kit);

  it('is brought by its file, and done once the antivirus has its version, however old that is', () => {
    expect(operations['Update-Defender'].params.parse(updateIntelligence.call(wanting({}))?.params)).toEqual({
      ...{ what: 'intelligence', from: 'library' },
      file: fileOf(intelligence),
    });
    expect(updateIntelligence.files?.(wanting({}))).toEqual([intelligence]);
    const cases = ['1.460.0.9', '1.460.1.0', '1.460.2.0'].map((version) => wanting(has(version)));
    expect(cases.map((one) => updateIntelligence.isDone(one))).toEqual([false, true, true]);
    // A file that is gone from the library is missing, and nothing is asked of Windows in its place.
    const without = having([has('1.1.1.1')], { wishes: { intelligence: 'library' } });
    expect([updateIntelligence.isDone(without), updateIntelligence.call(without)]).toEqual([false, null]);
  });

  it('is offered where it is newer, and never to a platform that takes no new engine', () => {
    const offers = (...changes: Change[]) =>
      intelligenceSetting.offers(having(changes, {}, { intelligence })).map(({ id }) => id);
    expect(offers(has('1.460.0.9'))).toEqual(['intelligence.windows', 'intelligence.library']);
    expect(offers(has('1.460.1.0'))).toEqual(['intelligence.windows']);
    expect(offers(server2016, { defender: oldPlatform })).toEqual([]);
  });
});

describe('the sensor of the library', () => {
  const sensorUpdate = file('b', { kind: 'sensorUpdate', version: '10.8805.24100.3' });
  const wishes = { sensorUpdate: 'library' as const };
  const has = (senseVersion: string | null): Change => ({ ...server2016, sensor: { senseVersion } });

  it('is brought to Server 2012 R2 and 2016 alone, where it is newer', () => {
    const offers = (change: Change) => sensorSetting.offers(having([change], {}, { sensorUpdate })).length;
    expect([has('10.8805.24100.2'), has('10.8805.24100.3'), has(null)].map(offers)).toEqual([1, 0, 0]);
    expect(offers({ sensor: { senseVersion: '10.8040.1.1' } })).toBe(0);
    expect(sensorSetting.notes(having([{ sensor: { senseVersion: '10.8040.1.1' } }]))).toEqual([]);
    const wanted = having([has('10.8805.24100.2')], { wishes }, { sensorUpdate });
    expect(operations['Update-Sensor'].params.parse(updateSensor.call(wanted)?.params)).toEqual({
      file: fileOf(sensorUpdate),
    });
    expect(updateSensor.isDone(wanted)).toBe(false);
    expect(updateSensor.isDone(having([has('10.8805.24100.3')], { wishes }, { sensorUpdate }))).toBe(true);
    expect(updateSensor.applies(having([has('10.8805.24100.2')], {}, { sensorUpdate }))).toBe(false);
    expect(updateSensor.call(having([has('10.8805.24100.2')], { wishes }))).toBeNull();
  });

  it('says first that a server of the old agent can crash with an early one (K9)', () => {
    const agent: Change = { owners: [{ kind: 'monitoringAgent', detail: '' }] };
    expect(notes(sensorSetting, [has('10.8047.22439.1055'), agent])[0]).toBe('sensor.first');
    expect(notes(sensorSetting, [has('10.8047.22439.1056'), agent])).not.toContain('sensor.first');
    expect(notes(sensorSetting, [has('10.8047.22439.1055')])).toContain('sensor.noFile');
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
    expect(notes(platformSetting, [older], {}, kit)).toEqual([
      'updates.libraryNewer',
      'updates.publicSince',
      'updates.mayRestart',
      'updates.monthly',
    ]);
    expect(notes(platformSetting, [server2012R2])).toEqual([]);
  });
});
