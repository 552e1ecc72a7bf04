import type { Report } from '../../shared/bridge/report';
import { html, type Html } from './html';

const done = '#17693A';
const stopped = '#A6171F';
const quiet = '#59656C';

/** The sign of a proof: form and not only colour, with its word beside it. */
export const glyphs: Readonly<Record<Report['proofs'][number]['state'], Html>> = {
  agrees: html`<svg viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="8" fill="${done}" />
    <path d="M6.2 10.3l2.6 2.6 5-5.4" fill="none" stroke="#fff" stroke-width="1.8" />
  </svg>`,
  disagrees: html`<svg viewBox="0 0 20 20" aria-hidden="true">
    <path d="M6 2.5h8l4 7.5-4 7.5H6L2 10z" fill="none" stroke="${stopped}" stroke-width="1.8" />
    <path d="M6.5 8.3h7M6.5 11.7h7M12 5.8L8 14.2" stroke="${stopped}" stroke-width="1.5" />
  </svg>`,
  waiting: html`<svg viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="7.5" fill="none" stroke="${quiet}" stroke-width="1.6" />
    <path d="M10 5.8V10l3 2" fill="none" stroke="${quiet}" stroke-width="1.6" />
  </svg>`,
  notProvable: html`<svg viewBox="0 0 20 20" aria-hidden="true">
    <circle
      cx="10"
      cy="10"
      r="7.5"
      fill="none"
      stroke="${quiet}"
      stroke-width="1.6"
      stroke-dasharray="1.6 2.4"
    />
    <path
      d="M7.9 8.1a2.1 2.1 0 1 1 3 1.9c-.7.3-.9.7-.9 1.4"
      fill="none"
      stroke="${quiet}"
      stroke-width="1.5"
    />
    <circle cx="10" cy="13.7" r="1" fill="${quiet}" />
  </svg>`,
};
