import type { DecisionValue } from './decisions/value';
import { nameOf } from './decisions/value';
import type { Row } from './row';
import { countStanding, stands, type Stand } from './standing';

const head = `<!-- Made by npm run ground. -->

# What each decision stands on

Gangway decides by values that Windows answers. Each line is one of them, as the code asks for it, with what it stands on: rows of \`test/ground/rows\`
(what somebody saw on a real Windows, what its maker documents, or what was read in the maker's own code), or **never seen** with the step of
[manual-testing.md](manual-testing.md) that would show it. The list is read from the code: comparisons of facts (\`shared/\`, \`main/\`), the tables of
\`shared/knowledge\`, comparisons in the scripts (\`main/operations\`). Values of Gangway's own stand at the end and are not counted.
`;

/** The page docs/ground.md. Its last line is the share. */
export function groundPage(values: readonly DecisionValue[], rows: ReadonlyMap<string, Row>): string {
  const lines = values.map((value) => ({ value, stand: stands.get(nameOf(value)) }));
  const told = lines.filter(({ stand }) => stand !== undefined && !('own' in stand));
  const own = lines.filter(({ stand }) => stand !== undefined && 'own' in stand);
  const { standing, all, percent } = countStanding(values);
  return [
    head,
    '## Values that Windows says',
    '',
    '| Fact | Value | Stands on | Asked in |',
    '| --- | --- | --- | --- |',
    ...told.map(({ value, stand }) => line(value, stand, rows)),
    '',
    '## Values of Gangway’s own',
    '',
    '| What is compared | Value | Why nobody has to see it |',
    '| --- | --- | --- |',
    ...own.map(({ value: { path, value }, stand }) => {
      const why = stand !== undefined && 'own' in stand ? stand.own : '';
      return `| ${code(path)} | ${code(JSON.stringify(value))} | ${cell(why)} |`;
    }),
    '',
    `${standing} of ${all} decision values stand on a row (${percent} %)`,
    '',
  ].join('\n');
}

function line(
  { path, value, files }: DecisionValue,
  stand: Stand | undefined,
  rows: ReadonlyMap<string, Row>,
): string {
  const on =
    stand === undefined || 'own' in stand
      ? ''
      : 'never' in stand
        ? `**never seen**, [step ${stand.never}](manual-testing.md#step-${stand.never})`
        : stand.rows.map((name) => `${name} (${rows.get(name)?.trust ?? '?'})`).join(', ') +
          (stand.as === undefined ? '' : `, as ${code(String(stand.as))}`);
  return `| ${code(path)} | ${code(JSON.stringify(value))} | ${on} | ${files.join(', ')} |`;
}

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);
const code = (text: string): string => `\`${cell(text).replaceAll('`', "'")}\``;
