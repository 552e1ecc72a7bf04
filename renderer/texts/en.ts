/** What the first page says in English, by the path of the file; the rest is `enRest.ts`. */
export const texts = import.meta.glob<Record<string, unknown>>(
  '../../shared/locales/en/{components,frame,home,steps,window}.json',
  { eager: true, import: 'default' },
);
