import { lazy } from 'react';
import { loadAllTexts } from './i18n';

const wizard = async () => {
  const [{ Wizard }] = await Promise.all([import('./wizard'), loadAllTexts()]);
  return { default: Wizard };
};
const practicePage = async () => {
  const [{ PracticePage }] = await Promise.all([import('./pages/home/practicePage'), loadAllTexts()]);
  return { default: PracticePage };
};

const severalPage = async () => {
  const [{ SeveralPage }] = await Promise.all([import('./pages/several/severalPage'), loadAllTexts()]);
  return { default: SeveralPage };
};

const overviewPage = async () => {
  const [{ OverviewPage }] = await Promise.all([import('./pages/overview/overviewPage'), loadAllTexts()]);
  return { default: OverviewPage };
};

const addServerPage = () =>
  import('./pages/connect/addServerPage').then(({ AddServerPage }) => ({ default: AddServerPage }));

/** The wizard with all its pages and their texts. */
export const Wizard = lazy(wizard);

/** The page of the practice servers. */
export const PracticePage = lazy(practicePage);

/** The overview of one server. */
export const OverviewPage = lazy(overviewPage);

/** The page on which many servers are decided for at once. */
export const SeveralPage = lazy(severalPage);

/** The page on which a server is named. */
export const AddServerPage = lazy(addServerPage);

/**
 * Fetches the pages that the first page does not need, while nobody waits for them. An error shows when such a page is opened.
 */
export function fetchLaterPages(): void {
  Promise.all([wizard(), practicePage(), severalPage(), overviewPage(), addServerPage()]).catch(
    () => undefined,
  );
}
