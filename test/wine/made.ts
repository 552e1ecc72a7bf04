import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sources = join(import.meta.dirname, 'programs');
const practiceMsi = join(import.meta.dirname, '../../build/practice-msi');
const compiler = ['-Os', '-s', '-municode', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Werror'];

/** Paths of what is compiled for a Windows of the tests. */
export interface Made {
  /** The practice installation package with real programs in it: its services can start. */
  readonly msi: string;
  /** find, timeout, eventcreate, choice and net in one; its file name says which. */
  readonly console: string;
  /** What plays Microsoft's deployment tool, certutil and wusa; its file name says which. */
  readonly deploy: string;
}

/** Compiles the programs of `programs/` and builds the test package into a folder, which is made; once it is there, nothing is done. */
export async function makePrograms(folder: string): Promise<Made> {
  const made: Made = {
    msi: join(folder, 'md4ws.msi'),
    console: join(folder, 'console.exe'),
    deploy: join(folder, 'DefenderDT.exe'),
  };
  // The package is the last.
  if (existsSync(made.msi)) return made;
  mkdirSync(folder, { recursive: true });
  const resource = join(folder, 'sense.o');
  const sensor = join(folder, 'MsSense.exe');
  await run('x86_64-w64-mingw32-windres', [join(sources, 'sense.rc'), resource]);
  await run('x86_64-w64-mingw32-gcc', [...compiler, '-o', sensor, join(sources, 'sense.c'), resource]);
  await run('x86_64-w64-mingw32-gcc', [...compiler, '-o', made.console, join(sources, 'console.c')]);
  const version = join(folder, 'deploy.o');
  const deploy = join(sources, 'deploy.c');
  await run('x86_64-w64-mingw32-windres', [join(sources, 'deploy.rc'), version]);
  await run('x86_64-w64-mingw32-gcc', [...compiler, '-o', made.deploy, deploy, version, '-lbcrypt']);
  // The package is the practice one but for its two programs, so its tables cannot drift away from it.
  const wxs = readFileSync(join(practiceMsi, 'md4ws.wxs'), 'utf8');
  const real = wxs.replace(/(Name="(?:MsSense|MsMpEng)\.exe" Source=)"payload\.txt"/g, '$1"MsSense.exe"');
  if (real.split('Source="MsSense.exe"').length !== 3) throw new Error('md4ws.wxs has other programs now');
  copyFileSync(join(practiceMsi, 'payload.txt'), join(folder, 'payload.txt'));
  writeFileSync(join(folder, 'md4ws.wxs'), real);
  await run('wixl', ['--arch', 'x64', '--output', made.msi, 'md4ws.wxs'], { cwd: folder });
  return made;
}
