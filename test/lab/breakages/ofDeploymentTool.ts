import { machineOf } from '../operations/stage/onMachine';
import { deploy, joins, leaves, tool } from '../operations/deploymentTool/stage';
import { failing, field, makeTheirs, withoutOwner, type Bench } from './breakage';

const files = (disk: string): void => {
  for (const one of [tool, joins, leaves]) one.prepare(disk);
};

/** The operations by which Microsoft's deployment tool does the work. */
export const ofDeploymentTool: readonly Bench[] = [
  {
    step: 'Invoke-DeploymentTool',
    machine: machineOf('2019-fresh'),
    params: deploy,
    prepare: files,
    breakages: [
      {
        by: 'a wrong path',
        from: "'Microsoft') 'DefenderDeploymentTool'",
        to: "'Microsoft') 'NoTool'",
        look: ({ records }) => records.some(({ Source }) => Source === 'DefenderDT'),
        whole: true,
      },
      {
        by: 'an inverted test',
        from: '$well[$What] -notcontains $deployment.Code',
        to: '$well[$What] -contains $deployment.Code',
        look: field('native'),
        whole: 0,
      },
      {
        by: 'a missing wait',
        from: 'Watch-Tool $process @($tail)',
        to: '$null = $process',
        look: field('native'),
        whole: 0,
      },
      {
        by: 'a swallowed error',
        from: 'throw (New-ToolFailure)',
        to: '$null = New-ToolFailure',
        machine: failing('2019-fresh', 'Invoke-DeploymentTool', 90),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Save-DeploymentStage',
    machine: machineOf('2019-fresh'),
    params: { tool: tool.file },
    prepare: files,
    breakages: [
      {
        by: 'a wrong path',
        from: "New-OurFolder @('stage')",
        to: "New-OurFolder @('staged')",
        look: ({ result }) =>
          String((result as { resultPath?: unknown } | undefined)?.resultPath).endsWith('stage'),
        whole: true,
      },
      {
        by: 'an inverted test',
        from: 'if ($files.Count -eq 0)',
        to: 'if ($files.Count -ne 0)',
        look: field('files'),
        whole: 3,
      },
      {
        by: 'a missing wait',
        from: 'Watch-Tool $process @($tail) 120 -Ends',
        to: '$null = $process',
        look: field('native'),
        whole: 0,
      },
      {
        by: 'a swallowed error',
        from: 'throw (New-ToolFailure)',
        to: '$null = New-ToolFailure',
        machine: failing('2019-fresh', 'Save-DeploymentStage', 400),
        look: ({ native }) => native,
        whole: 400,
      },
    ],
  },
  {
    step: 'Save-DeploymentStage',
    machine: machineOf('2019-fresh'),
    params: { tool: tool.file },
    prepare: (disk) => {
      files(disk);
      makeTheirs(disk, 'stage');
    },
    breakages: [withoutOwner],
  },
];
