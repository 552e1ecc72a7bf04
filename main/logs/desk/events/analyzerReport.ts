import type { Body, Severity } from '../body';
import { eventRows } from './eventRows';
import { plainText } from './xml';

/** The report has a few hundred kilobytes. */
const reportBytes = 1024 * 1024;
/** An element with `displayName`: what it says is short. */
const fact = /<(\w{1,60})\s+displayName=["']([^"']{0,200})["'][^>]{0,200}>([\s\S]{0,1000}?)<\/\1>/g;
const children = {
  value: /<value(?:\s[^>]{0,200})?>([^<]*)</,
  alert: /<alert(?:\s[^>]{0,200})?>([^<]*)</,
  check: /<check(?:\s[^>]{0,200})?>([^<]*)</,
  checkresult: /<checkresult(?:\s[^>]{0,200})?>([^<]*)</,
};
const child = (xml: string, name: keyof typeof children): string =>
  plainText(children[name].exec(xml)?.[1] ?? '').trim();

/**
 * Reads the report of the client analyzer (`MDEClientAnalyzer.xml`, rows defender/mde-analyzer-xml, defender/mde-analyzer-checks-2022): each
 * check is an event with its number, whose third digit says how bad it is; each fact is one without.
 */
export function analyzerReport(bytes: Buffer): Body {
  const said: { message: string }[] = [];
  const rows = eventRows((start) => ({ message: said[start]?.message ?? '', data: [] }));
  const add = (message: string, id: number, severity: Severity): void => {
    rows.push({
      start: said.length,
      end: said.length,
      at: Number.NaN,
      severity,
      id,
      provider: 'MDEClientAnalyzer',
      record: 0,
    });
    said.push({ message });
  };
  const xml = bytes.toString('utf8', 0, reportBytes);
  for (const [, , title = '', inside = ''] of xml.matchAll(fact))
    add(`${plainText(title)}: ${child(inside, 'value')}`, 0, child(inside, 'alert') === 'High' ? 1 : 0);
  for (let start = xml.indexOf('<event '); start !== -1; start = xml.indexOf('<event ', start + 1)) {
    const end = xml.indexOf('</event>', start);
    if (end === -1) break;
    const check = xml.slice(start, Math.min(end, start + 20_000));
    const id = /^<event\s[^>]*?\bid=["'](\d{1,9})["']/.exec(check)?.[1];
    if (id === undefined) continue;
    const words = [child(check, 'check'), child(check, 'checkresult')].filter(Boolean).join(': ');
    add(words, Number(id), id[2] === '2' ? 2 : id[2] === '1' ? 1 : 0);
  }
  return rows.done();
}
