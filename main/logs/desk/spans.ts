import type { LogKind, LogSpan } from '../../../shared/bridge/logs';
import type { Laid } from './query';

/** What a log of a kind tells of from its first to its last line; the others tell of moments. */
const whole: Partial<Record<LogKind, string>> = {
  msi: 'msiexec',
  installScript: 'Install.ps1',
  onboardingScript: 'WindowsDefenderATPOnboardingScript.cmd',
  deploymentTool: 'DefenderDT.exe',
  analyzer: 'MDEClientAnalyzer',
};

/** Spans that are told in all, and how long a line may be silent in one. */
const most = 200;

/** The pieces of work that logs tell of: programs from their first to their last line, actions of Gangway by its journal. */
export function spansOf(logs: readonly (Laid & { readonly kind: LogKind })[]): LogSpan[] {
  return logs
    .flatMap(({ place, body, kind, shiftMs }): LogSpan[] => {
      if (kind === 'journal') return actionsOf({ place, body, shiftMs });
      const label = whole[kind];
      const first = body.at[0];
      if (label === undefined || first === undefined || Number.isNaN(first)) return [];
      let [from, to] = [first, first];
      for (const at of body.at) {
        if (at < from) from = at;
        if (at > to) to = at;
      }
      return [{ file: place, label, from: Math.max(0, from - shiftMs), to: Math.max(0, to - shiftMs) }];
    })
    .slice(0, most);
}

/** An action from the line that plans to send it to the one that says how it ended. */
function actionsOf({ place, body, shiftMs }: Laid): LogSpan[] {
  const begun = new Map<string, number>();
  const spans: LogSpan[] = [];
  for (let line = 0; line < body.count; line += 1) {
    const [, action, phase] =
      /,"action":"([\w.-]{1,100})","nn":\d+,"phase":"(\w+)"/.exec(body.text(line)) ?? [];
    const at = body.at[line] ?? Number.NaN;
    if (action === undefined || Number.isNaN(at)) continue;
    const from = begun.get(action);
    if (phase === 'intent') begun.set(action, at);
    else if (from !== undefined && phase !== undefined && ends.has(phase)) {
      spans.push({ file: place, label: action, from: from - shiftMs, to: at - shiftMs });
      begun.delete(action);
    }
  }
  return spans;
}
const ends = new Set(['verified', 'alreadySo', 'failed', 'needsReboot', 'conflict', 'unknown', 'stopped']);
