import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Machine } from '../../../main/practice/machine/machine';
import { cloudIssuers } from '../../../shared/knowledge/cloudHosts';
import type { ParamsOf } from '../../../shared/model/operations';
import { openCloudProxy } from '../../fakes/cloudProxy';
import { genuine, inspecting } from '../../fixtures/servedAs';
import { partsOf } from '../differential/compare';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './stage/onMachine';

const folder = mkdtempSync(join(tmpdir(), 'gangway-connectivity-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Asked = ParamsOf<'Test-Connectivity'>['hosts'][number];
const secure = (host: string, change: Partial<Asked> = {}): Asked => ({
  host,
  port: 443,
  scheme: 'https',
  required: true,
  pinned: true,
  proxy: null,
  ...change,
});
const proxy = 'proxy.example:8080';
const own = 'winatp-gw-weu.microsoft.com';
const issuers = [...cloudIssuers];

/** Runs the test on a machine whose addresses answer so, each asked as given. */
async function test(hosts: Asked[], cloud: Partial<Machine['cloud']>, env: Record<string, string> = {}) {
  const machine = machineOf('2019-fresh');
  const before = { ...machine, cloud: { ...machine.cloud, ...cloud } };
  const run = await onMachine('Test-Connectivity', { hosts, issuers }, before, { env });
  return { ...run, before, states: run.result?.hosts.map(({ state, native }) => [state, native]) };
}

describeWithEngine('Test-Connectivity', () => {
  it('takes a genuine certificate for an answer, asks each address its own way, and changes nothing [row 23]', async () => {
    const journal = join(folder, 'asked.jsonl');
    const run = await test(
      [
        secure(own, { proxy }),
        { ...secure('crl.microsoft.com'), port: 80, scheme: 'http', pinned: false },
        secure('go.microsoft.com', { required: false, pinned: false }),
      ],
      { hosts: { [own]: { status: 404 }, 'go.microsoft.com': { status: 302 } } },
      { GANGWAY_LAB_JOURNAL: journal },
    );
    expect(run.error).toBeNull();
    expect(run.result?.hosts.map(({ host, state, native, issuer }) => [host, state, native, issuer])).toEqual(
      [
        [own, 'reached', 404, 'Microsoft Corporation'],
        ['crl.microsoft.com', 'reached', 200, null],
        ['go.microsoft.com', 'reached', 302, 'Microsoft Corporation'],
      ],
    );
    const asked = readFileSync(journal, 'utf8').trim().split('\n');
    expect(asked.map((line): unknown => JSON.parse(line))).toEqual([
      { asked: `HEAD ${own}`, proxy },
      { asked: 'HEAD crl.microsoft.com', proxy: '' },
      { asked: 'HEAD go.microsoft.com', proxy: '' },
    ]);
    expect(partsOf(run.machine)).toEqual(partsOf(run.before));
  });

  it('names what is not reached and why, and fails where an address is required [row 23]', async () => {
    const run = await test(
      [
        ...['a', 'b', 'c', 'd', 'e'].map((name) => secure(`${name}.example`, { required: name !== 'a' })),
        ...['f', 'g', 'h'].map((name) => secure(`${name}.example`, { proxy })),
      ],
      {
        hosts: {
          'a.example': { failure: 'ConnectFailure', socket: 10_061 },
          'b.example': { failure: 'ConnectFailure', socket: 10_060 },
          'c.example': { failure: 'Timeout', socket: null },
          'd.example': { failure: 'NameResolutionFailure', socket: null },
          'e.example': { failure: 'TrustFailure', socket: null },
          'f.example': { status: 407 },
          'g.example': { status: 504 },
          'h.example': { failure: 'ConnectFailure', socket: 10_060 },
        },
      },
    );
    expect(run.states).toEqual([
      ['refused', 10_061],
      ['timedOut', 10_060],
      ['timedOut', null],
      ['nameUnknown', 11_001],
      ['tls', null],
      ['proxyAuthentication', 407],
      ['refused', 504],
      ['refused', 504],
    ]);
    expect(run.error).toMatchObject({ code: 'cloud.unreachable' });
    // The address that is only recommended is told, and does not stop anything.
    expect(run.error?.text).not.toContain('a.example');
    expect(run.error?.text).toContain('f.example:443 proxyAuthentication 407');
    expect(run.error?.text).toContain(`(proxy ${proxy})`);
  });

  it('passes where only recommended addresses are missing', async () => {
    const run = await test([secure(own), secure('go.microsoft.com', { required: false })], {
      hosts: { 'go.microsoft.com': { failure: 'Timeout', socket: null } },
    });
    expect(run.error).toBeNull();
    expect(run.result?.hosts[1]?.state).toBe('timedOut');
  });

  it('takes an inspected way for none, though Windows trusts it and it answers [row 23]', async () => {
    const open = { required: false, pinned: false };
    const run = await test([secure(own), secure('go.microsoft.com', open)], {
      inspectedBy: 'Example Filter',
    });
    expect(run.states).toEqual([
      ['inspected', null],
      ['reached', 200],
    ]);
    expect(run.result?.hosts[0]?.issuer).toBe('Example Filter');
    expect(run.error).toMatchObject({ code: 'cloud.inspected' });
    expect(run.error?.text).toBe(`${own}:443 inspected (Example Filter) (direct)`);
  });

  it('tells a certificate of the right issuer that Windows does not accept from an inspected one', async () => {
    const run = await test([secure(own)], { hosts: { [own]: { status: 200, trusted: false } } });
    expect(run.states).toEqual([['tls', null]]);
    expect(run.error).toMatchObject({ code: 'cloud.unreachable' });
  });

  it('says of each address whether its name is known, the connection stood, and which setting names its proxy', async () => {
    const named = { proxy, proxyFrom: 'telemetryPolicy' } as const;
    const run = await test(
      [
        secure(own),
        secure('b.example', { required: false }),
        secure('c.example', { required: false }),
        secure('d.example', { ...named, required: false }),
      ],
      {
        addresses: { ipv4: 1, ipv6: 2 },
        proxies: { [proxy]: 'refused' },
        hosts: {
          'b.example': { failure: 'NameResolutionFailure', socket: null },
          'c.example': { failure: 'ConnectFailure', socket: 10_061 },
        },
      },
    );
    expect(
      run.result?.hosts.map(({ dns, tcp, proxyFrom }) => [dns?.state, dns?.ipv6, tcp, proxyFrom]),
    ).toEqual([
      ['resolved', 2, 'open', 'none'],
      ['unknown', 0, 'notTried', 'none'],
      ['resolved', 2, 'refused', 'none'],
      ['resolved', 2, 'refused', 'telemetryPolicy'],
    ]);
    expect(run.states?.[3]).toEqual(['refused', 10_061]);
  });

  it('tells a server that no name server answers from a name that nobody knows', async () => {
    const run = await test([secure(own)], { noNames: true });
    expect(run.result?.hosts[0]).toMatchObject({ state: 'nameUnknown', dns: { state: 'noAnswer' } });
  });

  it('takes lists that are out of reach for no flaw, and asks for them no second time', async () => {
    const run = await test([secure(own), secure('go.microsoft.com')], { noLists: true });
    expect(run.states).toEqual([
      ['reached', 200],
      ['reached', 200],
    ]);
    expect(run.result?.hosts.map(({ revocation }) => revocation)).toEqual(['notReached', 'notAsked']);
    const mistrusted = { [own]: { status: 200, trusted: false } };
    const flawed = await test([secure(own)], { noLists: true, hosts: mistrusted });
    expect(flawed.states).toEqual([['tls', null]]);
  });

  it('compares its clock with those that answer', async () => {
    const run = await test([secure(own), secure('b.example', { required: false })], {
      clockAheadSeconds: 86_400,
      hosts: { 'b.example': { failure: 'Timeout', socket: null } },
    });
    const [ahead, none] = run.result?.hosts.map(({ clockAheadSeconds }) => clockAheadSeconds) ?? [];
    expect(Math.abs((ahead ?? 0) - 86_400)).toBeLessThan(60);
    expect(none).toBeNull();
  });

  it('takes what every server needs for no proof', async () => {
    const machine = machineOf('2019-fresh');
    const run = await onMachine(
      'Test-Connectivity',
      { hosts: [secure(own)], issuers, partial: true },
      machine,
    );
    expect(run.result?.hosts[0]?.state).toBe('reached');
    expect(run.error).toMatchObject({ code: 'cloud.partial' });
  });

  // .NET's own connection, against a server of this computer.
  it.each([
    ['below an issuer of Microsoft that is trusted', genuine, genuine, 'reached', 404, ['HEAD / HTTP/1.1']],
    ['below an issuer of Microsoft that nobody trusts', genuine, inspecting, 'tls', null, []],
    ['below a root of the house, which is trusted', inspecting, inspecting, 'inspected', null, []],
    ['below a root of the house, which is not', inspecting, genuine, 'inspected', null, []],
  ] as const)(
    'sees through a real proxy a certificate %s, and sends nothing before',
    async (_, served, known, state, native, sent) => {
      const roots = join(folder, 'roots.pem');
      writeFileSync(roots, known.root);
      const real = await openCloudProxy(served);
      try {
        const asked = secure('cloud.example', { proxy: real.address });
        const run = await test([asked], {}, { SSL_CERT_FILE: roots });
        expect(run.result?.hosts[0]).toMatchObject({ state, native, issuer: served.organisation });
        expect(real.asked).toEqual(['cloud.example:443']);
        expect(real.sent).toEqual(sent);
      } finally {
        await real.close();
      }
    },
  );

  it.each([
    [407, 'proxyAuthentication'],
    [403, 'refused'],
  ])('takes the %i of a real proxy for its own word', async (refuses, state) => {
    const real = await openCloudProxy({ refuses });
    try {
      const run = await test([secure('cloud.example', { proxy: real.address })], {});
      expect(run.states).toEqual([[state, refuses]]);
    } finally {
      await real.close();
    }
  });
});
