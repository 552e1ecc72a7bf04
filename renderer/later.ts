/** All pages that the first one does not need. They are built into one file (`build/vite.renderer.ts`). */
export { Wizard } from './wizard';
export { AddServerPage } from './pages/connect/addServerPage';
export { HandOffPage } from './pages/handoff/handOffPage';
export { PracticePage } from './pages/home/practicePage';
export { LibraryPage } from './pages/library/libraryPage';
export { LogsPage } from './pages/logs/logsPage';
export { OverviewPage } from './pages/overview/overviewPage';
export { ResultsPage } from './pages/results/resultsPage';
export { SeveralPage } from './pages/several/severalPage';
export { BuildPage } from './pages/site/buildPage';
export { KitsPage } from './pages/site/kitsPage';
export { ToolFolderPage } from './pages/toolFolder/toolFolderPage';
