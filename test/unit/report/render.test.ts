// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportRecord } from '../../../main/report/record';
import { renderReport } from '../../../main/report/render';
import { fill, reportTexts } from '../../../main/report/texts';
import { reportSchema, type Report } from '../../../shared/bridge/report';
import { blob, leaked } from '../output/redact/blob';
import { holds } from '../properties/holds';
import { sampleReport } from './sample';

const languages = ['en', 'fr'] as const;
const render = (report: Report) => renderReport(report, reportTexts[report.locale], 'Europe/Paris');
const page = (report: Report) => new DOMParser().parseFromString(render(report), 'text/html');

/** Every text of a JSON value by its path. */
function paths(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => paths(inner, `${at}.${name}`));
}

describe.each(languages)('the report in %s', (locale) => {
  const report = sampleReport(locale, false);
  const document = page(report);
  const text = document.body.textContent;

  it('says the outcome first, in its language', () => {
    expect(document.documentElement.lang).toBe(locale);
    expect(document.querySelector('h1')?.textContent).toBe(
      locale === 'en' ? 'NORD-FS03 is onboarded' : 'NORD-FS03 est intégré',
    );
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });

  it('holds every proof, action, code, hash, package, check, fact, run, note and open point', () => {
    const values = [
      ...report.proofs.flatMap(({ claim, raw, source }) => [claim, raw ?? '', source]),
      ...report.actions.flatMap((each) => [
        each.title,
        each.operation,
        each.scriptSha256 ?? '',
        String(each.native ?? ''),
        each.explanation ?? '',
        each.before ?? '',
        each.after ?? '',
        ...each.parameters.map(({ name, value }) => `${name} = ${value}`),
      ]),
      ...report.packages.flatMap((each) => [
        each.name,
        each.kind,
        each.version ?? '',
        each.sha256,
        each.signature,
        each.orgId ?? '',
      ]),
      ...report.prerequisites.flatMap((each) => [
        each.title,
        each.found ?? '',
        each.needed ?? '',
        each.waiver?.reason ?? '',
      ]),
      ...report.facts.flatMap((each) => [each.group, each.fact, each.value, each.source]),
      ...report.runs.flatMap((each) => [each.runId, each.journalHash]),
      ...(report.connection?.trustedHosts ?? []).map(({ name }) => name),
      report.connection?.reportedName ?? 'none',
      report.connection?.account.userName ?? 'none',
      ...report.notes,
      ...report.unproved,
    ];
    expect(values.length).toBeGreaterThan(100);
    for (const value of values) expect(text).toContain(value);
  });

  it('leaves no placeholder, and no word of the other language’s headings', () => {
    expect(text).not.toMatch(/\{\{|undefined|\[object/);
    const other = reportTexts[locale === 'en' ? 'fr' : 'en'];
    for (const word of [other.proofs.title, other.unproved.title, other.changes.title, other.foot.secret])
      expect(text).not.toContain(word);
  });

  it('stands alone: no script, nothing loaded, and a policy that forbids both', () => {
    const source = render(report);
    expect(source).not.toMatch(
      /<(script|link|img|iframe|object|embed|form|a)\b|@import|url\(|\son\w+=|style=/i,
    );
    const policy =
      document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
    const styles = [...document.querySelectorAll('style')].map((each) => each.textContent);
    expect(styles).toHaveLength(2);
    for (const style of styles)
      expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('says in its language that nobody is named, where the technician gave no name', () => {
    const preparedBy = (technician: string | null) =>
      page({ ...report, technician }).querySelector('.about > div:last-child dd')?.textContent;
    expect(preparedBy(null)).toBe(locale === 'en' ? 'Not named' : 'Nom non indiqué');
    expect(preparedBy('M. Lefèvre')).toBe('M. Lefèvre');
  });

  it('carries the practice mark only where it is one', () => {
    expect(document.querySelector('.mark')).toBeNull();
    const practice = page(sampleReport(locale, true));
    expect(practice.querySelector('.mark')?.textContent).toBe(reportTexts[locale].practice.mark);
    expect(practice.body.textContent).toContain(reportTexts[locale].practice.sentence);
  });

  it('prints the hash of the machine record', () => {
    const record = reportRecord(report);
    expect(createHash('sha256').update(record.text).digest('hex')).toBe(record.hash);
    expect(document.querySelector('footer')?.textContent).toContain(record.hash);
    expect(reportSchema.parse(JSON.parse(record.text))).toEqual(report);
  });

  it('is the same every time', () => expect(render(report)).toBe(render(report)));
});

describe('a report that is not the good case', () => {
  const good = sampleReport('en', false);

  it.each([
    ['onboardedWaitingForCloud', 'is onboarded and waits for the cloud'],
    ['notOnboarded', 'is not onboarded'],
  ] as const)('says %s in its title', (outcome, title) => {
    expect(page({ ...good, outcome }).querySelector('h1')?.textContent).toBe(`NORD-FS03 ${title}`);
  });

  it('says what is missing instead of leaving it out', () => {
    const text = page({
      ...good,
      outcome: 'notOnboarded',
      technician: null,
      tenant: { orgId: null },
      proofs: [],
      actions: [],
      packages: [],
      prerequisites: [],
      facts: [],
      runs: [],
      notes: [],
      unproved: [],
      detectionTest: { sentAt: null, alertConfirmed: null },
    }).body.textContent;
    for (const sentence of [
      'No proof was read.',
      'Nothing was changed on this server.',
      'The detection test was not sent.',
      'Nothing was left unproved.',
      'Not known',
    ])
      expect(text).toContain(sentence);
  });

  it('says that nothing was changed where every action was already so', () => {
    const actions = good.actions.map((each) => ({ ...each, outcome: 'alreadySo' as const }));
    expect(page({ ...good, actions }).body.textContent).toContain('Nothing was changed on this server.');
  });

  it('says that a person confirmed the alert who gave no name, in whole sentences', () => {
    const said = (locale: 'en' | 'fr') => {
      const report = sampleReport(locale, false);
      const at = report.preparedAt;
      const { body } = page({ ...report, detectionTest: { sentAt: at, alertConfirmed: { at, by: '' } } });
      return body.textContent;
    };
    expect(said('en')).toContain('A person who gave no name confirmed on');
    expect(said('fr')).toContain('Une personne qui n’a pas donné son nom a confirmé le');
  });

  it('writes the moments in facts as its other times', () => {
    const value = new Date(good.preparedAt).toISOString();
    const facts = [{ group: 'Windows', fact: 'Started', value, source: 'Win32_OperatingSystem' }];
    const text = page({ ...good, facts }).body.textContent;
    expect(text).not.toContain(value);
    expect(text).toMatch(/Started\s*\d\d:\d\d:\d\d/);
  });

  it('says that nobody confirmed the alert', () => {
    const text = page({ ...good, detectionTest: { sentAt: good.preparedAt, alertConfirmed: null } }).body
      .textContent;
    expect(text).toContain('Nobody confirmed that its alert is in the portal.');
  });
});

describe('what a report never holds', () => {
  it('is the onboarding blob or a password, wherever they came in', () => {
    const text = `reg add /v OnboardingInfo /d ${blob} password=Hunter2`;
    const report = sampleReport('en', false);
    const [proof, action] = [report.proofs[0], report.actions[1]];
    if (proof === undefined || action === undefined) throw new Error('the sample lost its rows');
    const poisoned: Report = {
      ...report,
      target: { ...report.target, os: text },
      technician: text,
      proofs: [{ ...proof, raw: text, source: text }],
      actions: [{ ...action, explanation: text, before: text, parameters: [{ name: 'x', value: blob }] }],
      facts: [{ group: 'g', fact: 'f', value: blob, source: text }],
      notes: [text],
      unproved: [blob],
    };
    for (const made of [render(poisoned), reportRecord(poisoned).text]) {
      expect(leaked(made)).toBeNull();
      expect(made).not.toContain('Hunter2');
    }
  });

  const base = sampleReport('en', false);
  const nodes = page(base).querySelectorAll('*').length;
  function expectOnlyText(value: string): void {
    const target = { ...base.target, name: `S${value}` };
    const document = page({ ...base, target, notes: [value], technician: value });
    expect(document.querySelectorAll('script, img, b')).toHaveLength(0);
    expect(document.querySelectorAll('*')).toHaveLength(nodes);
    expect(document.querySelectorAll('style')).toHaveLength(2);
  }

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</style><b>',
    "' onload='x",
    '&lt;b&gt;',
    '${1}',
    '{{server}}',
  ])('is markup of others: %s comes out as that text', expectOnlyText);

  it('is markup of others: any text comes out as that text', () =>
    holds(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), expectOnlyText), 50));
});

describe('the texts of a report', () => {
  it('exist in both languages with the same placeholders', () => {
    const [en, fr] = [paths(reportTexts.en), new Map(paths(reportTexts.fr))];
    const placeholders = (value: string) =>
      [...value.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]).sort();
    expect(en.map(([path]) => path).sort()).toEqual([...fr.keys()].sort());
    for (const [path, value] of en) {
      expect(value.trim()).not.toBe('');
      expect([path, placeholders(fr.get(path) ?? '')]).toEqual([path, placeholders(value)]);
    }
  });

  it('keep the no-break space of French before its marks', () => {
    for (const [path, value] of paths(reportTexts.fr))
      expect([path, value]).not.toEqual([
        path,
        expect.stringMatching(/(?<![\u00a0\u202f]) ?[;!?]| :|[^\u00a0\u202f]:/),
      ]);
  });

  it('are filled by name, once', () => {
    expect(fill('{{a}} {{b}} {{a}}', { a: '{{b}}', b: 2 })).toBe('{{b}} 2 {{b}}');
    expect(fill('{{missing}}', {})).toBe('{{missing}}');
  });
});
