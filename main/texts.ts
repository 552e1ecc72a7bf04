import { createInstance } from 'i18next';
import { z } from 'zod';
import type { Say } from '../shared/locales/keys';

const files = import.meta.glob('../shared/locales/*/*.json', { eager: true, import: 'default' });
const texts = z.record(z.string(), z.unknown());

const made = new Map<'en' | 'fr', Say>();

/** The texts of a language as the renderer has them, for what main writes itself: the report. */
export function createTexts(locale: 'en' | 'fr'): Say {
  const texts = made.get(locale) ?? readTexts(locale);
  made.set(locale, texts);
  return texts;
}

function readTexts(locale: 'en' | 'fr'): Say {
  const namespaces: Record<string, Record<string, unknown>> = {};
  for (const [path, content] of Object.entries(files)) {
    const [language, file = ''] = path.split('/').slice(-2);
    if (language === locale) namespaces[file.replace(/\.json$/, '')] = texts.parse(content);
  }
  const instance = createInstance();
  void instance.init({
    lng: locale,
    resources: { [locale]: namespaces },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance.t;
}

/** The language for a person: the chosen one, else French where the system is French, English everywhere else. */
export function chooseLocale(chosen: 'en' | 'fr' | 'system', system: string): 'en' | 'fr' {
  if (chosen !== 'system') return chosen;
  return system.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
