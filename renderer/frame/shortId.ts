/** A tenant's id or a hash, shortened in the middle for a narrow place: `7a1f…c3e9`. Short texts stay as they are. */
export function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}
