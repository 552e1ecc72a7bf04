/**
 * Compares dotted versions by their numbers, so that 4.18.9 is older than 4.18.10. A missing part counts as 0.
 * Negative when `a` is older, 0 when equal, positive when newer. Anything but digits and dots is a mistake of the caller.
 */
export function compareVersions(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(version: string): number[] {
  if (!/^\d+(\.\d+)*$/.test(version)) throw new RangeError(`not a version: ${version}`);
  return version.split('.').map(Number);
}
