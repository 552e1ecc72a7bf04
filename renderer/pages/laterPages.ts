import { lazy } from 'react';
import { loadAllTexts } from '../i18n';

const wizard = async () => {
  const [{ Wizard }] = await Promise.all([import('./wizard'), loadAllTexts()]);
  return { default: Wizard };
};
const practicePage = () => import('./practicePage').then(({ PracticePage }) => ({ default: PracticePage }));

/** The wizard with all its pages and their texts. */
export const Wizard = lazy(wizard);

/** The page of the practice servers. */
export const PracticePage = lazy(practicePage);

/**
 * Fetches what the first page does without, while nobody waits for it. What cannot be fetched shows when it is opened.
 */
export function fetchLaterPages(): void {
  Promise.all([wizard(), practicePage()]).catch(() => undefined);
}
