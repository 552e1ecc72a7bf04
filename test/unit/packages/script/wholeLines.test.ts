import { expect, it, vi } from 'vitest';
import { fingerprint } from '../../../../main/packages/script/fingerprint';
import { kindsOf } from '../../../../main/packages/script/lineKinds';

// The lines are Microsoft's, so none is here.
vi.mock('../../../../main/packages/script/fingerprint', () => ({
  fingerprint: vi.fn((line: string) =>
    line === 'known' ? '15b9b3daf69d7302e88e60416ef444a91b9fb9aed0cd67752fd013bb545dc258' : 'other',
  ),
}));

it('knows a line of no pattern by its fingerprint, and asks for none of another', () => {
  vi.mocked(fingerprint).mockClear();
  expect([kindsOf('known'), kindsOf('unknown'), kindsOf('pause')]).toEqual([
    ['traceError on'],
    [],
    ['pause'],
  ]);
  expect(vi.mocked(fingerprint).mock.calls).toEqual([['known'], ['unknown']]);
});
