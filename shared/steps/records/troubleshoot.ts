import type { Step } from '../steps';
import { held, note, notRead, settled } from './status';

/** Somebody said what they see, or wants everything asked. */
export const symptom: Step = {
  id: 'symptom',
  group: 'look',
  status({ view, known }) {
    if (known === null) return notRead();
    if (view.inputs.search === null) return held('ahead', note('blocker.chooseSymptom'));
    return settled('done', note(known.searching?.walk == null ? 'symptom.everything' : 'symptom.chosen'));
  },
};

/** The search came to its end: a cause, or the honest word that none was found. */
export const findings: Step = {
  id: 'findings',
  group: 'look',
  status({ known }) {
    if (known === null) return notRead();
    const { search, walk, everything } = known.searching ?? {};
    if (search == null || everything === undefined) return held('ahead', note('blocker.chooseSymptom'));
    const planned = search.planned.length;
    if (walk == null) {
      const count = everything.findings.length;
      return count === 0
        ? settled('done', note('findings.nothing'))
        : settled('toFix', note('findings.count', { count }));
    }
    if (walk.found === null) return held('waiting', note('blocker.searchOn'));
    // What is planned and shows no more was mended: nothing is left to be found.
    if (walk.unknown)
      return planned > 0
        ? settled('done', note('findings.mended'))
        : settled('lookAgain', note('findings.unknown'));
    return settled('toFix', note('findings.cause'));
  },
};
