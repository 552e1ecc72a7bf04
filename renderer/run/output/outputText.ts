import type { TFunction } from 'i18next';
import type { OutputLine } from '../../../shared/bridge/output';

/**
 * A line of output as it is shown: stages of an operation are put into the chosen language, every other line stays as the
 * tool wrote it.
 */
export function shownLine(t: TFunction, line: OutputLine): OutputLine {
  if (line.stage === undefined) return line;
  const { key, state, detail } = line.stage;
  const word = t(`install:stage.${state}`, { stage: t(`operations:${key}`, { defaultValue: key }) });
  return { ...line, text: detail === '' ? word : `${word} (${detail})` };
}
