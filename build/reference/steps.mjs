/**
 * @typedef {{ id: string, group: string }} Step
 * @typedef {{ name: Record<string, string>, group: Record<string, string>, blocker: Record<string, string> }} StepTexts
 * @typedef {{ id: string, title: string, done: string, fails: string, operation: string, restart: string,
 *   oneWay: boolean, takeBack?: unknown, minutes: readonly [number, number] }} ActionRow
 */

/** A step's record in the source: its comment (`The local proofs agree.`) and its text until the next export. */
const record =
  /\/\*\* ((?:(?!\*\/)[\s\S])+)\*\/\nexport const (\w+): Step = ([\s\S]*?)(?=\n\/\*\*|$(?![\s\S]))/g;
const ofRun = /export function runStatus[\s\S]*?\n}\n/;
const blockerKey = /note\(\s*(?:[\w.]+ \? )?'blocker\.(\w+)'(?: : 'blocker\.(\w+)')?/g;

/**
 * When each step is done and what its page says while it is not, as the step records themselves have it.
 * @param {readonly string[]} sources the files of shared/steps/records
 * @returns {Map<string, { done: string, blockers: string[] }>} by the name of the record
 */
export function recordsOf(sources) {
  const run = keys(sources.map((text) => ofRun.exec(text)?.[0] ?? '').join(''));
  /** @type {Map<string, { done: string, blockers: string[] }>} */
  const found = new Map();
  for (const source of sources)
    for (const [, comment = '', name = '', body = ''] of source.matchAll(record))
      found.set(name, {
        done: lower(comment.replaceAll(/\s*\n \* ?/g, ' ').trim()),
        blockers: [...new Set([...keys(body), ...(body.includes('runStatus(') ? run : [])])],
      });
  return found;
}

/** @param {string} text */
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** @param {string} text */
const keys = (text) =>
  [...text.matchAll(blockerKey)].flatMap(([, one, other]) => [one, other].filter((key) => key !== undefined));

/**
 * docs/steps.md before it is formatted.
 * @param {readonly { name: string, purpose: string, steps: readonly Step[] }[]} journeys a step of several is told at the first
 * @param {(id: string) => { done: string, blockers: string[] }} recordOf
 * @param {StepTexts} texts
 * @param {Record<string, any>} explain
 * @param {readonly ActionRow[]} actions
 */
export function stepsPage(journeys, recordOf, texts, explain, actions) {
  const lines = [
    '# Steps and actions',
    '',
    'Made by `npm run reference` from `shared/steps/records`, `shared/plan/actions` and the texts of the app; a test fails when this',
    'page is stale. The state of a step is computed from what the server shows; it is never stored.',
  ];
  /** @type {Map<string, string>} */
  const told = new Map();
  for (const { name, purpose, steps } of journeys) {
    lines.push('', `## ${name}`, '', purpose);
    for (const [index, step] of steps.entries()) {
      const title = `### ${index + 1}. ${texts.name[step.id]}`;
      const first = told.get(step.id);
      if (first !== undefined) {
        lines.push('', title, '', `As in ${first}.`);
        continue;
      }
      told.set(step.id, name);
      lines.push('', title, ...stepLines(step));
    }
  }
  /** @param {Step} step */
  function stepLines(step) {
    const { done, blockers } = recordOf(step.id);
    const why = explain[step.id];
    return [
      '',
      `Group: ${texts.group[step.group]}. Done when: ${done}`,
      '',
      `- Why: ${why.why}`,
      `- Touches: ${why.touches}`,
      `- Undo: ${why.undo}`,
      ...(blockers.length === 0
        ? []
        : [
            '',
            'What the page says while the way on is closed:',
            '',
            ...blockers.map((key) => `- ${words(texts.blocker, key)}.`),
          ]),
    ];
  }
  lines.push(
    '',
    '## Actions of a plan, in their order',
    '',
    '| action | done when | if it fails | operation | restart | one-way | can be taken back | minutes |',
    '| - | - | - | - | - | - | - | - |',
  );
  for (const each of actions)
    lines.push(
      `| ${each.title} | ${each.done} | ${each.fails} | ${each.operation} | ${each.restart} | ${each.oneWay ? 'yes' : 'no'} | ${each.takeBack === undefined ? 'no' : 'yes'} | ${each.minutes.join(' to ')} |`,
    );
  return lines.join('\n');
}

/** @param {Record<string, string>} texts @param {string} key */
function words(texts, key) {
  const text = texts[key] ?? texts[`${key}_other`];
  if (text === undefined) throw new Error(`No text for blocker.${key}.`);
  return text.replaceAll(/\{\{count\}\}/g, 'n').replace(/\.$/, '');
}
