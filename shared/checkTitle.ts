import type { JudgedCheck } from './checkStates';

/** Gives the text of a key, as i18next does: with `context`, the text of that case where there is one of its own. */
type Say = (key: string, values: { readonly context: string }) => string;

/**
 * The result of a check as a title: "A restart is pending", not "Restart". A decision changes no result, so the title says
 * what the server alone says; some results have a title of their own for the value that was found.
 */
export const checkTitle = (say: Say, check: Pick<JudgedCheck, 'id' | 'bare' | 'found'>): string =>
  say(`checks:${check.id}.title.${check.bare}`, { context: check.found });
