// Invented: how long a server takes to open a file of a share; looked for: nothing, it depends on the network
import type { ResultOf } from '../../../../shared/model/operations';
import type { Behaviour } from '../../behaviour';

type State = ResultOf<'Test-ScriptShare'>['state'];

/** Codes by which practice shares refuse, as Test-ScriptShare.ps1 reads them. */
const states: Readonly<Record<number, State>> = {
  0x80070005: 'denied',
  0x80070002: 'notFound',
  0x80070035: 'notReached',
};

/** Opens the file as SYSTEM. A machine that nobody gave a share finds no such server. */
export const testScriptShare: Behaviour<'Test-ScriptShare'> = (timeline, { machine, params }) => {
  timeline.wait(300);
  const { policyTraces } = machine;
  const code = policyTraces === undefined ? 0x80070035 : (policyTraces.shareRefuses ?? null);
  if (code === null) return { path: params.path, state: 'read', code: null };
  return { path: params.path, state: states[code] ?? 'failed', code: `0x${code.toString(16)}` };
};
