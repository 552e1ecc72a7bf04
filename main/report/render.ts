import type { Report } from '../../shared/bridge/report';
import { actionDetails, cloudTable, factTable, packageTable, prerequisiteTable, runTable } from './annex';
import { createClock } from './clock';
import { connectionDetails } from './connectionDetails';
import { cssString, html } from './html';
import { cleanReport, reportRecord } from './record';
import { reportStyle, styleElement, styleSource } from './style';
import { searchTable } from './searchTable';
import { changeTable, closing, proofTable, titleBlock } from './summary';
import { fill, reportTexts, type ReportTexts } from './texts';

/** Name, hash and page number in the margin of every printed page. */
function pageStyle(report: Report, texts: ReportTexts, hash: string): string {
  const font = 'font: 8pt "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif; color: #59656c;';
  const name = cssString(
    report.practice ? `${report.target.name}, ${texts.practice.mark}` : report.target.name,
  );
  return `@page { size: A4; margin: 18mm 18mm 20mm;
  @bottom-left { content: ${name}; ${font} }
  @bottom-center { content: ${cssString(`SHA-256 ${hash.slice(0, 16)}`)}; ${font} }
  @bottom-right { content: ${cssString(texts.foot.page)} " " counter(page) " / " counter(pages); ${font} }
}`;
}

/**
 * The handover report as one HTML file: no script, nothing from outside, readable without Gangway, made to be printed on
 * A4. Every value is escaped and redacted. `texts` are those of the report's language and `timeZone` (an
 * IANA name) is this computer's, if nothing else is given.
 * Throws a ZodError for a report that its schema refuses.
 */
export function renderReport(
  given: Report,
  texts: ReportTexts = reportTexts[given.locale],
  timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  const report = cleanReport(given);
  const { hash } = reportRecord(report);
  const clock = createClock(report.locale, timeZone, report.preparedAt);
  const sheet = { report, texts, clock };
  const page = pageStyle(report, texts, hash);
  const policy = `default-src 'none'; style-src ${styleSource(reportStyle)} ${styleSource(page)}; base-uri 'none'; form-action 'none'`;
  const title = fill(texts.name, { server: report.target.name });
  return html`<!doctype html>
    <html lang="${report.locale}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${styleElement(reportStyle)}${styleElement(page)}
      </head>
      <body>
        ${report.practice ? html`<div class="mark" aria-hidden="true"><span>${texts.practice.mark}</span></div>` : null}
        <main>
          ${titleBlock(sheet)} ${searchTable(sheet)} ${proofTable(sheet)} ${changeTable(sheet)}
          ${closing(sheet)}
          <h2 class="annex">${texts.annex.title}</h2>
          ${connectionDetails(sheet)} ${actionDetails(sheet)} ${packageTable(sheet)}
          ${prerequisiteTable(sheet)} ${cloudTable(sheet)} ${factTable(sheet)} ${runTable(sheet)}
        </main>
        <footer>
          <p>
            ${fill(texts.foot.made, { product: report.product.name, version: report.product.version })}
            ${fill(texts.foot.zone, { zone: clock.zone })} ${texts.foot.secret}
          </p>
          <p>${texts.foot.content}, SHA-256 <code translate="no">${hash}</code></p>
        </footer>
      </body>
    </html> `.text;
}
