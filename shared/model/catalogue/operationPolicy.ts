/** How an operation of the catalogue is run, and for how long. */
export interface OperationPolicy {
  /** `probe` looks like a read and runs like a change: as SYSTEM, leaving its task and its run folder and nothing else. */
  readonly kind: 'read' | 'change' | 'probe';
  /**
   * `session` in the PowerShell session of the target, `across` on the technician's PC with that session in its hands (for
   * a local target it has none), `task` detached as SYSTEM in a run folder, `here` on the technician's PC in a shell of its own.
   */
  readonly runs: 'session' | 'across' | 'task' | 'here';
  /** `afterStep`: the operation stops between its stages. */
  readonly cancel: 'immediate' | 'afterStep' | 'never';
  /** After this time (ms) without a record the screen says so. */
  readonly silenceMs: number;
  /** Hard limit (ms): then the outcome is unknown and facts are read. */
  readonly limitMs: number;
  /** What happens to a tool of Windows that still works after this time (ms): it is ended with all that it started, or only named (docs/decisions/changes-on-the-server.md). */
  readonly longTool?: { readonly afterMs: number; readonly is: 'ended' | 'named' };
}

/** How long (ms) a tool that says that it restarts the server is believed while the server does not go down. */
export const ownRestartMs = 10 * 60_000;
