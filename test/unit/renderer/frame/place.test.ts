import { expect, it } from 'vitest';
import { parsePlace } from '../../../../renderer/frame/place';

it.each([
  ['', { kind: 'home' }],
  ['#/', { kind: 'home' }],
  ['#/practice', { kind: 'practice' }],
  ['#/kits/library', { kind: 'kits', view: 'library' }],
  ['#/kits', { kind: 'kits', view: 'kits' }],
  ['#/kits/build', { kind: 'kits', view: 'build' }],
  ['#/several', { kind: 'several', practice: false }],
  ['#/several/practice', { kind: 'several', practice: true }],
  ['#/local', { kind: 'server', journey: 'onboard', targetId: 'local', step: null }],
  [
    '#/practice-2016-trellix/mode',
    { kind: 'server', journey: 'onboard', targetId: 'practice-2016-trellix', step: 'mode' },
  ],
  // A step that is called as its journey, which no address names.
  ['#/local/onboard', { kind: 'server', journey: 'onboard', targetId: 'local', step: 'onboard' }],
  ['#/local/overview', { kind: 'overview', targetId: 'local' }],
  ['#/local/maintain', { kind: 'server', journey: 'maintain', targetId: 'local', step: null }],
  ['#/local/maintain/settings', { kind: 'server', journey: 'maintain', targetId: 'local', step: 'settings' }],
  // A step of another rail: the wizard, which has the rails, leaves it out.
  ['#/local/maintain/mode', { kind: 'server', journey: 'maintain', targetId: 'local', step: 'mode' }],
  ['#/local/elsewhere', { kind: 'server', journey: 'onboard', targetId: 'local', step: null }],
  ['#target=local', { kind: 'server', journey: 'onboard', targetId: 'local', step: null }],
  ['#/../../etc', { kind: 'home' }],
  ['#token=0123', { kind: 'home' }],
])('reads %s', (fragment, place) => {
  expect(parsePlace(fragment)).toEqual(place);
});
