import { createHash } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readFile, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'vitest';
import { type Library, createLibrary } from '../../../../main/packages/library';
import { type Trust, trustNotCheckedHere } from '../../../../main/packages/trust';
import { inspect } from '../../../../main/packages/inspection/inspect';
import type { AddResult, RefusalCode } from '../../../../shared/model/packages';

/** The moment at which the tests look at a file. */
export const now = Date.parse('2026-11-24T12:00:00Z');

/** What an attack may aim at: every path below a folder, with the hash of each file and the aim of each link. */
export async function listing(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const entry = await lstat(join(folder, name));
    if (entry.isFile())
      found[name] = createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex');
    else found[name] = entry.isSymbolicLink() ? `-> ${await readlink(join(folder, name))}` : 'folder';
  }
  return found;
}

/** A tree of its own: the library, the files that are offered, and a neighbour that nobody may touch. */
export class Sandbox {
  private constructor(readonly root: string) {}

  static async make(): Promise<Sandbox> {
    const sandbox = new Sandbox(await mkdtemp(join(tmpdir(), 'gangway-hostile-')));
    for (const folder of ['given', 'neighbour']) await mkdir(join(sandbox.root, folder));
    await writeFile(join(sandbox.root, 'neighbour', 'evil.cmd'), 'as it was');
    return sandbox;
  }

  get folder(): string {
    return join(this.root, 'library');
  }

  /** A library that takes every kind, as strict as the strictest caller. */
  async open(trust: Trust = trustNotCheckedHere, practice = false): Promise<Library> {
    const library = await createLibrary({ folder: this.folder, practice, trust, inspect, now: () => now });
    return {
      ...library,
      add: (paths) => library.add(paths, true),
      addStream: (name, stream, declared) => library.addStream(name, stream, declared, true),
    };
  }

  async given(name: string, content: string | Buffer): Promise<string> {
    await writeFile(join(this.root, 'given', name), content);
    return join(this.root, 'given', name);
  }

  /**
   * Offers a file by path and as bytes, and sees each time that it is refused and that nothing anywhere was left or
   * changed by it. Answers the code.
   */
  async refusal(
    name: string,
    content: string | Buffer,
    options: { trust?: Trust; practice?: boolean } = {},
  ): Promise<RefusalCode | 'taken'> {
    const library = await this.open(options.trust, options.practice);
    const path = await this.given(name, content);
    const before = await listing(this.root);
    const results: AddResult[] = [
      await library.add([path]),
      await library.addStream(name, Readable.from([Buffer.from(content)])),
    ];
    const codes = results.map(({ added, refused }) => (added.length > 0 ? 'taken' : refused[0]?.refusal));
    expect(codes[1]).toBe(codes[0]);
    const [code] = codes;
    if (code === undefined) throw new Error('neither taken nor refused');
    if (code !== 'taken') {
      expect(await listing(this.root)).toEqual(before);
      expect(library.list()).toEqual([]);
    }
    return code;
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}
