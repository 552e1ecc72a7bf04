const two = (value: number): string => String(value).padStart(2, '0');

/** A duration (ms) as a clock shows it: `03:41`, from an hour on `1:03:41`. Negative counts as nothing. */
export function clockFigure(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}
