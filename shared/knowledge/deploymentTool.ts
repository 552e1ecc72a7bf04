import { docs, unverified, type Doubt } from './source';

/** How the deployment tool was read of: its page of 2026-09-22, for version 1.0.0.6. */
export const toolSource = docs('defender-deployment-tool-windows', '2026-11-29');

/** The log of the tool. How its lines are laid out is published nowhere. */
export const toolLog =
  'C:\\ProgramData\\Microsoft\\DefenderDeploymentTool\\DefenderDeploymentTool-<COMPUTERNAME>.log';

/** Names under which the tool looked for a configuration file in its current folder: today's, and that of February 2026 (row servicing/servicing-ddt-configuration). */
export const toolConfigurations = ['DefenderDTconfig.txt', 'MdeConfig.txt'] as const;

/**
 * A parameter of the tool, by its name without the dash. `told`: Gangway gives it always, or where it is wanted, or never. `doubt`: whether a configuration
 * file takes it under its name; the sample of February 2026 has all but the newest.
 */
export interface ToolParameter {
  readonly told: 'always' | 'wanted' | 'never';
  readonly inConfiguration: boolean;
  readonly doubt: Doubt | null;
}
const parameter = (
  told: ToolParameter['told'],
  inConfiguration = true,
  doubt: Doubt | null = null,
): ToolParameter => ({ told, inConfiguration, doubt });

/** Every parameter of its page, in the order in which Gangway gives them; then those that it does not give. Its meaning is `deployment:told.means.<name>`. */
export const toolParameters = {
  Quiet: parameter('always'),
  NoResumeAfterReboot: parameter('always'),
  Precheck: parameter('wanted'),
  Verbose: parameter('wanted'),
  File: parameter('wanted'),
  Source: parameter('wanted'),
  Passive: parameter('wanted'),
  DeviceTag: parameter('wanted', true, unverified),
  Proxy: parameter('wanted'),
  RemoveMMA: parameter('wanted'),
  Offboard: parameter('wanted'),
  Uninstall: parameter('wanted'),
  Yes: parameter('wanted'),
  Offline: parameter('wanted'),
  Stage: parameter('wanted'),
  AllowReboot: parameter('never'),
  Key: parameter('never', true, unverified),
  VDI: parameter('never', true, unverified),
  UpdateOnly: parameter('never'),
  Config: parameter('never', false),
  MakeConfig: parameter('never', false),
} as const satisfies Readonly<Record<string, ToolParameter>>;
export type ToolParameterName = keyof typeof toolParameters;

const isParameter = (name: string): name is ToolParameterName => Object.hasOwn(toolParameters, name);

/** The parameters that Gangway never gives. */
export const neverTold = Object.keys(toolParameters).filter(
  (name): name is ToolParameterName => isParameter(name) && toolParameters[name].told === 'never',
);

/**
 * The sensor that a package of restricted mode asks for on a Windows that brings it, and the update that has it, by build
 * (row servicing/servicing-ddt-restricted).
 */
export const restrictedSensor = '10.8798';
export const restrictedUpdates: Readonly<Record<number, string>> = {
  17763: 'KB5063877',
  20348: 'KB5063880',
  26100: 'KB5063878',
};
