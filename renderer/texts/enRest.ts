/** What the pages behind the first one say in English, by the path of the file. */
export const texts = import.meta.glob<Record<string, unknown>>(
  ['../../shared/locales/en/*.json', '!../../shared/locales/en/{components,frame,home,steps,window}.json'],
  { eager: true, import: 'default' },
);
