import { z } from 'zod';
import { operationNames } from '../../shared/model/operations';
import type { ScriptTexts } from '../../shared/handoff/files';
import { handOffScripts, scripts } from '../operations';

/** The templates of hand-off, PowerShell and YAML, each beside the generator that writes it along. */
const templates = z
  .record(z.string(), z.string())
  .parse(
    import.meta.glob('../../shared/handoff/*/*.{ps1,yml}', { eager: true, import: 'default', query: '?raw' }),
  );

const texts = new Map([
  ...Object.entries(handOffScripts).map(([name, { text }]) => [`${name}.ps1`, text] as const),
  ...operationNames.map((name) => [`${name}.ps1`, scripts[name].text] as const),
  ...Object.entries(templates).map(
    ([path, text]) =>
      [path.slice(path.lastIndexOf('/') + 1), text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')] as const,
  ),
]);

/** The PowerShell that a hand-off brings along, by the name of its file. */
export const scriptText: ScriptTexts = (name) => {
  const text = texts.get(name);
  if (text === undefined) throw new Error(`There is no ${name}`);
  return text;
};
