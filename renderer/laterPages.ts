import { lazy } from 'react';
import { loadAllTexts } from './i18n';

/** The pages with the texts of all of them. */
const later = async () => (await Promise.all([import('./later'), loadAllTexts()]))[0];

/** The wizard with all its pages and their texts. */
export const Wizard = lazy(async () => ({ default: (await later()).Wizard }));

/** The page of the practice servers. */
export const PracticePage = lazy(async () => ({ default: (await later()).PracticePage }));

/** The page on which results of a fleet are read. */
export const ResultsPage = lazy(async () => ({ default: (await later()).ResultsPage }));

/** The overview of one server. */
export const OverviewPage = lazy(async () => ({ default: (await later()).OverviewPage }));

/** The page on which many servers are decided for at once. */
export const SeveralPage = lazy(async () => ({ default: (await later()).SeveralPage }));

/** The page on which a plan is handed to tools of a fleet. */
export const HandOffPage = lazy(async () => ({ default: (await later()).HandOffPage }));

/** The library of packages, the second view of Kits. */
export const LibraryPage = lazy(async () => ({ default: (await later()).LibraryPage }));

/** The kits for sites, the first view of Kits. */
export const KitsPage = lazy(async () => ({ default: (await later()).KitsPage }));

/** The page on which a kit is put together. */
export const BuildPage = lazy(async () => ({ default: (await later()).BuildPage }));

/** The folder for Server 2008 R2, the third view of Kits. */
export const ToolFolderPage = lazy(async () => ({ default: (await later()).ToolFolderPage }));

/** The page of the logs that a person opened. */
export const LogsPage = lazy(async () => ({ default: (await later()).LogsPage }));

/** The page on which a server is named. */
export const AddServerPage = lazy(async () => ({ default: (await later()).AddServerPage }));

/**
 * Fetches the pages that the first page does not need, while nobody waits for them. An error shows when such a page is opened.
 */
export function fetchLaterPages(): void {
  later().catch(() => undefined);
}
