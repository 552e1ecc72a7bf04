import { app } from 'electron';

/**
 * Switches that may stand in a shortcut: our own, and those of Chromium that a person needs on a screen or a graphics card
 * that is not usual. Everything else is removed, known or not: a debugger's port, a page without its sandbox, foreign code, another
 * proxy, another folder for the data. A fuse disables Node's own (`--inspect`) (electron-builder.yml).
 */
const allowed = new Set([
  'target',
  'lang',
  'disable-gpu',
  'force-device-scale-factor',
  'force-high-contrast',
  'force-renderer-accessibility',
]);

/**
 * Names of the switches among arguments, as Chromium finds them (base/command_line.cc): behind `--` or `-`, on Windows
 * also behind `/` and in small letters; what follows a bare `--` is none.
 */
function switchNames(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).flatMap((arg) => {
    const name = /^(?:--|-|\/)([^=]+)/.exec(arg)?.[1];
    return name === undefined ? [] : [name, name.toLowerCase()];
  });
}

/**
 * Takes every switch off the command line that is not allowed. Chromium reads them later, so this must run before the app is
 * ready; what it read before the first script (docs/decisions/electron-and-packaging.md) cannot be taken back.
 */
export function dropSwitches(args: readonly string[] = process.argv.slice(1)): void {
  for (const name of switchNames(args)) if (!allowed.has(name)) app.commandLine.removeSwitch(name);
}
