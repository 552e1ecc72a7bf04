import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { failureOf } from '../../../shared/errors';
import { readMachine } from '../../../main/practice/machine/machines';
import { practiceManagement } from '../../../main/practice/practiceNetwork';
import { describeWithLabEngine } from '../engine';
import { machineOf } from './stage/onMachine';
import { runTogether } from './stage/together';

const lab = join(import.meta.dirname, '..');
const fakeWindows = join(lab, 'FakeWindows');
const folder = mkdtempSync(join(tmpdir(), 'gangway-wsman-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const links = join(folder, 'links.json');

/** The technician's computer: Windows as always, and on top of it the network that the links describe. */
const technician = {
  GANGWAY_LAB_LINKS: links,
  GANGWAY_ENGINE_IMPORT: [
    ...readdirSync(fakeWindows)
      .filter((name) => name.endsWith('.psm1'))
      .sort()
      .map((name) => join(fakeWindows, name)),
    join(lab, 'remote', 'Remoting.psm1'),
  ].join(';'),
};

const ask = (computerName: string, useSsl: boolean) => ({
  params: { computerName, port: useSsl ? 5986 : 5985, useSsl },
  machine: null,
});

describeWithLabEngine('Test-Management', 'cannot be given a second module of the same commands', () => {
  it('tells the code of every refusal as a number, and asks a slow server again', async () => {
    writeFileSync(
      links,
      JSON.stringify({
        answers: { ports: [5985, 5986] },
        closed: { ports: [5986] },
        fault: { wsman: { fault: 2150858770, message: 'Le client ne peut pas se connecter.' } },
        // Row platform/winrm-public-network: the fault of a provider inside the fault.
        nested: {
          wsman: {
            fault: 2150859113,
            message:
              '<f:ProviderFault provider="Config provider" path="x"><f:WSManFault Code="2150859113"><f:Message>x</f:Message></f:WSManFault></f:ProviderFault>',
          },
        },
        flawed: { wsman: { fault: 12_175, message: 'Der Name stimmt nicht, die Stelle ist unbekannt.' } },
        sentence: { wsman: { message: 'La demande n’a pas abouti. <ceci> n’est pas du XML' } },
        silent: { wsman: 'nothing' },
        slow: { wsman: ['nothing', { fault: 2150858793, message: 'zu langsam' }, 'answer'] },
        tooSlow: { wsman: { fault: 2150859046, message: 'pas de réponse' } },
      }),
    );
    const ends = await runTogether(
      'Test-Management',
      {
        answers: { ...ask('answers', true), machine: machineOf('2019-fresh') },
        slow: ask('slow', true),
        closed: ask('closed', false),
        fault: ask('fault', false),
        nested: ask('nested', true),
        flawed: ask('flawed', true),
        sentence: ask('sentence', false),
        silent: ask('silent', false),
        tooSlow: ask('tooSlow', false),
        nobody: ask('nobody', false),
      },
      [],
      technician,
    );
    const answer = practiceManagement(readMachine('network-fresh'), true);
    expect(ends.get('answers')?.result).toEqual(answer);
    expect(ends.get('slow')?.result).toEqual(answer);
    const codes = [...ends].slice(2).map(([name, { code, native }]) => [name, code, native]);
    expect(codes).toEqual([
      ['closed', 'target.noManagement', 0x80338012],
      ['fault', 'target.noManagement', 0x80338012],
      ['nested', 'target.noManagement', 0x80338169],
      ['flawed', 'target.noManagement', 12_175],
      ['sentence', 'target.noManagement', null],
      ['silent', 'target.noManagement', null],
      ['tooSlow', 'target.noManagement', 0x80338126],
      ['nobody', 'target.noManagement', 0x803381b9],
    ]);
  });

  it('is refused by a practice server with the same code', () => {
    const server = readMachine('network-certificate');
    const refusal = (useSsl: boolean) => {
      try {
        return practiceManagement(server, useSsl);
      } catch (error) {
        return failureOf(error);
      }
    };
    expect(refusal(true)).toMatchObject({ code: 'target.noManagement', native: 12_175 });
    expect(refusal(false)).toEqual({ product: 'OS: 0.0.0 SP: 0.0 Stack: 3.0' });
  });
});
