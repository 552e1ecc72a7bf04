import { expect, it } from 'vitest';
import { scripts } from '../../../../main/operations/index';
import type { OperationPolicy } from '../../../../shared/model/catalogue/operationPolicy';
import { operationNames, operations } from '../../../../shared/model/operations';

/** How long a script watches a tool: the default of Watch-Tool, or the number that it is called with. */
function inScript(text: string): OperationPolicy['longTool'] {
  const calls = [...text.matchAll(/^ *Watch-Tool \$process [^\n]*?(?: (\d+) (-Ends))?$/gm)];
  const [call] = calls;
  if (call === undefined) return undefined;
  const usual = /function Watch-Tool\([^)]*\[int\]\$Minutes = (\d+)/.exec(text)?.[1];
  return { afterMs: Number(call[1] ?? usual) * 60_000, is: call[2] === undefined ? 'named' : 'ended' };
}

it.each(operationNames)('%s watches its tool for as long as the catalogue, and so the page, says', (name) => {
  const policy: OperationPolicy = operations[name];
  expect(policy.longTool).toEqual(inScript(scripts[name].text));
});

it('is said before main stops to follow the action', () => {
  const watched = operationNames.filter(
    (name) => (operations[name] as OperationPolicy).longTool !== undefined,
  );
  expect(watched).toEqual([
    'Install-Prerequisite',
    'Install-Sensor',
    'Remove-Sensor',
    'Update-Sensor',
    'Invoke-Onboarding',
    'Invoke-Offboarding',
    'Invoke-DeploymentTool',
    'Test-DeploymentTool',
    'Save-DeploymentStage',
    'Update-Defender',
    'Remove-MonitoringAgent',
    'Invoke-ClientAnalyzer',
  ]);
  for (const name of watched) {
    const { longTool, limitMs }: OperationPolicy = operations[name];
    expect(longTool?.afterMs).toBeLessThan(limitMs);
  }
});
