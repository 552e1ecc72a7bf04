import i18next, { type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages with a complete set of texts, the fallback first. */
export const languages = ['en', 'fr'] as const;

/** One of the languages the app speaks. */
export type Language = (typeof languages)[number];

const files = import.meta.glob<Record<string, unknown>>('../shared/locales/*/*.json', {
  eager: true,
  import: 'default',
});

function resources(): Resource {
  const all: Resource = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, language, namespace] = /\/([a-z]+)\/([\w-]+)\.json$/.exec(path) ?? [];
    if (language !== undefined && namespace !== undefined) {
      all[language] = { ...all[language], [namespace]: texts };
    }
  }
  return all;
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
 * Loads every text of shared/locales (one namespace per file, named like the file) and sets the language.
 * The html element's `lang` follows each later `setLanguage`. Safe to call more than once.
 */
export async function startTexts(language: Language): Promise<i18n> {
  if (!i18next.isInitialized) {
    const follow = (lng: string) => document.documentElement.setAttribute('lang', lng);
    i18next.on('languageChanged', follow);
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: 'en',
      resources: resources(),
      defaultNS: 'components',
      // React escapes what it renders; escaping twice would show entities.
      interpolation: { escapeValue: false },
      returnNull: false,
    });
    follow(language);
  } else {
    await setLanguage(language);
  }
  return i18next;
}

/** Switches the language of all texts at run time. */
export async function setLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
}
