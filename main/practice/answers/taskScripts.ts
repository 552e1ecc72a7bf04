import type { ResultOf } from '../../../shared/model/operations';

type Found = ResultOf<'Get-OnboardingTask'>;

const ourHelper = /-O(?:n|ff)boardingScript|md4ws/i;

const endings = ['.cmd', '.ps1', '.exe'];

/** The name of the file at the end of a path, in small letters. */
function nameIn(path: string): string {
  const small = path.toLowerCase();
  return small.slice(Math.max(small.lastIndexOf('\\'), small.lastIndexOf('/')) + 1);
}

/** A path up to the end of its first file, where that is one of Defender's; null for any other. */
export function ours(path: string): string | null {
  const small = path.toLowerCase();
  const ends = endings.map((ending) => small.indexOf(ending)).filter((at) => at >= 0);
  if (ends.length === 0) return null;
  const end = Math.min(...ends) + 4;
  const name = nameIn(small.slice(0, end));
  const isScript =
    name.startsWith('install') ||
    (name.startsWith('windowsdefenderatp') &&
      (name.includes('onboardingscript') || name.includes('offboardingscript')));
  return name === 'defenderdt.exe' || name === 'invoke-handoff.ps1' || (isScript && !name.endsWith('.exe'))
    ? path.slice(0, end)
    : null;
}

/** The paths of a command line: what stands in quotes is one, whatever blanks are in it. */
export const pathsOf = (line: string): string[] =>
  line.split('"').flatMap((part, at) => (at % 2 === 1 ? [part] : part.split(/\s+/)));

/** The script that a program and its arguments start; null where it is none of Defender's. */
export function scriptOf(task: { readonly execute: string; readonly arguments: string }): string | null {
  const found =
    ours(task.execute.replaceAll('"', '')) ??
    pathsOf(task.arguments)
      .map(ours)
      .find((path) => path !== null) ??
    null;
  const name = found === null ? '' : nameIn(found);
  const isInstall = name.startsWith('install') && name.endsWith('.ps1');
  return isInstall && !ourHelper.test(task.arguments) ? null : found;
}

/** Which script it is, by its name. */
export function kindOf(script: string): Found['tasks'][number]['kind'] {
  if (/DefenderDT\.exe$/i.test(script)) return 'deploymentTool';
  if (/Invoke-HandOff\.ps1$/i.test(script)) return 'handOff';
  if (/Offboarding/i.test(script)) return 'offboarding';
  return /Onboarding/i.test(script) ? 'onboarding' : 'installation';
}
