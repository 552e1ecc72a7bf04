import type { ToolParameterName } from '../knowledge/deploymentTool';
import type { KitFile } from '../model/kit';
import { operations, type ParamsOf } from '../model/operations';
import type { Call } from './actions/action';

/** One word of the tool's command line, and the parameter that it is. */
export interface ToolWord {
  readonly name: ToolParameterName;
  readonly word: string;
}

const data = 'C:\\ProgramData\\Gangway';
const quoted = (text: string): string => `"${text}"`;
const pathOf = ({ sha256, name }: KitFile): string => quoted(`${data}\\library\\${sha256}\\${name}`);

/** The words with which a call of the plan starts Microsoft's deployment tool, as its script puts them together; null for any other call. */
export function toolWords({ operation, params }: Call): readonly ToolWord[] | null {
  const word = (name: ToolParameterName, value?: string | null): ToolWord[] =>
    value === null ? [] : [{ name, word: value === undefined ? `-${name}` : `-${name}:${value}` }];
  const only = (name: ToolParameterName, is: boolean): ToolWord[] => (is ? word(name) : []);
  const source = (folder: string | null) => word('Source', folder && quoted(folder));
  const always = [...word('Quiet'), ...word('NoResumeAfterReboot')];
  switch (operation) {
    case 'Test-DeploymentTool': {
      const asked = operations[operation].params.parse(params);
      return [...always, ...word('Precheck'), ...word('Verbose'), ...source(asked.source)];
    }
    case 'Save-DeploymentStage':
      return [...always, ...word('Stage', quoted(`${data}\\stage`))];
    case 'Invoke-DeploymentTool': {
      const asked: ParamsOf<'Invoke-DeploymentTool'> = operations[operation].params.parse(params);
      const file = [...always, ...word('File', pathOf(asked.file)), ...source(asked.source)];
      return asked.what === 'deploy'
        ? [
            ...file,
            ...only('Passive', asked.passive),
            ...word('DeviceTag', asked.tag && quoted(asked.tag)),
            ...word('Proxy', asked.proxy && `https://${asked.proxy}`),
            ...word('RemoveMMA', asked.workspace),
          ]
        : [
            ...file,
            ...word(asked.what === 'offboard' ? 'Offboard' : 'Uninstall'),
            ...word('Yes'),
            ...only('Offline', asked.offline),
          ];
    }
    default:
      return null;
  }
}
