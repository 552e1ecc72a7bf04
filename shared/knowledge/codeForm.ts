/**
 * An exit code as people look it up: a plain number where it is one, and an HRESULT in both forms in which it is
 * written, `0x80240017 (-2145124329)`. Takes the signed and the unsigned form.
 */
export function codeForm(code: number): string {
  const unsigned = code >>> 0;
  if (unsigned <= 0xffff) return String(unsigned);
  return `0x${unsigned.toString(16).toUpperCase().padStart(8, '0')} (${unsigned | 0})`;
}
