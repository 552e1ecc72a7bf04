import { expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import type { Wishes } from '../../../../../shared/model/wishes';
import { setWinHttpProxy } from '../../../../../shared/plan/actions/winHttp';
import { winHttpProxySetting } from '../../../../../shared/plan/settings/cloud';
import { aServer } from '../../../../fixtures/facts';
import { having, type Change } from './having';

const at = (winHttp: string | null, winHttpBypass: string | null = null): Change => ({
  proxy: { winHttp, winHttpBypass },
});
const unread: Change = { unreadable: [{ fact: 'proxy.winHttp', reason: 'failed', detail: '' }] };
const wish = { proxy: 'a:80', bypass: '<local>' };
const straight = { proxy: null, bypass: null };

it.each<[Wishes['winHttpProxy'], Change, object | null, boolean]>([
  [null, at('a:80'), null, true],
  [wish, at(null), wish, false],
  [wish, at('a:80'), wish, false],
  [wish, at('b:80', '<local>'), wish, false],
  [wish, at('a:80', '<local>'), wish, true],
  ['direct', at('a:80'), straight, false],
  ['direct', at(null), straight, true],
  // Nobody knows that it goes straight.
  ['direct', unread, straight, false],
])('the proxy of Windows for %j on %j', (winHttpProxy, now, params, done) => {
  const situation = having([now], { wishes: { winHttpProxy } });
  const call = setWinHttpProxy.call(situation);
  expect(setWinHttpProxy).toMatchObject({ restart: 'no', oneWay: false });
  expect(setWinHttpProxy.applies(situation)).toBe(params !== null);
  expect(setWinHttpProxy.isDone(situation)).toBe(done);
  expect(call && operations['Set-WinHttpProxy'].params.parse(call.params)).toEqual(params);
});

it.each<[Change, string, object]>([
  [at(null), 'WinHTTP proxy = -, WinHTTP bypass = -', straight],
  [
    at('http=a:80;https=b:81', '<local>'),
    'WinHTTP proxy = "http=a:80;https=b:81", WinHTTP bypass = "<local>"',
    { proxy: 'http=a:80;https=b:81', bypass: '<local>' },
  ],
])('the way back of %j is what its evidence tells', (now, text, params) => {
  const facts = aServer(now);
  expect(setWinHttpProxy.evidence(facts)).toBe(text);
  const back = setWinHttpProxy.takeBack?.(text);
  expect(operations['Set-WinHttpProxy'].params.parse(back?.call.params)).toEqual(params);
  expect([back?.isDone(facts), back?.isDone(aServer(at('c:1')))]).toEqual([true, false]);
});

it('there is no way back to what could not be read', () => {
  const text = setWinHttpProxy.evidence(aServer(unread));
  expect([text, setWinHttpProxy.takeBack?.(text)]).toEqual(['WinHTTP proxy = ?, WinHTTP bypass = ?', null]);
});

it.each<[Change, string, readonly string[]]>([
  [at(null), 'winHttpProxy.direct', []],
  [at('a:80'), 'winHttpProxy.set', ['winHttpProxy.direct']],
  [at('a:80', 'x'), 'winHttpProxy.past', ['winHttpProxy.direct']],
  [unread, 'unread', []],
])('the row on %j', (now, word, offers) => {
  const situation = having([now]);
  expect(winHttpProxySetting.now(situation.facts).word).toBe(word);
  expect(winHttpProxySetting.offers(situation).map(({ id }) => id)).toEqual(offers);
});

it.each<[string, Wishes['winHttpProxy'] | undefined]>([
  ['a:80', { proxy: 'a:80', bypass: null }],
  [' a:80  *.x;<local> ', { proxy: 'a:80', bypass: '*.x;<local>' }],
  ['a:80 x y', undefined],
  ['http=a:80', undefined],
  ['', undefined],
])('the text "%s" is the wish %j', (text, expected) => {
  const taken = winHttpProxySetting.field?.wishOf(text);
  expect(taken?.winHttpProxy).toEqual(expected);
  if (taken) {
    const { wishes } = having([], { wishes: taken }).inputs;
    expect(winHttpProxySetting.field?.textOf(wishes)).toBe(text.trim().replace(/\s+/, ' '));
  }
});

it('has no text where nothing was typed, and no word for all who go through it where nothing is wanted', () => {
  const text = (winHttpProxy: Wishes['winHttpProxy']) =>
    winHttpProxySetting.field?.textOf(having([], { wishes: { winHttpProxy } }).inputs.wishes);
  expect([text(null), text('direct')]).toEqual([null, null]);
  expect(winHttpProxySetting.notes(having([at('a:80')])).map(({ id }) => id)).toEqual([
    'way.sensor.winHttp',
    'way.antivirus.winHttp',
  ]);
});

it('says who will go through it, and shows both values', () => {
  const wanted = having([at('b:1', 'x'), { proxy: { telemetry: 'edr:80' } }], {
    wishes: { winHttpProxy: { proxy: 'a:80', bypass: null } },
  });
  expect(winHttpProxySetting.notes(wanted)).toEqual([
    { id: 'way.sensor.staticProxy', values: { proxy: 'edr:80' } },
    { id: 'way.antivirus.winHttp', values: { proxy: 'a:80' } },
    { id: 'winHttpProxy.all' },
  ]);
  expect(winHttpProxySetting.parts?.(wanted)).toEqual([
    { name: 'WinHTTP proxy', before: 'b:1', after: 'a:80' },
    { name: 'WinHTTP bypass', before: 'x', after: '-' },
  ]);
});
