import { createRequire } from 'node:module';

/**
 * What a Windows program says of itself, read from its resources with the packager's own reader.
 * @param {Buffer} program
 * @returns {{ level: string | null, product: string, icons: number, integrity: { file: string, alg: string, value: string }[] }}
 * `level` is the rights its manifest asks for; `icons` the number of images of its icon; `integrity` the hash that Electron
 * holds app.asar against
 */
export function readProgram(program) {
  const packager = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
  const { NtExecutable, NtExecutableResource, Resource } = packager('resedit');
  const { entries } = NtExecutableResource.from(NtExecutable.from(program));
  /** @type {{ type: number | string, id: number | string, bin: ArrayBuffer }[]} */
  const found = entries;
  const textOf = (/** @type {number | string} */ type) => {
    const entry = found.find((one) => one.type === type);
    return entry === undefined ? '' : Buffer.from(entry.bin).toString('utf8');
  };
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const [language] = info?.getAllLanguagesForStringValues() ?? [];
  const [group] = Resource.IconGroupEntry.fromEntries(entries);
  const integrity = textOf('INTEGRITY');
  return {
    level: /<requestedExecutionLevel[^>]*\blevel="(\w+)"/.exec(textOf(24))?.[1] ?? null,
    product: language === undefined ? '' : String(info.getStringValues(language).ProductName ?? ''),
    icons: group?.icons.length ?? 0,
    integrity: integrity === '' ? [] : JSON.parse(integrity),
  };
}
