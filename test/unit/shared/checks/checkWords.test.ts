import { checkIds } from '../../../../shared/model/checkIds';
import { describe, expect, it } from 'vitest';
import { createTexts } from '../../../../main/texts';
import { checkCounts, checksInWords } from '../../../../shared/plan/checkCounts';
import { type JudgedCheck, checkTitle } from '../../../../shared/plan/checkStates';
import { plainValue, rawWords, type Sayer } from '../../../../shared/checks/checkValue';
import { evidence } from '../../../../shared/plan/actions';
import actionsEn from '../../../../shared/locales/en/actions.json';
import checksEn from '../../../../shared/locales/en/checks.json';
import { plainEvidence } from '../../../../shared/plan/plainEvidence';
import { type Check, checks } from '../../../../shared/checks/prerequisites';
import { checkCases, type Overrides, stopped } from '../../../fixtures/checkCases';
import { aServer, server2012R2, server2016 } from '../../../fixtures/facts';
import { emptyKit } from '../../../fixtures/kits';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';

const installScript = { name: 'Install.ps1' };
/** What stands in the way of reading everything that can be unreadable. */
const nothingRead: Overrides = {
  unreadable: [
    ...['files', 'owners', 'services', 'defender', 'policy', 'otherAntivirus', 'restartPending'],
    'orphanRegistration',
  ].map((fact) => ({ fact, reason: 'accessDenied' as const, detail: '' })),
  files: { ucrtbase: null, tdh: null, ntoskrnl: null, ntoskrnlOwnerTrusted: null },
  services: { winDefend: null, sense: null, lanmanServer: null, diagTrack: null },
  defender: { feature: null, platformVersion: null, signaturesUpdatedAt: null },
  policy: { disableAntiSpyware: null },
};
const judge = (servers: readonly Overrides[], skew: number | null = null, script = false): Check[] =>
  checks(
    aServer(...servers),
    script ? { ...emptyKit, installScript: Object.assign(installScript) } : emptyKit,
    skew,
  );

/** The same with a package of streamlined connectivity, or with the platform to step over. */
const onboarding = anOnboardingPackage({}, { connectivity: 'streamlined' });
const withStreamlined = (...servers: Overrides[]): Check[] =>
  checks(aServer(...servers), { ...emptyKit, onboarding }, null);
const oldPlatform: Overrides = { defender: { platformVersion: '4.10.14393.2248' } };
const withStep = (...servers: Overrides[]): Check[] =>
  checks(aServer(...servers), { ...emptyKit, platformStep: onboarding }, null);

/** Every state that a check can have, with the value that was found: of all cases, and of what no case shows. */
const shown: readonly Check[] = [
  ...checkCases.flatMap(([id, servers]) => judge(servers).filter((check) => check.id === id)),
  ...[[], [server2016], [server2012R2]].flatMap((base) => [
    ...judge([...base, nothingRead]),
    ...judge(base, 0),
    ...judge(base, 400_000),
    ...judge([...base, { services: { winDefend: null } }]),
    ...judge([...base, { defender: { platformVersion: null, feature: 'notPresent' } }]),
    ...judge([
      ...base,
      { services: { winDefend: null }, otherAntivirus: [{ service: 'a', displayName: 'A', running: true }] },
    ]),
  ]),
  ...judge([server2016, { files: { ntoskrnlOwnerTrusted: false }, orphanRegistration: true }], null, true),
  ...judge([server2012R2, { services: { winDefend: stopped } }], null, true),
  ...['10.0.14393.4350', '10.0.14393.4583', null].flatMap((servicingStack) =>
    judge([server2016, { os: { servicingStack } }]),
  ),
  ...judge([server2016, oldPlatform]),
  ...withStep(server2016, oldPlatform),
  ...withStreamlined(),
  ...withStreamlined({ os: { revision: 1 } }),
  ...withStreamlined({ os: { revision: null } }),
  ...withStreamlined({ os: { build: 17134 } }),
];

const sayer = (language: 'en' | 'fr'): Sayer => {
  const t = createTexts(language);
  return { say: t, moment: (at) => new Date(at).toUTCString() };
};

describe.each(['en', 'fr'] as const)('titles in %s', (language) => {
  const { say } = sayer(language);

  it.each(checkIds)('%s says its result in each of its states', (id) => {
    const states = shown.filter((check) => check.id === id);
    expect(states.length).toBeGreaterThan(0);
    for (const { state, found } of states) {
      const title = checkTitle(say, { id, bare: state, found });
      expect(title, `${id} ${state}`).not.toContain('title.');
      const others = states.filter((other) => other.state !== state);
      expect(
        others.map((other) => checkTitle(say, { id, bare: other.state, found: other.found })),
      ).not.toContain(title);
    }
  });
});

it('has no title of a state that no check has', () => {
  const dead = checkIds.flatMap((id) =>
    Object.keys(checksEn[id].title).filter((key) => {
      const [state, found] = key.split('_');
      return !shown.some(
        (check) => check.id === id && check.state === state && (found === undefined || check.found === found),
      );
    }),
  );
  expect(dead).toEqual([]);
});

describe('values in plain words', () => {
  const french = sayer('fr');

  it('lets no raw word of any check stand on a French page', () => {
    const raw = shown.flatMap(({ id, found, needed }) =>
      [found, needed ?? ''].flatMap((value) => {
        const words = plainValue(value, french, id);
        const parts = words.split(/, | /);
        const left = rawWords.filter((word) => parts.includes(word));
        return left.filter((word) => french.say(`values:word.${word}`) !== word);
      }),
    );
    expect(raw).toEqual([]);
    expect(shown.map(({ id, found }) => plainValue(found, french, id)).join('\n')).not.toMatch(
      /ProductType|values:|\d MB/,
    );
  });

  it.each([
    ['automatic, running', 'démarrage automatique, en cours d’exécution'],
    ['WinDefend stopped', 'WinDefend arrêté'],
    ['ProductType 3', 'serveur'],
    ['C: 900 MB', 'C: 900\u00a0Mo'],
    ['900 MB', '900\u00a0Mo'],
    ['2026-11-29T03:50:01.500Z', 'Sun, 29 Nov 2026 03:50:01 GMT'],
    ['direct, 2026-11-29T03:50Z', 'aucun proxy nommé, Sun, 29 Nov 2026 03:50:00 GMT'],
    ['4.18.24070.5', '4.18.24070.5'],
  ])('%s', (raw, words) => {
    expect(plainValue(raw, french)).toBe(words);
  });

  it.each([
    ...['ProductType 4', 'AProductType 3', 'ProductType 3 a', 'on C: 900 MB', 'C: 900 MB free', '2026-11-29'],
    ...[
      'on 2026-11-29T03:50Z',
      '2026-11-29T03:50Z there',
      'WinDefend',
      'WinDefend idle',
      '1WinDefend stopped',
    ],
    'WinDefend stopped.',
  ])('%s stays as it is', (raw) => {
    expect(plainValue(raw, french)).toBe(raw);
  });

  it('knows what a number means only for the check that has it', () => {
    expect(plainValue('1', french, 'notDisabledByPolicy')).toBe('définie');
    expect(plainValue('2', french, 'notDisabledByPolicy')).toBe('2');
    expect(plainValue('1', french, 'disk')).toBe('1');
    expect(plainValue('1', french)).toBe('1');
  });
});

describe('what actions change, in plain words', () => {
  const french = sayer('fr');
  const states = [aServer(), aServer(server2016, nothingRead), aServer(server2012R2)];

  it.each(Object.keys(actionsEn) as (keyof typeof actionsEn)[])('%s says no English in French', (id) => {
    for (const facts of states) {
      const words = plainEvidence(evidence(id, facts), french);
      expect(words).not.toMatch(/library|tests sent|started|not |platform |running|stopped|disabled|values:/);
    }
  });

  it.each([
    ['not tested', 'non testé'],
    ['reached 2026-11-24T14:32:08.000Z', 'atteint Tue, 24 Nov 2026 14:32:08 GMT'],
    ['old 2026-11-24T14:32:08.000Z', 'atteint, il y a trop longtemps Tue, 24 Nov 2026 14:32:08 GMT'],
    ['blocked 2026-11-24T14:32:08.000Z', 'non atteint Tue, 24 Nov 2026 14:32:08 GMT'],
    ['inspected 2026-11-24T14:32:08.000Z', 'inspecté en chemin Tue, 24 Nov 2026 14:32:08 GMT'],
    ['library: 12 files', 'bibliothèque\u00a0: 12 fichiers'],
    ['Tdh.dll -', 'Tdh.dll absent'],
    ['Windows-Defender disabled', 'Windows-Defender désactivé'],
    ['started -', 'démarrage inconnu'],
    ['started 2026-11-24T14:32:08.000Z', 'démarré Tue, 24 Nov 2026 14:32:08 GMT'],
    ['WinDefend -', 'WinDefend absent'],
    ['WinDefend stopped', 'WinDefend arrêté'],
    ['platform -', 'aucune plateforme'],
    ['platform 4.18.24070.5', 'plateforme 4.18.24070.5'],
    ['not installed', 'non installé'],
    ['tests sent: 12', '12 tests envoyés'],
  ])('%s, and no text that only begins or ends so', (raw, words) => {
    expect(plainEvidence(raw, french)).toBe(words);
    for (const longer of [`A ${raw}`, `${raw} Z`]) expect(plainEvidence(longer, french)).toBe(longer);
  });

  it.each(['ForceDefenderPassiveMode = 1', 'Tdh.dll 6.3.9600.17958', 'MDE 10.8'])(
    'leaves %s as it is',
    (raw) => {
      expect(plainEvidence(raw, french)).toBe(raw);
    },
  );
});

describe('counts', () => {
  const of = (...states: JudgedCheck['state'][]) => states.map((state) => ({ state }));

  it('adds up, whatever was decided', () => {
    const { total, ...groups } = checkCounts(
      of('passed', 'passed', 'toFix', 'inPlan', 'waived', 'toKnow', 'notProvable'),
    );
    expect(Object.values(groups).reduce((sum, each) => sum + each, 0)).toBe(total);
    expect(total).toBe(7);
  });

  it('says what there is, with French plurals', () => {
    const many = of('toKnow', 'passed', 'notProvable', 'passed', 'toKnow');
    expect(checksInWords(sayer('en').say, many)).toBe('5 checks: 2 passed, 2 to know, 1 untested.');
    expect(checksInWords(sayer('fr').say, many)).toBe(
      '5 vérifications\u00a0: 2 conformes, 2 à savoir, 1 non testée.',
    );
    expect(checksInWords(sayer('fr').say, of('passed'))).toBe('1 vérification\u00a0: 1 conforme.');
  });
});
