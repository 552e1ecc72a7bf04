import type { Clock } from './clock';
import { html, type Html } from './html';
import type { Sheet } from './summary';
import { fill } from './texts';

type Cell = string | Html;
interface Column {
  readonly name: string;
  readonly width?: 'most' | 'wide' | 'third' | 'when';
}

function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${columns.map(({ name, width }) => html`<th class="${width ?? ''}" scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell, n) => html`<td class="${columns[n]?.width === 'when' ? 'when' : ''}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
const code = (text: string) => html`<code translate="no">${text}</code>`;
/** A path of the registry may go on in the next line after each of its parts, and not inside one. */
const path = (text: string) => text.split(/(?<=\\)/).map((part) => html`${part}<wbr />`);

/** A moment in a fact is written for machines. The report shows it like every other time. */
const asRead = (value: string, clock: Clock) =>
  value.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (iso) => clock.time(Date.parse(iso)));

/** Each action with what was run, how it was called, and what the tool answered. */
export function actionDetails({ report, texts, clock }: Sheet): Html | null {
  const names = texts.details;
  if (report.actions.length === 0) return null;
  const row = (name: string, value: Cell) =>
    html`<dt>${name}</dt>
      <dd>${value}</dd>`;
  return html`<h2>${names.title}</h2>
    ${report.actions.map(
      (action) =>
        html`<section class="detail">
          <h3>
            ${action.number}. ${action.title} <span class="outcome">${texts.outcome[action.outcome]}</span>
          </h3>
          <dl>
            ${action.startedAt === null ? null : row(names.time, `${clock.time(action.startedAt)} – ${action.endedAt === null ? texts.about.unknown : clock.time(action.endedAt)}`)}
            ${row(names.operation, code(action.operation))}
            ${action.scriptSha256 === null ? null : row(names.script, code(action.scriptSha256))}
            ${action.parameters.length === 0 ? null : row(names.parameters, html`${action.parameters.map(({ name, value }) => html`<div>${code(`${name} = ${value}`)}</div>`)}`)}
            ${action.native === null ? null : row(names.native, code(String(action.native)))}
            ${action.explanation === null ? null : row(names.explanation, action.explanation)}
          </dl>
        </section>`,
    )}`;
}

/** The files that were used, with their hashes. */
export function packageTable({ report, texts, clock }: Sheet): Html | null {
  const names = texts.packages;
  if (report.packages.length === 0) return null;
  return html`<h2>${names.title}</h2>
    ${table(
      [
        { name: names.name, width: 'wide' },
        { name: names.kind },
        { name: names.version, width: 'when' },
        { name: names.signature },
      ],
      report.packages.map((each) => [
        html`${each.name}<span class="small">${names.hash} ${code(each.sha256)}</span
          >${each.orgId === null ? null : html`<span class="small">${names.tenant} ${code(each.orgId)}</span>`}${
            each.confirmed === undefined
              ? null
              : html`<span class="small"
                  >${fill(names.confirmed, { ...each.confirmed, at: clock.minute(each.confirmed.at) })}</span
                >`
          }`,
        each.kind,
        each.version ?? texts.dash,
        each.signature,
      ]),
    )}`;
}

/** Every check of the prerequisites and what it found; a waiver with its reason. */
export function prerequisiteTable({ report, texts, clock }: Sheet): Html | null {
  const names = texts.prerequisites;
  if (report.prerequisites.length === 0) return null;
  return html`<h2>${names.title}</h2>
    <p class="note">${report.prerequisiteCounts}</p>
    ${table(
      [
        { name: names.check, width: 'third' },
        { name: names.state },
        { name: names.found },
        { name: names.needed },
      ],
      report.prerequisites.map(({ title, state, found, needed, waiver }) => [
        waiver === null
          ? title
          : html`${title}<span class="small"
                >${fill(names.waived, { at: clock.minute(waiver.at), reason: waiver.reason })}</span
              >`,
        texts.prerequisite[state],
        found === null ? texts.dash : asRead(found, clock),
        needed ?? texts.dash,
      ]),
    )}`;
}

/** Each cloud address with what the server itself got from it. */
export function cloudTable({ report, texts, clock }: Sheet): Html | null {
  const names = texts.cloud;
  const { cloudTest } = report;
  if (cloudTest === undefined) return null;
  return html`<h2>${names.title}</h2>
    <p class="note">${fill(names.tested, { at: clock.minute(cloudTest.testedAt) })}</p>
    ${table(
      [
        { name: names.address, width: 'wide' },
        { name: names.need },
        { name: names.state },
        { name: names.native },
      ],
      cloudTest.addresses.map(({ host, port, required, proxy, state, native, issuer }) => [
        html`${code(`${host}:${String(port)}`)}${proxy === null ? null : html`<span class="small">${names.proxy} ${code(proxy)}</span>`}`,
        required ? names.required : names.recommended,
        state === 'inspected' && issuer != null
          ? html`${names.states[state]}<span class="small">${names.issuer} ${issuer}</span>`
          : names.states[state],
        native === null ? texts.dash : code(String(native)),
      ]),
    )}`;
}

/** The facts, by group, in the order they came. */
export function factTable({ report, texts, clock }: Sheet): Html | null {
  const names = texts.facts;
  if (report.facts.length === 0) return null;
  const groups = [...new Set(report.facts.map((each) => each.group))];
  return html`<h2>${names.title}</h2>
    <table>
      <thead>
        <tr>
          <th class="quarter" scope="col">${names.fact}</th>
          <th scope="col">${names.value}</th>
          <th class="source" scope="col">${names.source}</th>
        </tr>
      </thead>
      ${groups.map(
        (group) =>
          html`<tbody>
            <tr>
              <th class="group" scope="rowgroup" colspan="3">${group}</th>
            </tr>
            ${report.facts
              .filter((each) => each.group === group)
              .map(
                ({ fact, value, source }) =>
                  html`<tr>
                    <td>${fact}</td>
                    <td>${code(asRead(value, clock))}</td>
                    <td>${path(source)}</td>
                  </tr>`,
              )}
          </tbody>`,
      )}
    </table>`;
}

/** The runs, and the hash that ties each journal to this report. */
export function runTable({ report, texts, clock }: Sheet): Html | null {
  const names = texts.runs;
  if (report.runs.length === 0) return null;
  return html`<h2>${names.title}</h2>
    ${table(
      [
        { name: names.run, width: 'most' },
        { name: names.outcome },
        { name: names.started, width: 'when' },
        { name: names.ended, width: 'when' },
      ],
      report.runs.map((run) => [
        html`${code(run.runId)}${
            run.byFiles === undefined
              ? null
              : html`<span class="small"
                  >${names.byFiles}${run.byFiles.clockOff ? ` ${names.clockOff}` : ''}</span
                >`
          }<span class="small">${names.hash} ${code(run.journalHash)}</span>`,
        texts.outcome[run.outcome],
        clock.time(run.startedAt),
        run.endedAt === null ? texts.dash : clock.time(run.endedAt),
      ]),
    )}
    <p class="note">${names.chain}</p>`;
}
