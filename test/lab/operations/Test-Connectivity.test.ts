import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { ParamsOf } from '../../../shared/operations';
import { partsOf } from '../differential/compare';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './onMachine';

const folder = mkdtempSync(join(tmpdir(), 'gangway-connectivity-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Asked = ParamsOf<'Test-Connectivity'>['hosts'][number];
const secure = (host: string, required = true, proxy: string | null = null): Asked => ({
  host,
  port: 443,
  scheme: 'https',
  required,
  proxy,
});
const own = 'winatp-gw-weu.microsoft.com';

describeWithEngine('Test-Connectivity', () => {
  it('takes any status for an answer, asks each address its own way, and changes nothing [row 23]', async () => {
    const machine = machineOf('2019-fresh');
    machine.cloud.hosts = { [own]: { status: 404 }, 'go.microsoft.com': { status: 302 } };
    const journal = join(folder, 'asked.jsonl');
    const run = await onMachine(
      'Test-Connectivity',
      {
        hosts: [
          secure(own, true, 'proxy.example:8080'),
          { ...secure('crl.microsoft.com'), port: 80, scheme: 'http' },
          secure('go.microsoft.com', false),
        ],
      },
      machine,
      { env: { GANGWAY_LAB_JOURNAL: journal } },
    );
    expect(run.error).toBeNull();
    expect(run.result?.hosts.map(({ host, state, native }) => [host, state, native])).toEqual([
      [own, 'reached', 404],
      ['crl.microsoft.com', 'reached', 200],
      ['go.microsoft.com', 'reached', null],
    ]);
    const asked = readFileSync(journal, 'utf8').trim().split('\n');
    expect(asked.map((line): unknown => JSON.parse(line))).toEqual([
      { uri: `https://${own}/`, proxy: 'http://proxy.example:8080/' },
      { uri: 'http://crl.microsoft.com/', proxy: '' },
      { uri: 'https://go.microsoft.com/', proxy: '' },
    ]);
    expect(partsOf(run.machine)).toEqual(partsOf(machine));
  });

  it('names what is not reached and why, and fails where an address is required [row 23]', async () => {
    const machine = machineOf('2019-fresh');
    machine.cloud.hosts = {
      'a.example': { failure: 'ConnectFailure', socket: 10061 },
      'b.example': { failure: 'ConnectFailure', socket: 10060 },
      'c.example': { failure: 'Timeout', socket: null },
      'd.example': { failure: 'NameResolutionFailure', socket: null },
      'e.example': { failure: 'TrustFailure', socket: null },
      'f.example': { status: 407 },
      'g.example': { status: 504 },
    };
    const hosts = ['a', 'b', 'c', 'd', 'e'].map((name) => secure(`${name}.example`, name !== 'a'));
    const proxied = ['f', 'g'].map((name) => secure(`${name}.example`, true, 'proxy.example:8080'));
    const run = await onMachine('Test-Connectivity', { hosts: [...hosts, ...proxied] }, machine);
    expect(run.result?.hosts.map(({ state, native }) => [state, native])).toEqual([
      ['refused', 10061],
      ['timedOut', 10060],
      ['timedOut', null],
      ['nameUnknown', null],
      ['tls', null],
      ['proxyAuthentication', 407],
      ['refused', 504],
    ]);
    expect(run.error).toMatchObject({ code: 'cloud.unreachable' });
    // The address that is only recommended is told, and does not stop anything.
    expect(run.error?.text).not.toContain('a.example');
    expect(run.error?.text).toContain('f.example:443 proxyAuthentication 407');
    expect(run.error?.text).toContain('(proxy proxy.example:8080)');
  });

  it('passes where only recommended addresses are missing', async () => {
    const machine = machineOf('2019-fresh');
    machine.cloud.hosts = { 'go.microsoft.com': { failure: 'Timeout', socket: null } };
    const run = await onMachine(
      'Test-Connectivity',
      { hosts: [secure(own), secure('go.microsoft.com', false)] },
      machine,
    );
    expect(run.error).toBeNull();
    expect(run.result?.hosts[1]?.state).toBe('timedOut');
  });
});
