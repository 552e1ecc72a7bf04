import { lazy } from 'react';
import { loadAllTexts } from './i18n';

/** A page with the texts of all pages. */
const withTexts = async <T>(page: Promise<T>): Promise<T> => (await Promise.all([page, loadAllTexts()]))[0];

const wizard = () => withTexts(import('./wizard')).then(({ Wizard }) => ({ default: Wizard }));
const practicePage = () =>
  withTexts(import('./pages/home/practicePage')).then(({ PracticePage }) => ({ default: PracticePage }));
const severalPage = () =>
  withTexts(import('./pages/several/severalPage')).then(({ SeveralPage }) => ({ default: SeveralPage }));
const handOffPage = () =>
  withTexts(import('./pages/handoff/handOffPage')).then(({ HandOffPage }) => ({ default: HandOffPage }));
const resultsPage = () =>
  withTexts(import('./pages/results/resultsPage')).then(({ ResultsPage }) => ({ default: ResultsPage }));
const overviewPage = () =>
  withTexts(import('./pages/overview/overviewPage')).then(({ OverviewPage }) => ({ default: OverviewPage }));
const libraryPage = () =>
  withTexts(import('./pages/library/libraryPage')).then(({ LibraryPage }) => ({ default: LibraryPage }));
const kitsPage = () =>
  withTexts(import('./pages/site/kitsPage')).then(({ KitsPage }) => ({ default: KitsPage }));
const buildPage = () =>
  withTexts(import('./pages/site/buildPage')).then(({ BuildPage }) => ({ default: BuildPage }));
const toolFolderPage = () =>
  withTexts(import('./pages/toolFolder/toolFolderPage')).then(({ ToolFolderPage }) => ({
    default: ToolFolderPage,
  }));
const logsPage = () =>
  withTexts(import('./pages/logs/logsPage')).then(({ LogsPage }) => ({ default: LogsPage }));

const addServerPage = () =>
  withTexts(import('./pages/connect/addServerPage')).then(({ AddServerPage }) => ({
    default: AddServerPage,
  }));

/** The wizard with all its pages and their texts. */
export const Wizard = lazy(wizard);

/** The page of the practice servers. */
export const PracticePage = lazy(practicePage);

/** The page on which results of a fleet are read. */
export const ResultsPage = lazy(resultsPage);

/** The overview of one server. */
export const OverviewPage = lazy(overviewPage);

/** The page on which many servers are decided for at once. */
export const SeveralPage = lazy(severalPage);

/** The page on which a plan is handed to tools of a fleet. */
export const HandOffPage = lazy(handOffPage);

/** The library of packages, the second view of Kits. */
export const LibraryPage = lazy(libraryPage);

/** The kits for sites, the first view of Kits. */
export const KitsPage = lazy(kitsPage);

/** The page on which a kit is put together. */
export const BuildPage = lazy(buildPage);

/** The folder for Server 2008 R2, the third view of Kits. */
export const ToolFolderPage = lazy(toolFolderPage);

/** The page of the logs that a person opened. */
export const LogsPage = lazy(logsPage);

/** The page on which a server is named. */
export const AddServerPage = lazy(addServerPage);

/**
 * Fetches the pages that the first page does not need, while nobody waits for them. An error shows when such a page is opened.
 */
export function fetchLaterPages(): void {
  const pages = [
    wizard,
    practicePage,
    severalPage,
    handOffPage,
    resultsPage,
    overviewPage,
    kitsPage,
    buildPage,
    libraryPage,
    toolFolderPage,
    logsPage,
    addServerPage,
  ];
  Promise.all(pages.map((page) => page())).catch(() => undefined);
}
