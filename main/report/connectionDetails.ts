import { html, type Html } from './html';
import type { Sheet } from './summary';
import { fill } from './texts';

const code = (text: string) => html`<code translate="no">${text}</code>`;
const row = (name: string, value: string | Html) =>
  html`<dt>${name}</dt>
    <dd>${value}</dd>`;

/** How a server of the network was reached, what proved that it is the right one, and what was changed on this computer for it. */
export function connectionDetails({ report, texts, clock }: Sheet): Html | null {
  const { connection } = report;
  if (connection === undefined) return null;
  const names = texts.connection;
  const { endpoint, account, reportedName, testedAt, thumbprint } = connection;
  const trusted = connection.trustedHosts.map(({ name, addedAt, takenOutAt }) => {
    const added = fill(names.trusted.added, { name, at: clock.minute(addedAt) });
    const end =
      takenOutAt === null
        ? names.trusted.there
        : fill(names.trusted.takenOut, { at: clock.minute(takenOutAt) });
    return html`<div>${added} ${end}</div>`;
  });
  return html`<h2>${names.title}</h2>
    <section class="detail">
      <dl>
        ${row(names.askedFor, code(connection.askedFor))}
        ${row(names.reportedName, reportedName === null ? names.unknown : code(reportedName))}
        ${row(names.machine, names.machines[connection.machine])}
        ${row(names.endpoint, endpoint === null ? names.unknown : fill(names[endpoint.useSsl ? 'tls' : 'noTls'], { port: endpoint.port }))}
        ${row(names.account, html`${names.accounts[account.kind]}${account.userName === null ? null : html`, ${code(account.userName)}`}`)}
        ${row(names.vouchedBy, html`${names.vouchers[connection.vouchedBy]}${thumbprint === null ? null : html`<div>${names.thumbprint} ${code(thumbprint)}</div>`}`)}
        ${row(names.trustedHosts, trusted.length === 0 ? names.trusted.none : html`${trusted}`)}
        ${row(names.tested, testedAt === null ? names.stopped : clock.minute(testedAt))}
      </dl>
    </section>`;
}
