import { toolSource } from '../deploymentTool';
import { derived } from '../source';
import { type CodeEntry, table } from './table';

/**
 * Exit codes of Microsoft's deployment tool (DefenderDT.exe 1.0.0.6), as its page lists them: each with a sentence there and none with a cause. What a code
 * means for a run is concluded from those sentences; facts of the server decide in every case.
 */
export const deploymentTool: readonly CodeEntry[] = table('deploymentTool', toolSource, derived, [
  [0, 'success'],
  [1, 'retry'],
  [2, 'alreadySo'],
  [3, 'alreadySo'],
  [5, 'retry'],
  [6, 'retry'],
  [10, 'restart'],
  [11, 'failure'],
  [12, 'failure'],
  [20, 'failure'],
  [30, 'failure'],
  [40, 'failure'],
  [50, 'failure'],
  [70, 'failure'],
  [80, 'failure'],
  [90, 'failure'],
  [100, 'failure'],
  [200, 'failure'],
  [201, 'failure'],
  [210, 'failure'],
  [300, 'failure'],
  [301, 'failure'],
  [302, 'failure'],
  [400, 'failure'],
  [500, 'failure'],
  [600, 'failure'],
  [610, 'failure'],
  [700, 'failure'],
  [710, 'failure'],
  [720, 'failure'],
  [730, 'failure'],
  [740, 'failure'],
  [900, 'failure'],
  [920, 'failure'],
  [930, 'failure'],
  [1000, 'failure'],
]);
