/** One parameter: its type as the page names it, or the values that it takes. */
type Parameter =
  | 'string'
  | 'string[]'
  | 'int'
  | 'bool'
  | 'switch'
  | 'object'
  | 'object[]'
  | readonly string[];

const wildcards = { DisableWildcardHandling: 'switch', ForceWildcardHandling: 'switch' } as const;

/**
 * Cmdlets of Configuration Manager with the parameters that their pages name (github.com/MicrosoftDocs/sccm-docs-powershell-ref,
 * `sccm-ps/ConfigurationManager/<cmdlet>.md`, pages of 2019 to 2021, read 2026-11-30). Only what a hand-off may use of them.
 * Start-CMContentDistribution, Get-CMApplication, Get-CMDeploymentType and Remove-CMApplication: from the list of the field, page not read.
 */
export const cmdlets: Readonly<Record<string, Readonly<Record<string, Parameter>>>> = {
  'New-CMApplication': {
    ...{ Name: 'string', Description: 'string', Publisher: 'string', SoftwareVersion: 'string' },
    ...{ LocalizedName: 'string', LocalizedDescription: 'string', AutoInstall: 'bool', Owner: 'string' },
    ...wildcards,
  },
  'Add-CMScriptDeploymentType': {
    ...{
      ApplicationName: 'string',
      DeploymentTypeName: 'string',
      InstallCommand: 'string',
      UninstallCommand: 'string',
    },
    ...{ ContentLocation: 'string', ScriptText: 'string', ScriptFile: 'string', AddRequirement: 'object[]' },
    ...{ MaximumRuntimeMins: 'int', EstimatedRuntimeMins: 'int', Comment: 'string' },
    ScriptLanguage: ['PowerShell', 'VBScript', 'JScript'],
    InstallationBehaviorType: [
      'InstallForUser',
      'InstallForSystem',
      'InstallForSystemIfResourceIsDeviceOtherwiseInstallForUser',
    ],
    LogonRequirementType: [
      'OnlyWhenNoUserLoggedOn',
      'OnlyWhenUserLoggedOn',
      'WhereOrNotUserLoggedOn',
      'WhetherOrNotUserLoggedOn',
    ],
    UserInteractionMode: ['Hidden', 'Maximized', 'Minimized', 'Normal'],
    RebootBehavior: ['BasedOnExitCode', 'NoAction', 'ForceReboot', 'ProgramReboot'],
    SlowNetworkDeploymentMode: ['DoNothing', 'Download', 'DownloadContentForStreaming'],
    ...wildcards,
  },
  'New-CMGlobalConditionScript': {
    ...{
      Name: 'string',
      Description: 'string',
      ScriptText: 'string',
      FilePath: 'string',
      Use32BitHost: 'bool',
    },
    DataType: ['String', 'DateTime', 'Integer', 'FloatingPoint', 'Version', 'Boolean'],
    ScriptLanguage: ['JScript', 'PowerShell', 'VBScript'],
    ...wildcards,
  },
  'New-CMRequirementRuleCommonValue': {
    ...{ InputObject: 'object', Value1: 'string[]', Value2: 'string[]' },
    RuleOperator: ['IsEquals', 'NotEquals', 'GreaterThan', 'LessThan', 'Between', 'OneOf', 'NoneOf'],
    ...wildcards,
  },
  'Add-CMDeploymentTypeReturnCode': {
    ...{ InputObject: 'object', ReturnCode: 'int', Name: 'string', Description: 'string' },
    CodeType: ['Failure', 'Success', 'FastRetry', 'HardReboot', 'SoftReboot'],
    ...wildcards,
  },
  'New-CMApplicationDeployment': {
    ...{ Name: 'string', CollectionName: 'string', DistributeContent: 'switch', Simulation: 'switch' },
    DeployAction: ['Install', 'Uninstall'],
    DeployPurpose: ['Available', 'Required'],
    UserNotification: ['DisplayAll', 'DisplaySoftwareCenterOnly', 'HideAll'],
    TimeBaseOn: ['LocalTime', 'Utc'],
    ...wildcards,
  },
  'Start-CMContentDistribution': {
    ApplicationName: 'string',
    DistributionPointGroupName: 'string',
    ...wildcards,
  },
  'Get-CMApplication': { Name: 'string', Fast: 'switch', ...wildcards },
  'Get-CMDeploymentType': { ApplicationName: 'string', DeploymentTypeName: 'string', ...wildcards },
  'Get-CMApplicationDeployment': { Name: 'string', CollectionName: 'string', ...wildcards },
  'Get-CMGlobalCondition': { Name: 'string', ...wildcards },
  'Remove-CMApplicationDeployment': {
    InputObject: 'object',
    Name: 'string',
    CollectionName: 'string',
    Force: 'switch',
    ...wildcards,
  },
  'Remove-CMApplication': { Name: 'string', Force: 'switch', ...wildcards },
  'Remove-CMGlobalCondition': { Name: 'string', Force: 'switch', ...wildcards },
};

const types: Readonly<Record<string, string>> = {
  ...{
    string: 'string',
    'string[]': 'string[]',
    int: 'int',
    bool: 'bool',
    switch: 'switch',
    object: 'object',
    'object[]': 'object[]',
  },
};

/** A module that has these cmdlets and no parameter more: each call is written down, and what was made is there afterwards. */
export function standIn(calls: string): string {
  const functions = Object.entries(cmdlets).map(([name, parameters]) => {
    const declared = Object.entries(parameters).map(([parameter, type]) =>
      typeof type === 'string'
        ? `[${types[type] ?? type}]$${parameter}`
        : `[ValidateSet(${type.map((one) => `'${one}'`).join(', ')})][string]$${parameter}`,
    );
    return `function ${name} { [CmdletBinding()] param(${declared.join(', ')}) Note-Call '${name}' $PSBoundParameters }`;
  });
  return `$calls = '${calls}'
$made = @{}
function Note-Call([string]$Cmdlet, $Given) {
  $told = [ordered]@{ cmdlet = $Cmdlet }
  foreach ($key in @($Given.Keys | Sort-Object)) { $value = $Given[$key]; if ($value -is [switch]) { $value = [bool]$value }; $told[$key] = $value }
  [IO.File]::AppendAllText($calls, (ConvertTo-Json -InputObject $told -Compress -Depth 3) + "\`n")
  $name = [string]$told['Name']
  switch -Regex ($Cmdlet) {
    '^(New-CMApplication|New-CMGlobalConditionScript)$' { $made["$Cmdlet $name"] = $true; return [pscustomobject]@{ made = $name } }
    '^New-CMApplicationDeployment$' { $made["deployed $name $($told['CollectionName'])"] = $true; return }
    '^Get-CMApplication$' { if ($made["New-CMApplication $name"]) { return [pscustomobject]@{ made = $name } }; return }
    '^Get-CMGlobalCondition$' { if ($made["New-CMGlobalConditionScript $name"]) { return [pscustomobject]@{ made = $name } }; return }
    '^Get-CMApplicationDeployment$' { foreach ($key in @($made.Keys)) { if ($key.StartsWith("deployed $name ") -or $key -eq "deployed $name $($told['CollectionName'])") { [pscustomobject]@{ made = $key } } }; return }
    '^(Get-CMDeploymentType|New-CMRequirementRuleCommonValue)$' { return [pscustomobject]@{ made = 'one' } }
  }
}
${functions.join('\n')}
function Get-PSDrive { param([string]$PSProvider) [pscustomobject]@{ Name = 'XYZ' } }
`;
}
