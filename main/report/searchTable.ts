import { html, type Html } from './html';
import type { Sheet } from './summary';
import { fill } from './texts';

/** How a cause was looked for: the cause with its next step, each question with its answer, and what happened in which order. */
export function searchTable({ report, texts, clock }: Sheet): Html | null {
  const { search } = report;
  if (search === undefined) return null;
  const names = texts.search;
  const raw = (value: string | null) =>
    value === null ? texts.dash : html`<code translate="no">${value}</code>`;
  return html`<h2>${names.title}</h2>
    <p>${search.symptom === null ? names.everything : fill(names.symptom, { symptom: search.symptom })}</p>
    ${search.causes.map(
      (cause) =>
        html`<section class="detail">
          <h3>${cause.title}</h3>
          <dl>
            <dt>${names.why}</dt>
            <dd>${cause.why}</dd>
            <dt>${names.next}</dt>
            <dd>${cause.next}</dd>
            <dt>${names.raw}</dt>
            <dd>${raw(cause.raw)}</dd>
            <dt>${names.source}</dt>
            <dd>${cause.source}${cause.doubt === null ? '' : ` ${cause.doubt}`}</dd>
          </dl>
        </section>`,
    )}
    <table>
      <thead>
        <tr>
          <th class="third" scope="col">${names.question}</th>
          <th scope="col">${names.answer}</th>
          <th scope="col">${names.raw}</th>
          <th class="when" scope="col">${texts.proofs.readAt}</th>
        </tr>
      </thead>
      <tbody>
        ${search.asked.map(
          (asked) =>
            html`<tr>
              <td>${asked.question}</td>
              <td>${names.state[asked.state]}</td>
              <td>${raw(asked.raw)}<span class="small">${asked.source ?? ''}</span></td>
              <td class="when">${asked.readAt === null ? texts.dash : clock.time(asked.readAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <h3>${names.told}</h3>
    <ul>
      ${search.told.map(
        ({ at, by, what }) =>
          html`<li>${clock.time(at)}, ${by === '' ? texts.about.unnamed : by}: ${what}</li>`,
      )}
    </ul>`;
}
