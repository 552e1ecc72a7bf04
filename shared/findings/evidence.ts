import type { CloudFindings, RunView, ShareFindings } from '../bridge/session';
import type { JudgedCheck } from '../plan/checkStates';
import type { OsRecognition } from '../knowledge/os';
import type { FurtherReads } from '../model/furtherReads';
import type { RefusedFile } from '../model/packages';
import type { Situation } from '../plan/situation';

/** All that a question to a server may look at. */
export interface Evidence {
  /** Facts, inputs and kit. The server's own clock stands in `facts.readAt`. */
  readonly situation: Situation;
  readonly os: OsRecognition;
  /** The prerequisites as they were judged. */
  readonly checks: readonly JudgedCheck[];
  /** What was read beyond the facts since the search began. */
  readonly reads: FurtherReads;
  /** The newest test of the way to the cloud; null where there is none. */
  readonly cloud: CloudFindings | null;
  /** The newest test of a share; null where there is none. */
  readonly share: ShareFindings | null;
  /** The last run of the server, whatever its journey; null where there is none. */
  readonly run: RunView | null;
  /** Files that were given for the server last and not taken, with the reason. */
  readonly refused: readonly RefusedFile[];
}
