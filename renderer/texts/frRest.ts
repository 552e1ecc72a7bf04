/** What the pages behind the first one say in French, by the path of the file. */
export const texts = import.meta.glob<Record<string, unknown>>(
  ['../../shared/locales/fr/*.json', '!../../shared/locales/fr/{components,frame,home,steps,window}.json'],
  { eager: true, import: 'default' },
);
