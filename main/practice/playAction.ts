import type { z } from 'zod';
import { failureOf, GangwayError } from '../../shared/errors';
import { operations, type OperationName, type ParamsOf } from '../../shared/model/operations';
import { NeverEnds, type Behaviour, type Told } from './behaviour';
import { installPrerequisite } from './behaviours/installPrerequisite';
import { installSensor } from './behaviours/installSensor';
import { invokeAntivirusTest } from './behaviours/invokeAntivirusTest';
import { invokeClientAnalyzer } from './behaviours/probes/invokeClientAnalyzer';
import { invokeDetectionTest } from './behaviours/invokeDetectionTest';
import { invokeOffboarding } from './behaviours/invokeOffboarding';
import { invokeOnboarding } from './behaviours/invokeOnboarding';
import { invokeDeploymentTool } from './behaviours/deploymentTool/invokeDeploymentTool';
import { saveDeploymentStage } from './behaviours/deploymentTool/saveDeploymentStage';
import { testDeploymentTool } from './behaviours/deploymentTool/testDeploymentTool';
import { removeMonitoringAgent } from './behaviours/removeMonitoringAgent';
import { removeSensor } from './behaviours/removeSensor';
import { removeWorkspace } from './behaviours/removeWorkspace';
import { setDefenderPreference } from './behaviours/setDefenderPreference';
import { setPassiveMode } from './behaviours/setPassiveMode';
import { setPolicy } from './behaviours/setPolicy';
import { setWinHttpProxy } from './behaviours/setWinHttpProxy';
import { updateDefender } from './behaviours/updateDefender';
import { updateSensor } from './behaviours/updateSensor';
import { testConnectivity } from './behaviours/probes/testConnectivity';
import { testScriptShare } from './behaviours/probes/testScriptShare';
import type { Machine } from './machine/machine';
import { nextFault } from './nextFault';
import type { PracticeRun } from './machine/practiceState';
import { openTimeline, type Timeline } from './answers/timeline';
import { installerLine } from './answers/windowsLanguage';

type Circumstances = Omit<Told<OperationName>, 'params' | 'operation'>;
type Play = (timeline: Timeline, circumstances: Circumstances) => unknown;

/** Checks the parameters at once, so that nothing starts with wrong ones; answers how to play the action. */
function prepare<N extends OperationName>(
  operation: N,
  schema: z.ZodType<ParamsOf<N>>,
  behaviour: Behaviour<N>,
) {
  return (params: unknown): Play => {
    const parsed = schema.safeParse(params);
    if (!parsed.success) throw new GangwayError('operation.badParameters', parsed.error.message);
    return (timeline, circumstances) =>
      behaviour(timeline, { ...circumstances, operation, params: parsed.data });
  };
}

const schemas = operations;
/** The detached operations, each with its behaviour; any other name is refused. */
const behaviours: Readonly<Partial<Record<OperationName, (params: unknown) => Play>>> = {
  'Install-Prerequisite': prepare(
    'Install-Prerequisite',
    schemas['Install-Prerequisite'].params,
    installPrerequisite,
  ),
  'Install-Sensor': prepare('Install-Sensor', schemas['Install-Sensor'].params, installSensor),
  'Test-Connectivity': prepare('Test-Connectivity', schemas['Test-Connectivity'].params, testConnectivity),
  'Test-ScriptShare': prepare('Test-ScriptShare', schemas['Test-ScriptShare'].params, testScriptShare),
  'Invoke-ClientAnalyzer': prepare(
    'Invoke-ClientAnalyzer',
    schemas['Invoke-ClientAnalyzer'].params,
    invokeClientAnalyzer,
  ),
  'Set-PassiveMode': prepare('Set-PassiveMode', schemas['Set-PassiveMode'].params, setPassiveMode),
  'Set-WinHttpProxy': prepare('Set-WinHttpProxy', schemas['Set-WinHttpProxy'].params, setWinHttpProxy),
  'Set-Policy': prepare('Set-Policy', schemas['Set-Policy'].params, setPolicy),
  'Update-Defender': prepare('Update-Defender', schemas['Update-Defender'].params, updateDefender),
  'Update-Sensor': prepare('Update-Sensor', schemas['Update-Sensor'].params, updateSensor),
  'Remove-MonitoringAgent': prepare(
    'Remove-MonitoringAgent',
    schemas['Remove-MonitoringAgent'].params,
    removeMonitoringAgent,
  ),
  'Remove-Workspace': prepare('Remove-Workspace', schemas['Remove-Workspace'].params, removeWorkspace),
  'Set-DefenderPreference': prepare(
    'Set-DefenderPreference',
    schemas['Set-DefenderPreference'].params,
    setDefenderPreference,
  ),
  'Invoke-Onboarding': prepare('Invoke-Onboarding', schemas['Invoke-Onboarding'].params, invokeOnboarding),
  'Invoke-Offboarding': prepare(
    'Invoke-Offboarding',
    schemas['Invoke-Offboarding'].params,
    invokeOffboarding,
  ),
  'Invoke-DeploymentTool': prepare(
    'Invoke-DeploymentTool',
    schemas['Invoke-DeploymentTool'].params,
    invokeDeploymentTool,
  ),
  'Test-DeploymentTool': prepare(
    'Test-DeploymentTool',
    schemas['Test-DeploymentTool'].params,
    testDeploymentTool,
  ),
  'Save-DeploymentStage': prepare(
    'Save-DeploymentStage',
    schemas['Save-DeploymentStage'].params,
    saveDeploymentStage,
  ),
  'Remove-Sensor': prepare('Remove-Sensor', schemas['Remove-Sensor'].params, removeSensor),
  'Invoke-DetectionTest': prepare(
    'Invoke-DetectionTest',
    schemas['Invoke-DetectionTest'].params,
    invokeDetectionTest,
  ),
  'Invoke-AntivirusTest': prepare(
    'Invoke-AntivirusTest',
    schemas['Invoke-AntivirusTest'].params,
    invokeAntivirusTest,
  ),
};

/** A detached action as it is asked for; `startedAt` is the machine's clock (epoch ms). */
export interface ActionRequest {
  readonly runId: string;
  readonly nn: number;
  readonly operation: string;
  readonly params: unknown;
  readonly startedAt: number;
  /** How many times faster than usual the work goes. */
  readonly speed: number;
}

/**
 * Writes down the whole course of a detached action and counts the faults that happen in it. Throws
 * `operation.notFound` for a name it does not know and `operation.badParameters`; an action that will fail is no throw
 * but a course that ends so.
 */
export function playAction(machine: Machine, request: ActionRequest): { run: PracticeRun; machine: Machine } {
  const { runId, nn, operation, startedAt, speed } = request;
  const found = Object.entries(behaviours).find(([name]) => name === operation)?.[1];
  if (found === undefined) throw new GangwayError('operation.notFound', operation);
  const play = found(request.params);
  let after = machine;
  const book = openTimeline(startedAt, speed);
  const begun = book.now();
  book.start(operation, 4_000 + ((sumOf(runId) + nn * 52) % 5_000));
  book.wait(400);
  try {
    const value = play(spoken(book, machine), {
      machine,
      runFolder: `C:\\ProgramData\\Gangway\\runs\\${runId}\\${String(nn).padStart(2, '0')}`,
      takeFault: () => {
        const taken = nextFault(after, operation);
        after = taken.machine;
        return taken.fault;
      },
    });
    book.result(value);
    book.end(null);
  } catch (error) {
    if (!(error instanceof NeverEnds)) {
      const { code, detail, native } = failureOf(error);
      book.end({ code, text: detail, native });
    }
  }
  const run = {
    runId,
    nn,
    operation,
    startedAt: begun,
    records: [...book.records],
    effects: [...book.effects],
    cutAt: null,
    left: null,
  };
  return { run, machine: after };
}

/** What the installer of Windows writes is in the language of Windows. */
function spoken(book: Timeline, { language }: Machine): Timeline {
  const log: Timeline['log'] = (source, level, text) =>
    book.log(source, level, source === 'msi' ? installerLine(text, language) : text);
  return { ...book, log };
}

/** A number from a run's id, so that the same run always has the same process id. */
function sumOf(runId: string): number {
  return Array.from(runId).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
}
