import type { RunRecord } from '../../shared/bridge/records';
import type { NewLine } from './outputs';

/** Name of the wizard's own voice in the output; everything else came from the server. */
export const ownSource = 'gangway';

/**
 * The line that a record of the server becomes in the output; null for records that are no line (progress, result).
 * Each record gives at most one line and always the same, so that a reader can count its way back after a restart. `here`:
 * lines are dated by this computer's clock, as everything beside them.
 */
export function lineOf(record: RunRecord, action: string, here: (at: number) => number): NewLine | null {
  const at = here(record.at);
  switch (record.kind) {
    case 'start':
      return {
        at,
        action,
        source: 'run',
        level: 'info',
        text: `${record.operation} pid ${String(record.pid)}`,
      };
    case 'step':
      return {
        at,
        action,
        source: 'step',
        level: 'info',
        text: `${record.state} ${record.key} ${record.detail}`.trim(),
        stage: { key: record.key, state: record.state, detail: record.detail },
      };
    case 'log':
      return { at, action, source: record.source, level: record.level, text: record.text };
    case 'end':
      return record.ok
        ? { at, action, source: 'run', level: 'info', text: 'end' }
        : {
            at,
            action,
            source: 'run',
            level: 'error',
            text: endText(record.code, record.native, record.text),
          };
    case 'progress':
    case 'result':
      return null;
  }
}

const endText = (code: string | null, native: number | null, text: string): string =>
  [code ?? 'operation.failed', native === null ? '' : `(${String(native)})`, text]
    .filter((part) => part !== '')
    .join(' ');
