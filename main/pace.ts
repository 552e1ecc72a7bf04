import { operations } from '../shared/model/operations';
import { ownRestartMs } from '../shared/model/catalogue/operationPolicy';
import type { Pace } from './runs/needs';

/** How long the app waits where nothing else is said. */
export const usualPace: Pace = {
  backOffMs: [250, 500, 1000, 2000, 5000, 10_000],
  askEveryMs: 1000,
  ownRestartMs,
  rungMs: 8000,
  limitMs: (operation) => operations[operation].limitMs,
};
