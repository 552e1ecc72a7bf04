import type { OperationName } from '../../shared/model/operations';
import type { Settings } from '../../shared/model/settings';
import type { StoredDocument } from '../disk/document';
import type { Journal } from '../journal/journal';
import type { RunOutputs } from '../output/outputs';
import type { PackagesNeeds } from '../packages/needs';
import type { ReadingNeeds } from '../reading/needs';

/** How long the wizard waits; tests wait less. All in ms. */
export interface Pace {
  /** Between two tries to reach a server again, longer each time; the last one repeats. */
  readonly backOffMs: readonly number[];
  /** Between two looks at a server that restarts. */
  readonly askEveryMs: number;
  /** How long a tool that says that it restarts the server is believed while the server does not go down. */
  readonly ownRestartMs: number;
  /** How long a rung of the connection ladder may take. */
  readonly rungMs: number;
  /** How long a detached action is followed at most; then its outcome is unknown and facts are read. */
  limitMs(operation: OperationName): number;
}

/** What runs need of the app: they read and send packages as they go. */
export interface RunsNeeds extends ReadingNeeds, Pick<PackagesNeeds, 'libraries'> {
  readonly settings: StoredDocument<Settings>;
  readonly journal: Journal;
  readonly outputs: RunOutputs;
  readonly pace: Pace;
}
