import { GangwayError } from '../../../shared/errors';
import { sharedScript } from '../../../shared/findings/questions/readPolicies';
import { operations } from '../../../shared/model/operations';
import { shareAction } from '../../../shared/model/probes/shareTest';
import type { Server } from '../../servers/server';
import type { RunsNeeds } from '../needs';
import { beginProbe } from './probe';

const operation = 'Test-ScriptShare';

/**
 * Asks the server to open, as SYSTEM, the script that the search found in a policy or a task, and answers the id of the run. Throws
 * `step.blocked` where the search knows none, `operation.badParameters` where its path is none of a share, and what `beginProbe` throws.
 */
export const startShareTest = (needs: RunsNeeds, server: Server): Promise<string> =>
  beginProbe(needs, server, async () => {
    const { searching } = server.known('troubleshoot');
    const path = searching === null ? null : sharedScript(searching.evidence);
    if (path === null) throw new GangwayError('step.blocked', 'no script on a share is known');
    const params = operations[operation].params.safeParse({ path });
    if (!params.success) throw new GangwayError('operation.badParameters', path);
    return {
      action: shareAction,
      operation,
      params: params.data,
      evidence: () => '',
      before: async () => undefined,
    };
  });
