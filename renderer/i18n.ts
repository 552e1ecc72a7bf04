import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages with a complete set of texts. */
export const languages = ['en', 'fr'] as const;

/** One of the languages the app speaks. */
export type Language = (typeof languages)[number];

/** The texts of each language: those of the first page, and those of all others. Each is a file of its own when built. */
const files = {
  en: { first: () => import('./texts/en'), rest: () => import('./texts/enRest') },
  fr: { first: () => import('./texts/fr'), rest: () => import('./texts/frRest') },
};

/** Whether the texts of every page are wanted, or those of the first page only. */
let everything = false;

async function load(language: Language): Promise<void> {
  const { first, rest } = files[language];
  for (const { texts } of await Promise.all(everything ? [first(), rest()] : [first()]))
    for (const [path, content] of Object.entries(texts)) {
      const namespace = /(?<![\w-])([\w-]+)\.json$/.exec(path)?.[1];
      if (namespace === undefined || i18next.hasResourceBundle(language, namespace)) continue;
      // A copy of all texts takes longer than the first page has to be drawn in, and nobody changes them.
      i18next.addResourceBundle(language, namespace, content, undefined, undefined, { skipCopy: true });
    }
}

/** The first language of a person's list (BCP 47 tags, most wanted first) that the app speaks; else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

/**
 * Sets the language and loads its texts (one namespace per file of shared/locales, named like the file): those of the first
 * page. The html element's `lang` follows each later `setLanguage`. Safe to call more than once.
 */
export async function startFirstTexts(language: Language): Promise<i18n> {
  if (!i18next.isInitialized) {
    i18next.on('languageChanged', (lng) => document.documentElement.setAttribute('lang', lng));
    await i18next.use(initReactI18next).init({
      lng: language,
      // Every language is complete (a test checks it), so none needs the texts of another one.
      fallbackLng: false,
      resources: {},
      defaultNS: 'components',
      // React escapes what it renders; escaping twice would show entities.
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  }
  await setLanguage(language);
  return i18next;
}

/** Like `startFirstTexts`, with the texts of all pages. */
export function startTexts(language: Language): Promise<i18n> {
  everything = true;
  return startFirstTexts(language);
}

/** Loads what the pages behind the first one say, now and in every language that is set later. */
export async function loadAllTexts(): Promise<void> {
  everything = true;
  await load(chooseLanguage([i18next.language]));
}

let wanted: Language | undefined;

/** Switches the language of all texts at run time. If it is called several times, the last call wins, even if its texts load first. */
export async function setLanguage(language: Language): Promise<void> {
  wanted = language;
  await load(language);
  if (language === wanted) await i18next.changeLanguage(language);
}
