/**
 * Guards against files made to exhaust this computer. What lies on the desk is held in memory and nowhere else; a
 * larger file gives its last part, because a log tells its end last.
 */
export const limits = {
  /** Bytes that are read of one file, of all that lies on the desk, and of one file in a zip once it is unpacked. */
  fileBytes: 512 * 1024 ** 2,
  deskBytes: 1024 ** 3,
  /** Files on the desk, entries of one zip, and how deep folders are followed. */
  files: 1000,
  entries: 10_000,
  depth: 8,
  /** Entries that are looked at of a folder with all below it, refused ones included. */
  walked: 20_000,
  /** Lines or events of one file, and those on the desk behind which no further file is taken. */
  lines: 8_000_000,
  deskLines: 8_000_000,
  /** Characters of a line that are shown, and looked at. */
  shown: 1000,
  /** Characters of one log, and of all, that go into a bundle for support: what a person can send by mail. */
  support: { file: 8 * 1024 ** 2, all: 32 * 1024 ** 2 },
  /** Megabytes of objects that the thread may fill, and seconds that it may read what was given at once. */
  heapMegabytes: 768,
  seconds: 120,
  /** What a page is told while files are read, at most so often (ms). */
  tellEveryMs: 100,
} as const;
