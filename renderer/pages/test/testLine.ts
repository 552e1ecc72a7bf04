/**
 * The exact line that the script of the detection test starts, read from the script itself (its only here-string), so that
 * what is shown is what runs. Null when the script has none.
 */
export function testLine(script: string): string | null {
  return /@'\r?\n(.*?)\r?\n'@/s.exec(script)?.[1]?.trim() ?? null;
}
