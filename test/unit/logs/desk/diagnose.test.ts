import { describe, expect, it } from 'vitest';
import { reportRecord } from '../../../../main/report/record';
import { reportSchema } from '../../../../shared/bridge/report';
import { causeOf } from '../../../../shared/findings/causes';
import { rowOf } from '../../../ground/row';
import { signatures } from '../../../../shared/logs/signatures/index';
import { logCases } from '../../../fixtures/logCases';
import { journalOf, ownEnds, ownWords, reportOf } from '../../../fixtures/ownLogs';
import { aLog, deskWith } from './deskOf';

describe('what logs show', () => {
  it.each(logCases.map((one) => [one.name, one] as const))('%s', async (_name, { of, text, cause, sure }) => {
    if (/^(?:servicing|defender|platform)\//.test(of)) expect(rowOf(of).id).toBe(of.split('/')[1]);
    const { view } = await deskWith(aLog('x', text));
    expect(view.files).toMatchObject([{ refusal: null }]);
    expect(view.findings[0]?.cause ?? null).toBe(cause);
    if (sure !== undefined) expect(view.findings[0]?.sure).toBe(sure);
    if (cause !== null) expect(view.findings[0]?.lines.length).toBeGreaterThan(0);
  });

  it.each(ownEnds.map((end) => [end.name, end] as const))(
    'Gangway’s own journal and report of %s',
    async (_name, end) => {
      for (const [kind, text] of [
        ['journal', journalOf(end)],
        ['report', reportOf(end)],
      ] as const) {
        if (kind === 'journal' && end.os !== undefined) continue;
        const { view, desk } = await deskWith(aLog('x', text));
        expect(view.files).toMatchObject([{ kind }]);
        const found = view.findings[0];
        expect([kind, found?.cause ?? null]).toEqual([kind, end.cause]);
        if (found === undefined) continue;
        // The line that it points at is the one in which the end stands.
        const { lines } = desk.ask.getLogText({ file: 0, from: found.lines[0]?.line ?? 0, limit: 1 });
        expect(lines[0]).toContain(
          kind === 'journal' ? `"phase":"${end.phase ?? 'failed'}"` : `"outcome": "${end.phase ?? 'failed'}"`,
        );
      }
    },
  );

  it.each(ownWords.map((end) => [end.name, end] as const))(
    'Gangway’s own journal of %s',
    async (_name, end) => {
      const { view } = await deskWith(aLog('x', journalOf(end)));
      expect(view.findings[0]?.cause).toBe(end.cause);
    },
  );

  it('names no cause where an action came right later, in its journal or in a report', async () => {
    const [end] = ownEnds;
    if (end === undefined) throw new Error('no end');
    const right = { ...end, failure: null, phase: 'conflict' as const };
    const journal = `${journalOf(end)}${journalOf(right).split('\n')[3]?.replace('"phase":"conflict"', '"phase":"verified"') ?? ''}\n`;
    // Its hash does not fit, which is a matter of the journal and not of the cause.
    expect((await deskWith(aLog('x', journal))).view.findings).toEqual([]);
    const report: unknown = JSON.parse(reportOf(end));
    const { actions } = reportSchema.parse(report);
    const mended = {
      ...reportSchema.parse(report),
      actions: [...actions, ...actions.slice(1).map((action) => ({ ...action, outcome: 'done' as const }))],
    };
    expect((await deskWith(aLog('x', reportRecord(mended).text))).view.findings).toEqual([]);
  });

  it('has a log for each signature', async () => {
    const seen = new Set<string>();
    const own = [...ownEnds, ...ownWords].map((end) => ({
      text: end.os === undefined ? journalOf(end) : reportOf(end),
    }));
    for (const { text } of [...logCases, ...own])
      for (const finding of (await deskWith(aLog('x', text))).view.findings) seen.add(finding.signature);
    const ids = signatures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !seen.has(id))).toEqual([]);
  });

  it('leads each signature to a cause that a person is told of', () => {
    for (const { cause, id } of signatures) expect(causeOf(cause).id, id).toBe(cause);
  });
});
