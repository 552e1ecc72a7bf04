import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../shared/locales');
const filesOf = (language: string): string[] =>
  readdirSync(join(root, language))
    .filter((name) => name.endsWith('.json'))
    .sort();

/** Every text of a file by its full key; anything that is neither a text nor a group of texts fails at once. */
function textsOf(language: string, file: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') texts.set(key, value);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, inner] of Object.entries(value)) walk(inner, key === '' ? name : `${key}.${name}`);
    else throw new TypeError(`${language}/${file}: ${key} is neither a text nor a group`);
  };
  walk(JSON.parse(readFileSync(join(root, language, file), 'utf8')), '');
  return texts;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{.*?\}\}/g)].map(String).sort();
/** Texts that break a rule, as `key: text`, so that a failure names them all. */
const offending = (texts: Map<string, string>, broken: (text: string) => boolean): string[] =>
  [...texts].filter(([, text]) => broken(text)).map(([key, text]) => `${key}: ${text}`);

/** A colon counts as punctuation at the end of a word only: not in times, addresses and paths. */
const frenchSpacing = /(?<![\u00a0\u202f])([;?!»](?!\w)|:(?=\s|$))|«(?![\u00a0\u202f])/u;

const plural = /_(zero|one|two|few|many|other)$/;
/** Plural forms that a language needs and a file lacks: English has two, French a third one for millions. */
const missingPlurals = (language: string, texts: Map<string, string>): string[] =>
  [...texts.keys()]
    .filter((key) => plural.test(key))
    .flatMap((key) =>
      new Intl.PluralRules(language)
        .resolvedOptions()
        .pluralCategories.map((category) => key.replace(plural, `_${category}`)),
    )
    .filter((key) => !texts.has(key));

describe.each(filesOf('en'))('%s', (file) => {
  const english = textsOf('en', file);
  const french = textsOf('fr', file);

  // That French has the keys of English, the type check holds (shared/locales/keys.ts).
  it('has every plural form of each language', () => {
    expect(missingPlurals('en', english)).toEqual([]);
    expect(missingPlurals('fr', french)).toEqual([]);
    expect(english.size).toBeGreaterThan(0);
  });

  it('has no empty text and no space at an end', () => {
    const broken = (text: string) => text === '' || text !== text.trim();
    expect([...offending(english, broken), ...offending(french, broken)]).toEqual([]);
  });

  it('fills the same placeholders in both languages', () => {
    for (const [key, text] of french) {
      // French may need a plural where English says the same of one and of many.
      const forms = [key, key.replace(plural, '_other'), key.replace(plural, '')];
      const original = forms.map((form) => english.get(form)).find((found) => found !== undefined) ?? '';
      expect([key, placeholders(text)]).toEqual([key, placeholders(original)]);
    }
  });

  it('writes apostrophes and quotation marks as printed', () => {
    const straight = (text: string) => /['"]/.test(text);
    expect([...offending(english, straight), ...offending(french, straight)]).toEqual([]);
  });

  it('speaks calmly', () => {
    expect(offending(english, (text) => /!|\bplease\b|successfully|\boops\b/i.test(text))).toEqual([]);
    expect(
      offending(french, (text) => /!|veuillez|s.il vous pla[iî]t|avec succès|\boups\b/i.test(text)),
    ).toEqual([]);
  });

  it('has French spacing before : ; ? and inside guillemets', () => {
    expect(offending(french, (text) => frenchSpacing.test(text))).toEqual([]);
  });
});

/** French words that were used beside the one that the product has for a thing, and the one to use. */
const otherTerms: readonly (readonly [RegExp, string])[] = [
  [/\btenants?\b/i, 'locataire'],
  [/\binstalleurs?\b|\binstallateur/i, 'programme d’installation'],
  [/\bcomme SYSTEM\b/, 'en tant que SYSTEM'],
  [/\bsans retour\b/i, 'irréversible'],
  [/\bmode dépannage\b/i, 'mode de résolution des problèmes'],
  [/\bDefender Antivirus\b/, 'antivirus Defender'],
  [/\b(qu’il|ne) rapporte\b|\bs’il rapporte\b/, 'rend compte'],
  [/\bcontrôles? (trouve|ne demande|ne l’exige)/, 'vérification'],
];
it('has one French term for one thing', () => {
  const texts = new Map(
    filesOf('fr').flatMap((file) =>
      [...textsOf('fr', file)].map(([key, text]) => [`${file} ${key}`, text] as const),
    ),
  );
  const found = otherTerms.map(([wrong, right]) => [
    right,
    offending(texts, (text) => wrong.test(text.replaceAll(/\{\{.*?\}\}/g, ''))),
  ]);
  expect(found).toEqual(otherTerms.map(([, right]) => [right, []]));
});

describe('the French spacing rule itself', () => {
  it.each(['Nom : x', 'Nom: x', 'Nom ; x', 'Nom; x', 'Vraiment ?', '« oui »', 'Fin :'])(
    'refuses %j',
    (text) => {
      expect(frenchSpacing.test(text)).toBe(true);
    },
  );
  it.each([
    'Nom\u00a0: x',
    'à 14:32:08',
    'https://example.org/?a=b',
    'C:\\Windows',
    '\u00ab\u00a0oui\u00a0\u00bb',
    'Oui\u202f?',
  ])('accepts %j', (text) => {
    expect(frenchSpacing.test(text)).toBe(false);
  });
});

/** What others call their things: Windows, the portal, Configuration Manager, a log, a file that is written. */
const othersNames = new Set([
  'Impaired communications',
  'Communications altérées',
  'No sensor data',
  'Aucune donnée de capteur',
  'Run as administrator',
  'Exécuter en tant qu’administrateur',
  'Run with highest privileges',
  'Exécuter avec les autorisations maximales',
  'Not running',
  'EDR Block Mode',
  'Microsoft Defender for Endpoint Client on Windows Server 2012 R2 and Windows Server 2016',
  'return value 3',
  'Read me.html',
]);

// Who is sent to something by its name has to find it under that name.
it.each([
  ['en', /“([^”]+)”/gu],
  ['fr', /«[\u00a0\u202f]([^»]+?)[\u00a0\u202f]»/gu],
] as const)('names in %s what stands on a page by the words that stand there', (language, quoted) => {
  const texts = filesOf(language).flatMap((file) =>
    [...textsOf(language, file)].map(([key, text]) => ({ key: `${file} ${key}`, text })),
  );
  const bare = (text: string) => text.toLowerCase().replace(/\.$/, '');
  const shown = new Set(texts.map(({ text }) => bare(text)));
  const isNobodys = (name: string) =>
    !name.includes('{{') && !othersNames.has(name) && !shown.has(bare(name));
  const named = texts.flatMap(({ key, text }) =>
    [...text.matchAll(quoted)].map(([, name = '']) => ({ key, name })),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(({ name }) => isNobodys(name))).toEqual([]);
});
