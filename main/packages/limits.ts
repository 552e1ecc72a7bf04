/**
 * Guards against archives made to exhaust this computer. Generous for what Microsoft ships (the installation package
 * is a few hundred megabytes) and small enough that the worst archive costs seconds.
 */
export const limits = {
  /** Bytes of one file, and of all that is unpacked from one archive. */
  bytes: 1024 ** 3,
  /** Entries of one archive. */
  entries: 10_000,
  /** Unpacked size over packed size of one entry; judged above `ratioFloor` bytes, below which it harms nobody. */
  ratio: 200,
  ratioFloor: 64 * 1024,
  /** Bytes of a script. Microsoft's are below 100 KB. */
  scriptBytes: 1024 ** 2,
  /** Seconds that looking at one file may take, and megabytes of objects it may fill. A gigabyte takes half a minute. */
  seconds: 60,
  heapMegabytes: 160,
  /** Files that are taken out of one archive, and lines that are said of it. A package has one or two. */
  kept: 20,
  /** Characters of a path inside an archive (MAX_PATH of Windows). */
  pathCharacters: 260,
} as const;
