import { describe, expect, it } from 'vitest';
import { antivirusProxyIn, setAntivirusProxy } from '../../../../../shared/plan/actions/antivirusProxy';
import { changeExclusions } from '../../../../../shared/plan/actions/exclusions';
import { againstDatagrams, setNetworkProtection } from '../../../../../shared/plan/actions/networkProtection';
import type { Wishes } from '../../../../../shared/model/wishes';
import { operations } from '../../../../../shared/model/operations';
import { aServer, server2012R2, server2016 } from '../../../../fixtures/facts';
import { having, type Change } from './having';

const none = { paths: [], extensions: [], processes: [] };
const quiet: Change = { roles: ['Web-Server'] };
const params = (call: ReturnType<typeof setNetworkProtection.call>) =>
  operations['Set-DefenderPreference'].params.parse(call?.params);

describe('network protection', () => {
  const wanted = (wish: Wishes['networkProtection'], ...changes: Change[]) =>
    having([quiet, ...changes], { wishes: { networkProtection: wish } });
  const on = { AllowNetworkProtectionOnWinServer: true, AllowDatagramProcessingOnWinServer: false };

  it.each<[string, Wishes['networkProtection'], Change, object]>([
    ['block on 2019', 'block', {}, { ...on, EnableNetworkProtection: 1 }],
    ['record on 2019', 'audit', {}, { ...on, EnableNetworkProtection: 2 }],
    ['off', 'off', {}, { EnableNetworkProtection: 0 }],
    [
      'block on 2016',
      'block',
      { ...server2016 },
      { ...on, AllowNetworkProtectionDownLevel: true, EnableNetworkProtection: 1 },
    ],
    [
      'look at UDP',
      'blockUdp',
      {},
      { ...on, AllowDatagramProcessingOnWinServer: true, EnableNetworkProtection: 1 },
    ],
    [
      'look at UDP on a server for DNS',
      'blockUdp',
      { roles: ['DNS'] },
      { ...on, EnableNetworkProtection: 1 },
    ],
  ])('asks for what this Windows needs: %s', (_, wish, change, values) => {
    const situation = wanted(wish, change);
    expect(params(setNetworkProtection.call(situation))).toEqual({ values, exclusions: null });
    expect(setNetworkProtection.isDone(situation)).toBe(wish === 'off');
  });

  it('is done once each value is there, and not wanted where nothing is wished', () => {
    const set = {
      preferences: { enableNetworkProtection: 1, allowNetworkProtectionOnWinServer: true },
    } satisfies Change;
    expect(setNetworkProtection.isDone(wanted('block', set))).toBe(true);
    expect(setNetworkProtection.isDone(wanted('audit', set))).toBe(false);
    expect(setNetworkProtection.applies(wanted(null))).toBe(false);
  });

  it.each<[Change, readonly string[]]>([
    [{}, []],
    [{ os: { productType: 2 } }, ['domainController']],
    [{ roles: ['DNS', 'FS-FileServer'] }, ['dns', 'file']],
    [{ workloads: ['sqlServer', 'exchange'] }, ['sqlServer', 'exchange']],
    [{ unreadable: [{ fact: 'roles', reason: 'notInTime', detail: '' }] }, ['notRead']],
  ])('knows what speaks against looking at UDP: %j', (change, against) => {
    expect(againstDatagrams(aServer(quiet, change))).toEqual(against);
  });

  it('goes back to what was there, value by value', () => {
    const before = setNetworkProtection.evidence(aServer());
    expect(before).toBe(
      'EnableNetworkProtection = 0, AllowNetworkProtectionOnWinServer = False, AllowNetworkProtectionDownLevel = False, AllowDatagramProcessingOnWinServer = False',
    );
    const back = setNetworkProtection.takeBack?.(before);
    expect(params(back?.call ?? null).values).toEqual({
      EnableNetworkProtection: 0,
      AllowNetworkProtectionOnWinServer: false,
      AllowNetworkProtectionDownLevel: false,
      AllowDatagramProcessingOnWinServer: false,
    });
    expect(back?.isDone(aServer())).toBe(true);
    expect(back?.isDone(aServer({ preferences: { enableNetworkProtection: 1 } }))).toBe(false);
    // A server whose antivirus did not answer says nothing to go back to.
    expect(setNetworkProtection.takeBack?.(setNetworkProtection.evidence(aServer(server2012R2)))).toBeNull();
  });
});

describe('the proxy of the antivirus', () => {
  it.each([
    ['proxy.example:8080', 'http://proxy.example:8080'],
    [' HTTPS://10.0.0.1:3128/ ', 'https://10.0.0.1:3128'],
    ['proxy.example', null],
    ['proxy.example:99999', null],
    ['user:secret@proxy.example:80', null],
    ['http://proxy.example:80/x', null],
  ])('typed as %s is %s', (text, proxy) => {
    expect(antivirusProxyIn(text)).toBe(proxy);
  });

  it('is set, taken away, and put back', () => {
    const proxy = 'http://proxy.example:8080';
    const there: Change = { preferences: { proxyServer: proxy } };
    const wish = (antivirusProxy: string | null, ...changes: Change[]) =>
      having(changes, { wishes: { antivirusProxy } });
    expect(params(setAntivirusProxy.call(wish(proxy))).values).toEqual({ ProxyServer: proxy });
    expect(params(setAntivirusProxy.call(wish(''))).values).toEqual({ ProxyServer: null });
    expect(
      [wish(proxy, there), wish('', there), wish(''), wish(proxy)].map(setAntivirusProxy.isDone),
    ).toEqual([true, false, true, false]);
    expect(setAntivirusProxy.isDone(wish('', { preferences: null }))).toBe(false);
    const back = setAntivirusProxy.takeBack?.(setAntivirusProxy.evidence(aServer()));
    expect(params(back?.call ?? null).values).toEqual({ ProxyServer: null });
    expect([aServer(), aServer(there)].map((facts) => back?.isDone(facts))).toEqual([true, false]);
    expect(setAntivirusProxy.takeBack?.('Get-MpPreference -')).toBeNull();
    // A proxy that somebody wrote in another form is no value of ours to write.
    expect(setAntivirusProxy.takeBack?.('ProxyServer = a;b')).toBeNull();
  });
});

describe('exclusions', () => {
  const add = { ...none, paths: ['D:\\Data'] };
  const remove = { ...none, extensions: ['tmp'] };
  const wish = (...changes: Change[]) => having(changes, { wishes: { exclusions: { add, remove } } });
  const lists = (paths: string[] | null, extensions: string[]): Change => ({
    preferences: { exclusions: { paths, extensions, processes: [] } },
  });

  it('are done once each line is added and each taken away, whatever else is there', () => {
    expect(params(changeExclusions.call(wish()))).toEqual({ values: {}, exclusions: { add, remove } });
    const cases = [
      lists(['d:\\data', 'E:\\'], []),
      lists([], []),
      lists(['D:\\Data'], ['.TMP']),
      lists(null, []),
    ];
    expect(cases.map((change) => changeExclusions.isDone(wish(change)))).toEqual([true, false, false, false]);
  });

  it('go back to the lists as they were, and nowhere if those were hidden', () => {
    const before = changeExclusions.evidence(aServer(lists(['E:\\', 'F:\\a b'], [])));
    expect(before).toBe('ExclusionPath = E:\\ | F:\\a b || ExclusionExtension = - || ExclusionProcess = -');
    const back = changeExclusions.takeBack?.(before);
    const exactly = { paths: ['E:\\', 'F:\\a b'], extensions: [], processes: [] };
    expect(params(back?.call ?? null).exclusions).toEqual({ exactly });
    expect([aServer(lists(['f:\\a b', 'E:\\'], [])), aServer()].map((facts) => back?.isDone(facts))).toEqual([
      true,
      false,
    ]);
    expect(changeExclusions.takeBack?.(changeExclusions.evidence(aServer(lists(null, []))))).toBeNull();
    expect(changeExclusions.takeBack?.('something else')).toBeNull();
  });
});
