/** What Electron's fuse wire begins with; then a byte each for version and length, and a character for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The fuses of Electron 45 in the order of the wire, by the names of its documentation, with the state it is built in. */
const fuses = {
  runAsNode: true,
  cookieEncryption: false,
  nodeOptions: true,
  nodeCliInspect: true,
  embeddedAsarIntegrityValidation: false,
  onlyLoadAppFromAsar: false,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: true,
  wasmTrapHandlers: true,
};

/** @typedef {keyof typeof fuses} FuseName */

/**
 * What every fuse has to be in the package. Eight are set by electron-builder.yml; the ninth is newer than the packager and
 * stays as Electron is built: it is a matter of speed, not of safety.
 * @type {Readonly<Record<FuseName, boolean>>}
 */
export const wantedFuses = {
  runAsNode: false,
  cookieEncryption: true,
  nodeOptions: false,
  nodeCliInspect: false,
  embeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  wasmTrapHandlers: true,
};

/** @returns {Buffer} the wire as Electron is built */
export function makeFuseWire() {
  const states = Object.values(fuses).map((on) => (on ? '1' : '0'));
  return Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([1, states.length]),
    Buffer.from(states.join('')),
  ]);
}

/**
 * Reads the fuses of a program by ourselves, so that the tool which sets them is not its own witness. Throws where the
 * program has no wire or two, a wire of another version or length, or a fuse that is removed.
 * @param {Buffer} program @returns {Record<FuseName, boolean>}
 */
export function readFuseWire(program) {
  const at = program.indexOf(sentinel);
  if (at === -1) throw new Error('The program has no fuse wire.');
  if (program.indexOf(sentinel, at + 1) !== -1) throw new Error('The program has two fuse wires.');
  const [version, length] = [program[at + sentinel.length], program[at + sentinel.length + 1]];
  const names = /** @type {FuseName[]} */ (Object.keys(fuses));
  if (version !== 1 || length !== names.length)
    throw new Error(`The fuse wire has version ${version} and ${length} fuses.`);
  const states = program.toString('latin1', at + sentinel.length + 2, at + sentinel.length + 2 + length);
  if (!/^[01]+$/.test(states)) throw new Error(`The fuse wire says "${states}".`);
  return /** @type {Record<FuseName, boolean>} */ (
    Object.fromEntries(names.map((name, i) => [name, states[i] === '1']))
  );
}
