import type { Report } from '../../shared/bridge/report';
import { glyphs } from './glyphs';
import { html, type Html } from './html';
import { fill, type ReportTexts } from './texts';
import type { Clock } from './clock';

/** What every part of a report is made from. */
export interface Sheet {
  readonly report: Report;
  readonly texts: ReportTexts;
  readonly clock: Clock;
}

/** Title, outcome in one sentence, and what the report is about. */
export function titleBlock({ report, texts, clock }: Sheet): Html {
  const { target, proofs, actions, mode } = report;
  const server = target.name;
  const agree = proofs.filter((proof) => proof.state === 'agrees').length;
  // What cannot be proved from here is listed as not proved; the pages count as this sentence does.
  const count = proofs.filter((proof) => proof.state !== 'notProvable').length;
  const starts = actions.flatMap(({ startedAt }) => startedAt ?? []);
  const ends = actions.flatMap(({ endedAt }) => endedAt ?? []);
  const worked =
    starts.length > 0 && ends.length > 0
      ? ` ${fill(texts.worked, { range: clock.range(Math.min(...starts), Math.max(...ends)) })}`
      : '';
  const about = [
    [texts.about.os, target.os],
    [texts.about.domain, target.domain ?? texts.about.workgroup],
    [
      texts.about.tenant,
      report.tenant.orgId === null
        ? texts.about.unknown
        : html`<code translate="no">${report.tenant.orgId}</code>`,
    ],
    [texts.about.modeChosen, mode.chosen ?? texts.about.unknown],
    [texts.about.modeObserved, mode.observed ?? texts.about.unknown],
    [texts.about.technician, report.technician ?? texts.about.unnamed],
  ] as const;
  return html`<header>
    ${report.practice ? html`<p class="practice">${texts.practice.sentence}</p>` : null}
    <p class="kind">${texts.kind}, ${clock.day(report.preparedAt)}</p>
    <h1>${fill(texts.title[report.outcome], { server })}</h1>
    <p class="lede">${fill(texts.sentence[report.outcome], { server, agree, count })}${worked}</p>
    <dl class="about">
      ${about.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

/** The proofs: each claim, what the server said, where that was read and when. */
export function proofTable({ report, texts, clock }: Sheet): Html {
  const names = texts.proofs;
  if (report.proofs.length === 0)
    return html`<h2>${names.title}</h2>
      <p>${names.none}</p>`;
  return html`<h2>${names.title}</h2>
    <table>
      <thead>
        <tr>
          <th class="state" scope="col">${names.state}</th>
          <th class="third" scope="col">${names.claim}</th>
          <th scope="col">${names.raw}</th>
          <th class="when" scope="col">${names.readAt}</th>
        </tr>
      </thead>
      <tbody>
        ${report.proofs.map(
          (proof) =>
            html`<tr>
              <td class="state">${glyphs[proof.state]}${texts.proof[proof.state]}</td>
              <td>${proof.claim}</td>
              <td>
                ${proof.raw === null ? texts.dash : html`<code translate="no">${proof.raw}</code>`}<span
                  class="small"
                  >${proof.source}</span
                >
              </td>
              <td class="when">${proof.readAt === null ? texts.dash : clock.time(proof.readAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** What the plan changed, in its order. */
export function changeTable({ report, texts, clock }: Sheet): Html {
  const names = texts.changes;
  const changed = report.actions.some((action) => !['alreadySo', 'notRun'].includes(action.outcome));
  const valuesOf = ({ before, after }: Report['actions'][number]) => {
    const said = [
      ...(before === null ? [] : [fill(names.before, { value: before })]),
      ...(after === null ? [] : [fill(names.after, { value: after })]),
    ];
    return said.length === 0 ? null : html`<span class="small">${said.join(' ')}</span>`;
  };
  const none = changed ? null : html`<p>${names.none}</p>`;
  if (report.actions.length === 0)
    return html`<h2>${names.title}</h2>
      ${none}`;
  return html`<h2>${names.title}</h2>
    ${none}
    <table>
      <thead>
        <tr>
          <th class="number" scope="col">${names.number}</th>
          <th class="most" scope="col">${names.action}</th>
          <th scope="col">${names.outcome}</th>
          <th class="when" scope="col">${names.ended}</th>
        </tr>
      </thead>
      <tbody>
        ${report.actions.map(
          (action) =>
            html`<tr>
              <td class="number">${action.number}</td>
              <td>${action.title}${valuesOf(action)}</td>
              <td>${texts.outcome[action.outcome]}</td>
              <td class="when">${action.endedAt === null ? texts.dash : clock.time(action.endedAt)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function detectionTest(
  { sentAt, alertConfirmed }: NonNullable<Report['detectionTest']>,
  { texts, clock }: Sheet,
): Html {
  const confirmed =
    alertConfirmed === null
      ? texts.test.notConfirmed
      : fill(alertConfirmed.by === '' ? texts.test.confirmedUnnamed : texts.test.confirmed, {
          by: alertConfirmed.by,
          at: clock.minute(alertConfirmed.at),
        });
  return html`<h2>${texts.test.title}</h2>
    <p>
      ${sentAt === null ? texts.test.notSent : `${fill(texts.test.sent, { at: clock.minute(sentAt) })} ${confirmed}`}
    </p>`;
}

function antivirusTest(
  { state, writtenAt, threat, events, detectedAt, testFile, left }: NonNullable<Report['antivirusTest']>,
  { texts, clock }: Sheet,
): Html {
  const words = texts.antivirusTest;
  const said = [
    fill(words[state], { at: clock.minute(writtenAt) }),
    ...(threat === null
      ? []
      : [fill(words.threat, { name: threat.name ?? texts.dash, id: String(threat.id) })]),
    ...(detectedAt === null ? [] : [fill(words.detected, { at: clock.time(detectedAt) })]),
    ...(events.length === 0 ? [] : [fill(words.events, { events: events.join(', ') })]),
    fill(left ? words.left : words.file, { file: testFile }),
  ];
  return html`<h2>${words.title}</h2>
    <p>${said.join(' ')}</p>`;
}

/** The detection test, that of the antivirus, what was left unproved, and what the owner should know. */
export function closing({ report, texts, clock }: Sheet): Html {
  const list = (items: readonly string[]) =>
    html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`;
  return html`${report.detectionTest === null ? null : detectionTest(report.detectionTest, { report, texts, clock })}
    ${report.antivirusTest === undefined ? null : antivirusTest(report.antivirusTest, { report, texts, clock })}
    <h2>${texts.unproved.title}</h2>
    ${report.unproved.length === 0 ? html`<p>${texts.unproved.none}</p>` : list(report.unproved)}
    ${
      report.notes.length === 0
        ? null
        : html`<h2>${texts.notes.title}</h2>
            ${list(report.notes)}`
    }`;
}
