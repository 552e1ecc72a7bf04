import type { KeyIn, Say } from '../../../shared/locales/keys';
import type { OutputLine } from '../../../shared/bridge/output';

/** The stages that have words. A server may still run scripts of another version, which can tell of one that is not here. */
const stages: Record<KeyIn<'operations'>, true> = {
  analyze: true,
  askRestart: true,
  awaitAntivirus: true,
  awaitOffboarding: true,
  awaitSensor: true,
  checkAntivirus: true,
  checkTest: true,
  copyFile: true,
  deployByTool: true,
  enableFeature: true,
  endTest: true,
  installSensor: true,
  installUpdate: true,
  offboard: true,
  offboardByTool: true,
  onboard: true,
  precheck: true,
  removeAgent: true,
  removeByTool: true,
  removeSensor: true,
  removeWorkspace: true,
  sendOverSession: true,
  sendOverSessionInstead: true,
  sendOverShare: true,
  sendTest: true,
  stage: true,
  setPreferences: true,
  startAntivirus: true,
  startSensor: true,
  testHost: true,
  updateIntelligence: true,
  updatePlatform: true,
  updateSensor: true,
  verifyFile: true,
  writePassiveMode: true,
  writeTestFile: true,
  writePolicy: true,
  writeWinHttpProxy: true,
};
const isKnown = (key: string): key is keyof typeof stages => Object.hasOwn(stages, key);

/**
 * A line of output as it is shown: stages of an operation are put into the chosen language, every other line stays as the
 * tool wrote it.
 */
export function shownLine(t: Say, line: OutputLine): OutputLine {
  if (line.stage === undefined) return line;
  const { key, state, detail } = line.stage;
  const stage = isKnown(key) ? t(`operations:${key}`) : key;
  const word = t(`install:stage.${state}`, { stage });
  return { ...line, text: detail === '' ? word : `${word} (${detail})` };
}
