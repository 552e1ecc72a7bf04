/** The lines as a batch file. cmd.exe finds labels reliably only with CR LF. */
export function batchFile(lines: readonly string[]): string {
  return [...lines, ''].join('\r\n');
}
