import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { windowsNode } from '../../build/windows-node.mjs';
import { serverStateSchema } from '../../shared/model/facts';
import { machineOf } from '../lab/operations/stage/onMachine';
import { nasty } from './nasty';
import { WineServer, onZ } from './server';
import { describeWithWine } from './wine';

/** `underWindows.ts` and all it needs as one file. */
async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, '../..'),
    publicDir: false,
    build: {
      ssr: join(import.meta.dirname, 'underWindows.ts'),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'underWindows.mjs' } },
    },
    ssr: { noExternal: true },
  });
  return join(folder, 'underWindows.mjs');
}

const reason = existsSync(windowsNode) ? null : 'no node for Windows: node build/windows-node.mjs fetches it';

describeWithWine(
  "our shell as a program of Windows' own node, on Wine",
  () => {
    let server: WineServer;
    let answers: Record<string, unknown> = {};
    beforeAll(async () => {
      server = await WineServer.open(machineOf('2016-trellix'));
      const folder = join(server.folder, 'node');
      mkdirSync(folder);
      const answersFile = join(folder, 'answers.json');
      const { code, out, err } = await server.wine(
        [windowsNode, onZ(await bundle(folder)), onZ(folder), onZ(answersFile)],
        { LC_ALL: 'de_DE.UTF-8', ...server.fakes(folder) },
      );
      const told = existsSync(answersFile) ? readFileSync(answersFile, 'utf8') : 'nothing';
      if (code !== 0)
        throw new Error(`node ended with ${String(code)} after ${told}: ${out.toString()}${err.toString()}`);
      answers = z.record(z.string(), z.unknown()).parse(JSON.parse(told));
    });
    afterAll(async () => server.close());

    it('runs on Windows, and starts PowerShell by its full path', () => {
      expect(answers).toMatchObject({ platform: 'win32', done: true });
      expect(String(answers.executable).toLowerCase()).toBe(
        'c:\\windows\\system32\\windowspowershell\\v1.0\\powershell.exe',
      );
    });

    it('says that a program is not there', () => {
      expect(answers.missing).toEqual({ error: 'shell.missing' });
    });

    it('hands parameters over unharmed', () => {
      expect(answers.parameters).toMatchObject({
        value: { text: nasty },
        hello: { languageMode: 'FullLanguage', is64Bit: true },
      });
    });

    it('reads what programs write, in the code page of this Windows', () => {
      const lines = z.array(z.string()).parse(answers.output).join('\n');
      expect(lines).toContain('Der angegebene Schlüssel');
      expect(lines).toContain('von der Seite: Schlüssel');
    });

    it('answers one request after the other', () => {
      expect(answers.requests).toBe((49 * 50) / 2);
    });

    it('notices a process that ends itself', () => {
      expect(answers.exit).toEqual({ error: 'shell.exited' });
    });

    it('ends what PowerShell started, when the time is up', () => {
      expect(answers.limit).toEqual({ error: 'operation.timedOut' });
      expect(answers.leftByLimit).toBeNull();
    });

    it('follows a detached change after the one who started it is gone', () => {
      expect(answers.detached).toMatchObject({ outcome: 'ended' });
      const { kinds } = z.object({ kinds: z.array(z.string()) }).parse(answers.detached);
      expect(kinds[0]).toBe('start');
      expect(kinds.slice(-2)).toEqual(['result', 'end']);
      const state = serverStateSchema.parse(answers.facts);
      expect(state.policy.forceDefenderPassiveMode).toBe(1);
      expect(state.runs).toMatchObject([
        { runId: 'run-on-wine-1', nn: 1, operation: 'Set-PassiveMode', outcome: 'ok', code: null },
      ]);
    });

    it('sends a file into the library', () => {
      expect(answers.sent).toEqual({ changed: true, equal: true });
    });

    it('reads the server, and leaves no process behind', () => {
      const state = serverStateSchema.parse(answers.facts);
      expect(state.os.build).toBe(14393);
      expect(state.services.lanmanServer).toMatchObject({ start: 'manual' });
      expect(answers.leftByClose).toBeNull();
    });
  },
  reason,
);
