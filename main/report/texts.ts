import en from '../../shared/locales/en/report.json';
import fr from '../../shared/locales/fr/report.json';

/** The headings and words of a report in one language: `locales/<lang>/report.json`. */
export type ReportTexts = typeof en;

/** The texts of a language; the compiler checks that French lacks none. */
export const reportTexts: Readonly<Record<'en' | 'fr', ReportTexts>> = { en, fr };

/** Puts values into a text: `{{name}}` becomes `values.name`. A name without a value stays, so that a test finds it. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
