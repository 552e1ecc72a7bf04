/** @typedef {import('./mutant-scores.mjs').Report} Report */

/**
 * The tests without which as many mutants would be noticed, all of them together: each mutant that one of them notices is noticed by a
 * test that stays. The one that notices least is asked first. A test that runs nothing of the measured files is not judged, and what it
 * says of texts and tables was not measured: the list is a question and no sentence.
 * @param {readonly Report[]} reports @returns {string[]} file and name of each
 */
export function spareTests(reports) {
  /** @type {Map<string, Set<string>>} the mutants that a test notices, of those that it runs */
  const noticedBy = new Map();
  /** @type {Map<string, number>} how many tests that stay notice a mutant */
  const watchers = new Map();
  reports.forEach(({ files, testFiles = {} }, at) => {
    const names = new Map(
      Object.entries(testFiles).flatMap(([file, { tests }]) =>
        tests.map(({ id, name }) => [id, `${file.replace(/^.*\/test\//, 'test/')}: ${name}`]),
      ),
    );
    const all = Object.values(files).flatMap(({ mutants }) => mutants);
    all.forEach(({ coveredBy = [], killedBy = [] }, nth) => {
      const mutant = `${at} ${nth}`;
      const run = (/** @type {string} */ id) => {
        const name = names.get(id) ?? id;
        const own = noticedBy.get(name) ?? new Set();
        noticedBy.set(name, own);
        return own;
      };
      coveredBy.forEach(run);
      // A test may have its name twice, as rows of a table do.
      const by = new Set(killedBy.map(run));
      for (const own of by) own.add(mutant);
      watchers.set(mutant, by.size);
    });
  });
  const order = [...noticedBy].sort(([, a], [, b]) => a.size - b.size);
  return order.flatMap(([test, own]) => {
    if ([...own].some((mutant) => (watchers.get(mutant) ?? 0) < 2)) return [];
    for (const mutant of own) watchers.set(mutant, (watchers.get(mutant) ?? 0) - 1);
    return [test];
  });
}
