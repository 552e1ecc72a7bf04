import { describe, expect, it } from 'vitest';
import { antivirusProxySetting } from '../../../../../shared/plan/settings/antivirusProxy';
import { exclusionsSetting } from '../../../../../shared/plan/settings/exclusions';
import { networkProtectionSetting } from '../../../../../shared/plan/settings/networkProtection';
import type { Setting } from '../../../../../shared/plan/settings/setting';
import type { Situation } from '../../../../../shared/plan/situation';
import { server2012R2 } from '../../../../fixtures/facts';
import { having, type Change } from '../actions/having';

const notes = (setting: Setting, situation: Situation) => setting.notes(situation).map(({ id }) => id);
const offers = (setting: Setting, ...changes: Change[]) =>
  setting.offers(having(changes)).map(({ id }) => id);
const none: Change = { preferences: null };

describe('the setting of network protection', () => {
  it.each<[Change, string]>([
    [{}, 'networkProtection.off'],
    [
      { preferences: { enableNetworkProtection: 1, allowNetworkProtectionOnWinServer: true } },
      'networkProtection.block',
    ],
    [
      { preferences: { enableNetworkProtection: 2, allowNetworkProtectionOnWinServer: true } },
      'networkProtection.audit',
    ],
    // The trap of servers: wanted, and without the permission it does nothing.
    [{ preferences: { enableNetworkProtection: 1 } }, 'networkProtection.notAllowed'],
    [{ preferences: { enableNetworkProtection: 6, allowNetworkProtectionOnWinServer: true } }, 'unread'],
    [
      { preferences: { enableNetworkProtection: null, allowNetworkProtectionOnWinServer: null } },
      'oldPlatform',
    ],
    [none, 'noAntivirus'],
  ])('says what is so: %j is %s', (change, word) => {
    expect(networkProtectionSetting.now(having([change]).facts).word).toBe(word);
  });

  it('offers UDP only where nothing speaks against it, and nothing where it cannot be set', () => {
    const all = ['off', 'audit', 'block'].map((wish) => `networkProtection.${wish}`);
    expect(offers(networkProtectionSetting)).toEqual(all);
    expect(offers(networkProtectionSetting, { roles: ['Web-Server'] })).toEqual([
      ...all,
      'networkProtection.blockUdp',
    ]);
    expect(offers(networkProtectionSetting, none)).toEqual([]);
  });

  it('says what speaks against UDP, and that a passive Defender does nothing', () => {
    const quiet = { roles: ['Web-Server'] };
    expect(notes(networkProtectionSetting, having([quiet]))).toEqual([]);
    expect(
      notes(
        networkProtectionSetting,
        having([{ roles: ['DNS'], defender: { runningMode: 'Passive Mode' } }], {
          wishes: { networkProtection: 'block' },
        }),
      ),
    ).toEqual(['networkProtection.passive', 'networkProtection.datagrams.dns', 'networkProtection.traffic']);
    expect(notes(networkProtectionSetting, having([quiet], { wishes: { mode: 'passive' } }))).toEqual([
      'networkProtection.passive',
    ]);
  });
});

describe('the setting of the antivirus proxy', () => {
  const set = { preferences: { proxyServer: 'http://av:80' } };
  const held = { ...set, proxy: { antivirus: 'http://av:80' } };
  it('says who set it, and offers to take it away only where nobody else holds it', () => {
    const words = [{}, set, held, none].map(
      (change) => antivirusProxySetting.now(having([change]).facts).word,
    );
    expect(words).toEqual([
      'antivirusProxy.none',
      'antivirusProxy.own',
      'antivirusProxy.policy',
      'noAntivirus',
    ]);
    expect([{}, set, held].map((change) => offers(antivirusProxySetting, change))).toEqual([
      [],
      ['antivirusProxy.none'],
      [],
    ]);
    expect(notes(antivirusProxySetting, having([held]))).toEqual(['antivirusProxy.policyWins']);
  });
});

describe('the setting of exclusions', () => {
  const hidden: Change = {
    preferences: { exclusions: { paths: null, extensions: null, processes: null } },
    unreadable: [{ fact: 'preferences.exclusions.paths', reason: 'accessDenied', detail: 'N/A: hidden' }],
  };
  const dns2012: Change = {
    ...server2012R2,
    roles: ['DNS'],
    preferences: { exclusions: { paths: ['D:\\Data'], extensions: [], processes: [] } },
  };

  it('says how many there are, or that they are hidden', () => {
    const [some, nothing, kept] = [dns2012, {}, hidden].map((change) =>
      exclusionsSetting.now(having([change]).facts),
    );
    expect(some).toMatchObject({
      word: 'exclusions.some',
      values: { paths: 1, extensions: 0, processes: 0 },
    });
    expect([nothing?.word, kept?.word]).toEqual(['exclusions.none', 'exclusions.hidden']);
    expect(notes(exclusionsSetting, having([hidden]))).toEqual(['exclusions.hidden']);
  });

  it('offers what the roles of a 2012 R2 lack, and takes nothing that is too broad', () => {
    const [offer] = exclusionsSetting.offers(having([dns2012]));
    expect(offer?.id).toBe('exclusions.roles');
    expect(offer?.wishes.exclusions?.add.processes).toEqual(['%SystemRoot%\\System32\\dns.exe']);
    const add = offer?.wishes.exclusions?.add;
    expect(offers(exclusionsSetting, dns2012, { preferences: { exclusions: add } })).toEqual([]);
    expect(offers(exclusionsSetting)).toEqual([]);
    expect(exclusionsSetting.field?.wishOf('C:\\')).toBeNull();
    expect(exclusionsSetting.field?.wishOf('-C:\\')).toMatchObject({
      exclusions: { remove: { paths: ['C:\\'] } },
    });
  });

  it('tells each line that it adds or takes away', () => {
    const wish = exclusionsSetting.field?.wishOf('D:\\Data\nE:\\New\n-.mdf') ?? {};
    const situation = having([dns2012], { wishes: wish });
    expect(exclusionsSetting.parts?.(situation)).toEqual([
      { name: 'ExclusionPath', before: 'D:\\Data', after: 'D:\\Data' },
      { name: 'ExclusionPath', before: '-', after: 'E:\\New' },
      { name: 'ExclusionExtension', before: '-', after: '-' },
    ]);
    expect(notes(exclusionsSetting, situation)).toEqual(['exclusions.noRoles', 'exclusions.less']);
  });
});
