import { createHash } from 'node:crypto';
import { Html } from './html';

/** The look of a report: black on white, one column of A4, and the same on a screen. No colour says what a word does not. */
export const reportStyle = `
:root { color-scheme: light; --line: #d5dbde; --quiet: #59656c; }
* { box-sizing: border-box; }
html { background: #fff; color: #14191c; font: 10pt/1.5 "Segoe UI Variable Text", "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif; -webkit-text-size-adjust: 100%; }
body { max-width: 186mm; margin: 14mm auto 20mm; padding: 0 6mm; }
h1, h2, h3, p, dl, table { margin: 0; }
h1 { font-size: 22pt; font-weight: 600; line-height: 1.2; letter-spacing: -.01em; margin: 1mm 0 4mm; overflow-wrap: anywhere; }
h2 { font-size: 12.5pt; font-weight: 600; margin: 7mm 0 2mm; break-after: avoid; }
h3 { font-size: 10pt; font-weight: 600; break-after: avoid; }
.kind { color: var(--quiet); font-size: 9.5pt; }
.lede { font-size: 11.5pt; max-width: 150mm; }
.note { color: var(--quiet); font-size: 9pt; margin-top: 2mm; }
.practice { border: .4mm solid #14191c; padding: 2mm 3mm; margin-bottom: 6mm; font-weight: 600; }
.about { display: grid; grid-template-columns: 5fr 4fr 6.6fr; gap: 2.5mm 5mm; margin-top: 5mm; padding: 3mm 0; border: solid var(--line); border-width: .25mm 0; }
.about dt, th, .label { color: var(--quiet); font-size: 8.5pt; font-weight: 400; }
dd { margin: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; }
th { text-align: left; padding: 0 3mm 1mm 0; border-bottom: .25mm solid #14191c; }
td { vertical-align: top; padding: 1.1mm 3mm 1.1mm 0; border-bottom: .25mm solid var(--line); overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.small { display: block; color: var(--quiet); font-size: 8pt; line-height: 1.4; }
.small code { font-size: 7.2pt; }
.when, .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.number { width: 8mm; color: var(--quiet); }
td.state { padding-left: 5.5mm; overflow-wrap: normal; }
.state { width: 34mm; }
.most { width: 60%; }
.wide { width: 46%; }
.third { width: 32%; }
.quarter { width: 26%; }
.source { width: 33%; }
th.group { color: inherit; font-size: 9pt; font-weight: 600; padding-top: 3mm; border-bottom-color: var(--line); break-after: avoid; }
.state svg { width: 4mm; height: 4mm; vertical-align: -.8mm; margin: 0 1.5mm 0 -5.5mm; }
code { font: 8.5pt/1.45 "Cascadia Mono", Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 5mm; }
li { margin-bottom: 1mm; }
.annex { margin-top: 12mm; border-top: .6mm solid #14191c; padding-top: 3mm; font-size: 16pt; }
.annex + h2 { margin-top: 4mm; }
.detail { break-inside: avoid; padding: 2mm 0; border-bottom: .25mm solid var(--line); }
.detail dl { display: grid; grid-template-columns: 32mm 1fr; gap: .6mm 3mm; margin-top: .6mm; font-size: 9pt; }
.detail dt { color: var(--quiet); }
.outcome { font-weight: 400; color: var(--quiet); }
footer { margin-top: 6mm; padding-top: 3mm; border-top: .25mm solid #14191c; color: var(--quiet); font-size: 8.5pt; break-inside: avoid; }
.mark { position: fixed; inset: 0; display: grid; place-items: center; pointer-events: none; z-index: 1; overflow: hidden; }
.mark span { transform: rotate(-35deg); font-size: 96pt; font-weight: 700; letter-spacing: .08em; color: rgb(20 25 28 / 8%); -webkit-print-color-adjust: exact; print-color-adjust: exact; }
@media screen and (max-width: 640px) { .about { grid-template-columns: 1fr 1fr; } .state { width: auto; } h1 { font-size: 18pt; } .mark span { font-size: 48pt; } }
@media print {
  body { max-width: none; margin: 0; padding: 0; }
}
`;

/** The source of a style for a content security policy: what allows exactly this text. */
export function styleSource(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}

/** A style element that holds exactly this text: its hash covers every space. */
export function styleElement(style: string): Html {
  return new Html(`<style>${style}</style>`);
}
