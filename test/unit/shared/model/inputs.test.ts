import { describe, expect, it } from 'vitest';
import { emptyInputs, storedInputsSchema, withJourney } from '../../../../shared/model/inputs';
import { noWishes } from '../../../../shared/model/wishes';

const waivers = [{ check: 'ucrt', reason: 'The vendor says so', at: 3 }];
const confirmed = { hash: 'ab', keys: ['onboard {}'], at: 4 };
/** What nobody has decided on the way of a journey. */
const none = { waivers: [], confirmed: null, report: null, tool: null };
const report = { savedAt: 5, path: 'C:\\reports\\gangway.html' };

describe('what a person decided, on the disk', () => {
  it('is taken over whole from version 0.1.0, where onboarding was all there was', () => {
    const { version, wishes, journeys, afterwards, connection, search, ...kept } = {
      ...emptyInputs('local', 7),
      fixes: ['restart'],
    };
    expect([version, wishes, journeys]).toEqual([
      2,
      noWishes,
      { onboard: none, troubleshoot: none, maintain: none, takeOff: none },
    ]);
    const first = { ...kept, version: 1, mode: 'passive', waivers, confirmed, report };
    expect(storedInputsSchema.parse(first)).toEqual({
      ...kept,
      version: 2,
      wishes: { ...noWishes, mode: 'passive' },
      journeys: {
        onboard: { waivers, confirmed, report, tool: null },
        troubleshoot: none,
        maintain: none,
        takeOff: none,
      },
      afterwards,
      search,
      connection,
    });
  });

  it('wants nothing of a setting that was not known when they were written', () => {
    const stored = { ...emptyInputs('local'), wishes: {} };
    expect(storedInputsSchema.parse(stored).wishes).toEqual(noWishes);
  });

  it('lets Gangway do the work where nobody could choose Microsoft’s tool yet', () => {
    const stored = emptyInputs('local');
    const before = { waivers: [], confirmed: null, report: null };
    const journeys = { onboard: before, troubleshoot: before, maintain: before, takeOff: before };
    expect(storedInputsSchema.parse({ ...stored, journeys })).toEqual(stored);
  });

  it('is refused where a part of another version is mixed in', () => {
    const mixed = { ...emptyInputs('local'), mode: 'passive' };
    expect(storedInputsSchema.safeParse(mixed).success).toBe(false);
  });

  it('changes one part of one way and nothing else', () => {
    const before = withJourney(emptyInputs('local'), 'onboard', { waivers, report });
    expect(withJourney(before, 'onboard', { report: null })).toEqual(
      withJourney(emptyInputs('local'), 'onboard', { waivers }),
    );
  });
});
