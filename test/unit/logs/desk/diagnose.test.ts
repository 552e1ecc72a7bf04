import { describe, expect, it } from 'vitest';
import { causeOf } from '../../../../shared/findings/causes';
import { rowOf } from '../../../ground/row';
import { signatures } from '../../../../shared/logs/signatures/index';
import { logCases } from '../../../fixtures/logCases';
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

  it('has a log for each signature', async () => {
    const seen = new Set<string>();
    for (const { text } of logCases)
      for (const finding of (await deskWith(aLog('x', text))).view.findings) seen.add(finding.signature);
    const ids = signatures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !seen.has(id))).toEqual([]);
  });

  it('leads each signature to a cause that a person is told of', () => {
    for (const { cause, id } of signatures) expect(causeOf(cause).id, id).toBe(cause);
  });
});
