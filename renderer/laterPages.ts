import { lazy } from 'react';
import { loadAllTexts } from './i18n';
import type * as Later from './later';

/** The pages with the texts of all of them. */
const later = async () => (await Promise.all([import('./later'), loadAllTexts()]))[0];
const page = <Name extends keyof typeof Later>(name: Name) =>
  lazy(async () => ({ default: (await later())[name] }));

/** The wizard with all its pages and their texts. */
export const Wizard = page('Wizard');

/** The page of the practice servers. */
export const PracticePage = page('PracticePage');

/** The page on which results of a fleet are read. */
export const ResultsPage = page('ResultsPage');

/** The overview of one server. */
export const OverviewPage = page('OverviewPage');

/** The page on which many servers are decided for at once. */
export const SeveralPage = page('SeveralPage');

/** The page on which a plan is handed to tools of a fleet. */
export const HandOffPage = page('HandOffPage');

/** The library of packages, the second view of Kits. */
export const LibraryPage = page('LibraryPage');

/** The kits for sites, the first view of Kits. */
export const KitsPage = page('KitsPage');

/** The page on which a kit is put together. */
export const BuildPage = page('BuildPage');

/** The folder for Server 2008 R2, the third view of Kits. */
export const ToolFolderPage = page('ToolFolderPage');

/** The page of the logs that a person opened. */
export const LogsPage = page('LogsPage');

/** The page on which a server is named. */
export const AddServerPage = page('AddServerPage');

/**
 * Fetches the pages that the first page does not need, while nobody waits for them. An error shows when such a page is opened.
 */
export function fetchLaterPages(): void {
  later().catch(() => undefined);
}
