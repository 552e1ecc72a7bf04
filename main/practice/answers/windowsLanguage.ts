import { z } from 'zod';
import file from './windowsTexts.json';

/** Languages of Windows that practice has besides English. */
export const windowsLanguageSchema = z.enum(['fr', 'de']);
export type WindowsLanguage = z.infer<typeof windowsLanguageSchema>;

const texts: Readonly<Record<string, Readonly<Record<WindowsLanguage, string>>>> = file.texts;

/**
 * A text of Windows in the language of a machine (English where it has none), with values for its `{name}` places. What stands
 * in no table is no text of Windows and stays: a name of another maker, a line of a script.
 */
export function windowsText(
  english: string,
  language: WindowsLanguage | undefined,
  values: Readonly<Record<string, string>> = {},
): string {
  const known = Object.hasOwn(texts, english) ? texts[english] : undefined;
  const said = language === undefined ? english : (known?.[language] ?? english);
  return said.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The forms of lines of an installer's log. */
const lines = file.lines.map((line) => ({ ...line, form: new RegExp(line.form) }));

/**
 * A line of a log of Windows Installer in the language of Windows (row servicing/servicing-msi-log-language-of-system-not-user): its
 * sentences and its short dates are, its marks are not. What has another form stays.
 */
export function installerLine(line: string, language: WindowsLanguage | undefined): string {
  if (language === undefined) return line;
  for (const { form, names, text } of lines) {
    const found = form.exec(line);
    if (found === null) continue;
    const values = names.map((name, index) => [name, windowsText(found[index + 1] ?? '', language)] as const);
    return windowsText(text, language, Object.fromEntries(values));
  }
  return line;
}

/** What Windows shows to people: names of services, texts of events. */
const shown = new Set(['displayName', 'text']);

/** A machine, a part of one or a patch for one, with what Windows shows in that language. */
export function inLanguage(value: unknown, language: WindowsLanguage | undefined): unknown {
  if (language === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, language));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      shown.has(key) && typeof item === 'string' ? windowsText(item, language) : inLanguage(item, language),
    ]),
  );
}
