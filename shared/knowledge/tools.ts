import type { CodeTool } from './codes';

/**
 * Which of Microsoft's tools an operation ran, so that its exit code can be explained; null where the code is ours.
 * `params` are the parameters that were sent.
 */
export function toolOf(operation: string, params: unknown): CodeTool | null {
  const given: { engine?: unknown; fix?: unknown } =
    typeof params === 'object' && params !== null ? params : {};
  const byScript = given.engine === 'installScript';
  if (operation === 'Install-Sensor') return byScript ? 'installScript' : 'msiexec';
  if (operation === 'Remove-Sensor') return byScript ? 'scriptRemoval' : 'removal';
  if (operation === 'Remove-MonitoringAgent') return 'removal';
  if (operation === 'Invoke-Onboarding') return 'onboarding';
  if (operation === 'Invoke-Offboarding') return 'offboarding';
  if (operation === 'Invoke-DeploymentTool' || operation === 'Test-DeploymentTool') return 'deploymentTool';
  if (operation === 'Restart-Server') return 'restart';
  if (operation !== 'Install-Prerequisite') return null;
  if (given.fix === 'windowsUpdate') return 'wusa';
  return given.fix === 'defenderFeature' ? 'dism' : null;
}
