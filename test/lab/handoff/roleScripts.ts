/** The scripts that stand in a file of the role, without the blanks before their lines. */
export function scriptsIn(text: string): string[] {
  return text
    .split(/^ +script: \|\n/m)
    .slice(1)
    .map((rest) => {
      const lines = rest.split('\n');
      const end = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('      '));
      return lines.slice(0, end).join('\n').replaceAll(/^ {6}/gm, '');
    });
}
