import { z } from 'zod';
import { stagedFolderSchema, toolTagSchema } from '../deploymentTool';
import { instantSchema } from '../facts';
import { kitFileSchema } from '../kit';
import { proxySchema } from '../wishes';
import { workspaceIdSchema } from './defenderOperations';
import {
  changed,
  installer,
  minutes,
  operation,
  productCodeSchema,
  task,
  toolResult,
} from './operationParts';

/** The operations that bring the sensor to a server and take it away; a part of the catalogue (`operations.ts`). */
export const sensorOperations = {
  'Install-Sensor': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(3),
    limitMs: minutes(45),
    longTool: installer,
    params: z.strictObject({
      engine: z.enum(['msiexec', 'installScript']),
      file: kitFileSchema,
      /** Install.ps1, where the engine is `installScript`. */
      script: kitFileSchema.nullable(),
      passive: z.boolean(),
    }),
    /** `logPath`: the MSI log kept in the run folder. */
    result: z.strictObject({ ...toolResult, logPath: z.string() }),
  }),
  'Remove-Sensor': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(3),
    limitMs: minutes(45),
    longTool: installer,
    params: z.strictObject({
      engine: z.enum(['msiexec', 'installScript']),
      /** The product's key as the server has it; every build has its own. */
      productCode: productCodeSchema,
      /** Install.ps1, where the engine is `installScript`. */
      script: kitFileSchema.nullable(),
    }),
    /** `logPath`: the MSI log kept in the run folder; empty where nothing was run. */
    result: z.strictObject({ ...toolResult, logPath: z.string() }),
  }),
  'Update-Sensor': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(3),
    limitMs: minutes(45),
    longTool: installer,
    params: z.strictObject({ file: kitFileSchema }),
    /** Versions of the program that the sensor's service runs. */
    result: z.strictObject({ ...toolResult, before: z.string(), after: z.string() }),
  }),
  'Invoke-Onboarding': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(2),
    limitMs: minutes(15),
    longTool: { afterMs: minutes(10), is: 'ended' },
    params: z.strictObject({
      file: kitFileSchema,
      orgId: z.string(),
      /** The way to the cloud that the script sets; left out: not known, and a server that is onboarded is left alone. */
      connectivity: z.enum(['streamlined', 'standard', 'unknown']).optional(),
    }),
    result: z.strictObject({
      ...changed,
      restart: z.boolean(),
      native: z.number().int().nullable(),
      onboardingState: z.number().int().nullable(),
    }),
  }),
  'Invoke-Offboarding': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(3),
    limitMs: minutes(15),
    longTool: { afterMs: minutes(10), is: 'ended' },
    params: z.strictObject({
      file: kitFileSchema,
      orgId: z.string(),
      /** When the package expires. The server compares it with its own clock once more. */
      expiresAt: instantSchema,
    }),
    /** `senseStart`: the start type of the sensor's service, 2 automatic and 3 by hand; null where it is not installed. */
    result: z.strictObject({
      ...changed,
      native: z.number().int().nullable(),
      onboardingState: z.number().int().nullable(),
      senseStart: z.number().int().nullable(),
    }),
  }),
  /** Microsoft's deployment tool in place of `Install-Sensor`, `Invoke-Onboarding`, `Set-PassiveMode` and the tag, or of offboarding and removal. */
  'Invoke-DeploymentTool': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(10),
    limitMs: minutes(120),
    longTool: installer,
    params: z.discriminatedUnion('what', [
      z.strictObject({
        what: z.literal('deploy'),
        tool: kitFileSchema,
        file: kitFileSchema,
        orgId: z.string(),
        passive: z.boolean(),
        tag: toolTagSchema.nullable(),
        proxy: proxySchema.nullable(),
        source: stagedFolderSchema.nullable(),
        workspace: workspaceIdSchema.nullable(),
      }),
      z.strictObject({
        what: z.enum(['offboard', 'uninstall']),
        tool: kitFileSchema,
        file: kitFileSchema,
        orgId: z.string(),
        /** When the file expires. The server compares it with its own clock once more. */
        expiresAt: instantSchema,
        offline: z.boolean(),
        source: stagedFolderSchema.nullable(),
      }),
    ]),
    /** `logPath`: the log of the tool; empty where it has none. */
    result: z.strictObject({
      ...toolResult,
      onboardingState: z.number().int().nullable(),
      logPath: z.string(),
    }),
  }),
  'Test-DeploymentTool': operation({
    kind: 'probe',
    runs: 'task',
    cancel: 'never',
    silenceMs: minutes(5),
    limitMs: minutes(30),
    longTool: { afterMs: minutes(20), is: 'ended' },
    params: z.strictObject({ tool: kitFileSchema, source: stagedFolderSchema.nullable() }),
    result: z.strictObject({ native: z.number().int(), logPath: z.string() }),
  }),
  'Save-DeploymentStage': operation({
    ...task,
    cancel: 'never',
    silenceMs: minutes(10),
    limitMs: minutes(150),
    longTool: { afterMs: minutes(120), is: 'ended' },
    params: z.strictObject({ tool: kitFileSchema }),
    result: z.strictObject({
      ...changed,
      native: z.number().int(),
      /** The folder on the server that has them. */
      resultPath: z.string(),
      files: z.number().int(),
      bytes: z.number(),
    }),
  }),
} as const;
