/** One entry of the download folder as it was seen. */
export interface Seen {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: number;
}

/**
 * Names under which packages arrive. The portal puts words before the usual name (`GatewayWindowsDefenderATP…`), browsers
 * put a number behind it. Nothing else in the folder is ever opened, so the deployment
 * tool is met here by its usual names alone; under another one it is dropped by hand, and known by its content.
 */
const names = [
  /^md4ws[^/\\]*\.msi$/i,
  /^(?=[^/\\]*WindowsDefenderATP)[^/\\]*\.(?:zip|cmd)$/i,
  /^mdefordownlevelserver[^/\\]*\.zip$/i,
  /^install[^/\\]*\.ps1$/i,
  /^updateplatform[^/\\]*\.exe$/i,
  /^updatesenseclient[^/\\]*\.exe$/i,
  /^mpam-fe[^/\\]*\.exe$/i,
  /^windows[^/\\]*kb\d{6,8}[^/\\]*\.msu$/i,
  /^defender(?:dt|deploymenttool)[^/\\]*\.exe$/i,
  /^(?=[^/\\]*WindowsDefenderATP)[^/\\]*\.(?:on|off)boarding$/i,
];

/** Endings of the files in which browsers keep a download that is not finished. */
const unfinished = /\.(crdownload|part|partial|download|opdownload|tmp)$/i;

/** Whether a file of this name would be looked at. */
export function isArrival(name: string): boolean {
  return names.some((pattern) => pattern.test(name));
}

/** The name that an unfinished download will have, if that name would be looked at; else null. */
export function arrivalOf(name: string): string | null {
  const base = name.replace(unfinished, '');
  return base !== name && isArrival(base) ? base : null;
}

/** What one look at the folder says. */
export interface Look {
  /** Complete: nothing of theirs changed since the look before, and no browser is writing them. */
  readonly whole: Seen[];
  /** Names of those that are still being written. */
  readonly arriving: string[];
}

/** Whether two looks saw the same file, unchanged. */
export function isSame(a: Seen | undefined, b: Seen): boolean {
  return a?.bytes === b.bytes && a.modifiedAt === b.modifiedAt;
}

/**
 * Compares two looks. `known` are files that are no news: there when the watch began, or offered already. Firefox
 * makes an empty file of the final name beside its part, so an empty file is never whole. Pure.
 */
export function compareLooks(
  before: ReadonlyMap<string, Seen>,
  now: ReadonlyMap<string, Seen>,
  known: ReadonlyMap<string, Seen>,
): Look {
  const writing = new Set([...now.keys()].flatMap((name) => arrivalOf(name) ?? []));
  const news = [...now.values()].filter(
    (seen) => isArrival(seen.name) && !isSame(known.get(seen.name), seen),
  );
  const whole = news.filter(
    (seen) => seen.bytes > 0 && !writing.has(seen.name) && isSame(before.get(seen.name), seen),
  );
  const arriving = new Set([
    ...writing,
    ...news.filter((seen) => !whole.includes(seen)).map(({ name }) => name),
  ]);
  return { whole, arriving: [...arriving].sort() };
}
