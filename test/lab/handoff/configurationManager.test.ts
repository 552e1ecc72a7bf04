import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { scriptText } from '../../../main/handoff/scripts';
import {
  configurationManager,
  longestDetection,
} from '../../../shared/handoff/configurationManager/configurationManager';
import { exitCodes } from '../../../shared/handoff/result';
import { wantedHandOff } from '../../fixtures/handOff';
import { describeWithEngine } from '../engine';
import { standIn } from './cmdlets';

interface Call {
  readonly cmdlet: string;
  readonly [parameter: string]: unknown;
}

/** A name that patterns, quotes and expressions of PowerShell would take for something else. */
const name = `Nord * [a-z] $(exit 9) 'x' "y" \u2019 \u{1F600}`;
const wanted = { ...wantedHandOff, name };

describeWithEngine('the application of Configuration Manager', (engine) => {
  /** Runs scripts one after the other over the stand-in, and hands back what was called and how the last one ended. */
  async function run(commands: readonly string[], direction: 'onboard' | 'offboard' = 'onboard') {
    const folder = mkdtempSync(join(tmpdir(), 'gangway-cm-'));
    try {
      const { files } = configurationManager({ ...wanted, direction }, scriptText);
      for (const { path, content } of files) {
        const at = join(folder, path);
        mkdirSync(dirname(at), { recursive: true });
        if (typeof content === 'string') writeFileSync(at, content);
      }
      const calls = join(folder, 'calls.jsonl');
      writeFileSync(calls, '');
      mkdirSync(join(folder, 'bin', 'i386'), { recursive: true });
      writeFileSync(join(folder, 'bin', 'ConfigurationManager.psm1'), standIn(calls));
      writeFileSync(
        join(folder, 'bin', 'ConfigurationManager.psd1'),
        "@{ RootModule = 'ConfigurationManager.psm1'; ModuleVersion = '5.0'; FunctionsToExport = '*' }",
      );
      const text = [
        `$null = New-PSDrive -Name XYZ -PSProvider FileSystem -Root '${folder}'`,
        ...commands.map(
          (command) => `& '${folder}/${command.replace(' ', "' ")}${command.includes(' ') ? '' : "'"}`,
        ),
      ].join('; ');
      const ended = await new Promise<{ failed: boolean; said: string }>((resolve) => {
        execFile(
          engine,
          ['-NoProfile', '-NonInteractive', '-Command', text],
          {
            env: { ...process.env, NO_COLOR: '1', SMS_ADMIN_UI_PATH: join(folder, 'bin', 'i386') },
            timeout: 60_000,
          },
          (error, stdout, stderr) => resolve({ failed: error !== null, said: stdout + stderr }),
        );
      });
      const lines = readFileSync(calls, 'utf8').trim();
      return {
        ...ended,
        calls: lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line) as Call),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const of = (calls: readonly Call[], cmdlet: string) => calls.filter((call) => call.cmdlet === cmdlet);

  it('is made by documented parameters alone, with a deployment type, a detection and codes for each Windows', async () => {
    const { calls, said, failed } = await run([
      'New-HandOffApplication.ps1 -DistributionPointGroup All -Collection Servers -Required',
    ]);
    expect([failed, said]).toEqual([false, expect.stringContaining(`${name} (onboard) was made.`)]);
    expect(of(calls, 'New-CMApplication')).toMatchObject([{ Name: `${name} (onboard)` }]);
    const types = of(calls, 'Add-CMScriptDeploymentType');
    expect(types.map((type) => [type.DeploymentTypeName, type.ContentLocation])).toEqual(
      wanted.parts.map(({ family }) => [
        `${name} (onboard) ${family}`,
        `${wanted.share}\\content\\${family}`,
      ]),
    );
    for (const type of types) {
      expect(String(type.ScriptText).length).toBeLessThan(longestDetection);
      expect(type).toMatchObject({
        InstallationBehaviorType: 'InstallForSystem',
        RebootBehavior: 'BasedOnExitCode',
      });
    }
    expect(of(calls, 'New-CMRequirementRuleCommonValue').map((rule) => rule.Value1)).toEqual([
      ['2012'],
      ['2016'],
      ['2019'],
    ]);
    const named = of(calls, 'Add-CMDeploymentTypeReturnCode').map((code) => code.ReturnCode);
    expect(new Set(named)).toEqual(
      new Set(
        Object.values(exitCodes).filter(
          (code) => ![exitCodes.done, exitCodes.restart, exitCodes.busy].includes(code as never),
        ),
      ),
    );
    expect(of(calls, 'New-CMApplicationDeployment')).toMatchObject([
      { CollectionName: 'Servers', DeployPurpose: 'Required' },
    ]);
  });

  it('is made once, deployed to nobody unless asked, and shown before with -WhatIf', async () => {
    const shown = await run(['New-HandOffApplication.ps1 -WhatIf']);
    expect(shown.calls.map(({ cmdlet }) => cmdlet)).toEqual(['Get-CMApplication']);
    const twice = await run(['New-HandOffApplication.ps1', 'New-HandOffApplication.ps1']);
    expect([twice.failed, of(twice.calls, 'New-CMApplication').length]).toEqual([true, 1]);
    expect(of(twice.calls, 'New-CMApplicationDeployment')).toEqual([]);
    expect(of(twice.calls, 'Start-CMContentDistribution')).toEqual([]);
  });

  it('is removed with its deployments, by its exact name', async () => {
    const { calls, failed } = await run([
      'New-HandOffApplication.ps1 -Collection Servers',
      'Remove-HandOffApplication.ps1 -Confirm:$false',
    ]);
    expect(failed).toBe(false);
    expect(of(calls, 'Remove-CMApplicationDeployment')).toHaveLength(1);
    expect(of(calls, 'Remove-CMApplication')).toMatchObject([
      { Name: `${name} (onboard)`, DisableWildcardHandling: true },
    ]);
    const byName = calls.filter((call) => 'Name' in call && /^(Get|Remove)-CM/.test(call.cmdlet));
    expect(byName.filter((call) => call.DisableWildcardHandling !== true)).toEqual([]);
  });
});
