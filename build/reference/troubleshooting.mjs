/**
 * @typedef {{ id: string, source: string, ofSymptom?: true, needs: string | null }} ServerQuestion
 * @typedef {{ id: string, answers: Record<'yes' | 'no', string | null> }} PersonQuestion
 * @typedef {{ id: string, group: string, questions: readonly string[], otherwise: string }} Symptom
 * @typedef {{ id: string, says: { title: string, why: string, next: string }, next: { kind: string }, command?: string, hurts: string,
 *   source: string, doubt: string | null }} Cause
 * @typedef {{ row: string, seen: string, symptom: string, causes: readonly string[] }} Row
 * @typedef {{ causes: readonly Cause[], symptoms: readonly Symptom[], serverQuestions: readonly ServerQuestion[],
 *   personQuestions: readonly PersonQuestion[], rows: readonly Row[], issueRows: Record<string, string>, texts: Record<string, any> }} Findings
 */

const hurts = { now: 'matters now', soon: 'matters soon', toKnow: 'to know' };
const kinds = {
  wish: 'a setting for the plan',
  accept: 'a fix for the plan',
  journey: 'another way through Gangway',
  page: 'a page',
  person: 'by hand',
  wait: 'wait',
  support: 'support',
};

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ', then ');
/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`;
/** @param {readonly string[]} names */
const head = (names) => [row(names), row(names.map(() => '-'))];

/**
 * docs/troubleshooting.md before it is formatted. English, as the screens say it.
 * @param {Findings} findings
 */
export function troubleshootingPage({
  causes,
  symptoms,
  serverQuestions,
  personQuestions,
  rows,
  issueRows,
  texts,
}) {
  /** A text by its key. @param {string} key */
  const say = (key) => {
    const [area = '', path = ''] = key.split(':');
    return String(path.split('.').reduce((part, name) => part?.[name], texts[area]));
  };
  const { ask, person, symptom, group } = texts.questions;
  /** @param {string} id */
  const link = (id) =>
    `[${say(causes.find((cause) => cause.id === id)?.says.title ?? '')}](#${id.toLowerCase()})`;
  const lines = [
    '# Troubleshooting',
    '',
    'What the search for a cause asks, and where it can end. Made by `npm run reference` from `shared/findings` and the English',
    'texts; a test fails when this page is stale, and another one walks to every end.',
    '',
    '## From what is seen',
    '',
    'The failures that are known of the field (T), the situations that are met most often (S) and the known issues (K), each with the',
    'symptom that a search begins with and the causes in which it can end.',
    '',
    ...head(['row', 'what is seen', 'symptom', 'ends']),
    ...rows.map((one) => row([one.row, one.seen, symptom[one.symptom], one.causes.map(link).join('; ')])),
    ...Object.entries(issueRows).map(([id, from]) =>
      row([id, texts.issues[id].title, symptom[from], link(id)]),
    ),
    '',
    '## Symptoms and their questions',
    '',
    'In the order in which they are asked. A question that makes no sense on a server is left out there. The first answer that names a',
    'cause ends the search, unless a person rules that cause out.',
    '',
    ...symptoms.flatMap((one) => [
      `### ${group[one.group]}: ${symptom[one.id]}`,
      '',
      ...one.questions.map((id, index) => {
        const server = serverQuestions.find((question) => question.id === id);
        const said =
          server === undefined ? `${person[id]} (asked of a person)` : `${ask[id]} \`${server.source}\``;
        return `${String(index + 1)}. ${said}`;
      }),
      '',
      `Where none names a cause: ${link(one.otherwise)}.`,
      '',
    ]),
    '## Causes',
    '',
    ...causes.flatMap(({ id, says, next, command, hurts: when, source, doubt }) => [
      `### ${id}`,
      '',
      `${say(says.title)} (${hurts[/** @type {keyof typeof hurts} */ (when)]}). ${say(says.why)}`,
      '',
      `- Next (${kinds[/** @type {keyof typeof kinds} */ (next.kind)]}): ${say(says.next)}`,
      ...(command === undefined ? [] : command.split('\n').map((line) => `- Command: \`${line}\``)),
      `- Source: ${source}${doubt === null ? '' : `. ${say(`knowledge:${doubt}`)}`}`,
      '',
    ]),
    '## What a person is asked',
    '',
    ...head(['question', 'yes', 'no']),
    ...personQuestions.map(({ id, answers: { yes, no } }) =>
      row([person[id], yes === null ? 'goes on' : link(yes), no === null ? 'goes on' : link(no)]),
    ),
  ];
  return lines.join('\n');
}
