import type { Say } from '../../shared/locales/keys';
import type { Knowledge } from '../../shared/steps/assessment';
import { checksInWords } from '../../shared/plan/checkCounts';
import { checkTitle } from '../../shared/plan/checkStates';
import { plainValue, type Sayer } from '../../shared/checks/checkValue';
import type { Report } from '../../shared/bridge/report';

/**
 * The checks as the report tells them: results as titles, values in plain words of its language, and one sentence that
 * counts them. A planned fix proves nothing, so such a check is told as the server shows it.
 */
export function reportChecks(
  { checks, situation }: Knowledge,
  moment: (at: number) => string,
  t: Say,
): Pick<Report, 'prerequisites' | 'prerequisiteCounts'> {
  const { waivers } = situation.inputs.journeys.onboard;
  const sayer: Sayer = { say: t, moment };
  const told = checks.map((check) => ({
    ...check,
    state: check.state === 'inPlan' ? check.bare : check.state,
  }));
  return {
    prerequisites: told.map((check) => {
      const waiver = waivers.find((entry) => check.state === 'waived' && entry.check === check.id);
      return {
        title: checkTitle(t, check),
        state: check.state,
        found: plainValue(check.found, sayer, check.id),
        needed: check.needed === null ? null : plainValue(check.needed, sayer, check.id),
        raw: { found: check.found, needed: check.needed },
        waiver: waiver === undefined ? null : { reason: waiver.reason, at: waiver.at },
      };
    }),
    prerequisiteCounts: checksInWords(t, told),
  };
}
