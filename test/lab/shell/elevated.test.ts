import { describe, expect, it } from 'vitest';
import type { BrokerProcess } from '../../../main/shell/brokerProcess';
import { startElevated } from '../../../main/shell/elevated';
import { lineText } from '../../../main/shell/wire';
import { startPowerShell } from '../../../main/shell/powershell';
import { describeWithEngine } from '../engine';

describe('starting again as administrator', () => {
  const fake = (code: number, lines: string[]): BrokerProcess => ({
    exited: Promise.resolve({ code, signal: null, stderr: '' }),
    send: (line) => lines.push(lineText(line).trimEnd()),
    listen: () => undefined,
    end: () => Promise.resolve(),
    kill: () => Promise.resolve(),
  });

  it('sends program and arguments as base64 only', async () => {
    const lines: string[] = [];
    const program = "C:\\Program Files\\O'Brien $(calc)\\Gangway.exe";
    await startElevated(program, ['--target=local'], () => Promise.resolve(fake(0, lines)));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('calc');
    const [, encoded = ''] = /FromBase64String\('([A-Za-z0-9+/=]+)'\)/.exec(lines[0] ?? '') ?? [];
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toEqual({
      program,
      args: ['--target=local'],
    });
  });

  it('says so when the prompt was declined', async () => {
    const start = (): Promise<BrokerProcess> => Promise.resolve(fake(5, []));
    await expect(startElevated('a', ['b'], start)).rejects.toMatchObject({
      code: 'target.notElevated',
      native: 5,
    });
  });
});

describeWithEngine('the line itself', (engine) => {
  it('ends with the code for "not started" where there is no such program', async () => {
    const start = (): Promise<BrokerProcess> => startPowerShell({ executable: engine });
    await expect(startElevated('/no/such/program', ['x'], start)).rejects.toMatchObject({ native: 5 });
  });
});
