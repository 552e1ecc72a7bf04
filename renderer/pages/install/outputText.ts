import type { TFunction } from 'i18next';
import type { OutputLine } from '../../../shared/output';

/**
 * A line of output as it is shown. Stages of an operation arrive as `begin|done|skipped <key> <detail>` and are put into
 * the chosen language; every other line stays as the tool wrote it.
 */
export function shownLine(t: TFunction, line: OutputLine): OutputLine {
  if (line.source !== 'step') return line;
  const [, state, key, detail] = /^(begin|done|skipped) (\S+)(?: (.*))?$/.exec(line.text) ?? [];
  if (state === undefined || key === undefined) return line;
  const stage = t(`operations:${key}`, { defaultValue: key });
  const word = t(`install:stage.${state}`, { stage });
  return { ...line, text: detail === undefined || detail === '' ? word : `${word} (${detail})` };
}
