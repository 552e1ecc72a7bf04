/** What the first page says in French, by the path of the file; the rest is `frRest.ts`. */
export const texts = import.meta.glob<Record<string, unknown>>(
  '../../shared/locales/fr/{components,frame,home,steps,window}.json',
  { eager: true, import: 'default' },
);
