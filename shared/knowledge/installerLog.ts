/**
 * Why Windows Installer gave up, as far as the lines before the failed action say it. `refused`: the package's own words.
 * `offboard`: those that call for offboarding. `service`: an error of the engine that names a service. `action`: only the name of
 * what failed is known. `silent`: nothing was said, which points at the installer or a pending restart and not at the package.
 */
export type InstallerCause =
  | { readonly kind: 'offboard' | 'silent' }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'service'; readonly name: string; readonly error: string }
  | { readonly kind: 'action'; readonly name: string; readonly said: string };

/** Actions of the engine in which all work of a package is done: their names say nothing. */
const frames = new Set(['INSTALL', 'ExecuteAction', 'InstallFinalize', 'InstallExecute']);

/** "<sentence> 15:34:15: InstallFinalize. <sentence> 3." in the language of the server. */
const ended = /\d{1,2}:\d{2}:\d{2}\s?:\s?([\w.{}-]+?)\. \D*3\.?\s*$/;
/**
 * "CustomAction <name> returned actual error code 1603 (...)"; the engine does not translate the first word. An action of the
 * engine's own has no name there, and then the verb stands in its place.
 */
const customAction = /^CustomAction (?:(?!returned )(\S+) )?.*\b\d{3,}\b/;
/** "MSI (s) (F8:08) [14:12:24:481]: Product: <name> -- <reason>". */
const product = /Product: (?:(?!Product: ).)+? -- (.+)/;
/** "Error 1920. Service '<display name>' (<service>) ...": the number and the name in brackets are the same in every language. */
const service = /^\S+ (19\d\d)\..*\(([\w.-]+)\)/;

/**
 * Reads the cause out of the lines that a failed `Install-Sensor` gives as its detail (first its own sentence, then what stood
 * in the log). By form, because the sentences are in the language of the server; only the package's own English is known by its
 * words. Sources: captures of MSI logs (aws-codedeploy-agent 189, fluent-package-builder 218, windows_exporter 1018) and
 * mdefordownlevelserver issue 9. Pure.
 */
export function installerCause(detail: string): InstallerCause {
  const lines = detail
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const found = (pattern: RegExp) => lines.map((line) => pattern.exec(line)).findLast((hit) => hit !== null);
  const words = found(product)?.[1];
  if (words !== undefined)
    return /\boffboarded\b/i.test(words) ? { kind: 'offboard' } : { kind: 'refused', words };
  const [, error, name] = found(service) ?? [];
  if (error !== undefined && name !== undefined) return { kind: 'service', name, error };
  const said = lines.filter((line) => !ended.test(line) && !customAction.test(line)).at(-1) ?? '';
  const action = [found(customAction)?.[1], found(ended)?.[1]].find(
    (one) => one !== undefined && !frames.has(one),
  );
  if (action !== undefined) return { kind: 'action', name: action, said };
  return said === '' ? { kind: 'silent' } : { kind: 'refused', words: said };
}
