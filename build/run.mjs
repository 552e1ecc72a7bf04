import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs an npm script of this project and gathers what it prints.
 * @param {string} script @param {string[]} args arguments after the script's own
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] quiet: print nothing while it runs
 * @returns {Promise<{ code: number, output: string, seconds: number }>}
 */
export function runScript(script, args = [], { quiet = false, env = {} } = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      output += chunk.toString();
      if (!quiet) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    /** @param {number} code */
    const done = (code) => resolve({ code, output, seconds: (Date.now() - started) / 1000 });
    child.once('error', (error) => {
      output += `${error.message}\n`;
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}
