import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { OnboardPage } from '../../../../renderer/pages/onboard/onboardPage';
import { PrerequisitesPage } from '../../../../renderer/pages/prerequisites/prerequisitesPage';
import type { ServerState } from '../../../../shared/model/facts';
import type { Package } from '../../../../shared/model/packages';
import type { TargetView } from '../../../../shared/bridge/session';
import { aServer, readAt } from '../../../fixtures/facts';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { onboarded } from '../run/runs';
import { aroundPages, button, press, runId, show, targetId, title } from '../show';

aroundPages();

const minute = 60_000;
/** A test that the server's own run folder tells of. */
const tested = (code: string | null, ago = 5): Pick<ServerState, 'runs'> => ({
  runs: [
    {
      runId,
      nn: 1,
      operation: 'Test-Connectivity',
      startedAt: readAt - (ago + 1) * minute,
      endedAt: readAt - ago * minute,
      outcome: code === null ? 'ok' : 'failed',
      code,
    },
  ],
});
const section = () => within(screen.getByRole('region', { name: /Way to the cloud, tested/ }));

describe('the test of the cloud on Prerequisites', () => {
  it('says what it does on the server, and starts only then', async () => {
    const { sent } = await show(PrerequisitesPage);
    expect(section().getByText('Not tested yet.')).toBeTruthy();
    await press('Test now');
    // Hidden or not: without a layout, Fluent's focus trap may take the dialog for one that nobody is in.
    const question = within(await screen.findByRole('dialog', { hidden: true }));
    expect(question.getByText(/as SYSTEM/)).toBeTruthy();
    expect(question.getByText(/leaves a scheduled task and its run folder/)).toBeTruthy();
    expect(sent('startProbe')).toEqual([]);
    fireEvent.click(question.getByRole('button', { name: 'Test now', hidden: true }));
    expect(sent('startProbe')).toEqual([{ targetId }]);
  });

  it('does not call the way direct where the proxies could not be read', async () => {
    const unreadable = [{ fact: 'proxy.winHttp', reason: 'accessDenied' as const, detail: '' }];
    for (const [facts, words] of [
      [aServer(), /^No proxy is set on the server/],
      [aServer({ unreadable }), /^The server’s proxies could not be read/],
    ] as const) {
      await show(PrerequisitesPage, { facts });
      await press('Test now');
      const question = within(await screen.findByRole('dialog', { hidden: true }));
      expect(question.getByText(words)).toBeTruthy();
      cleanup();
    }
  });

  it('says without a package whose addresses are called, and asks all the same', async () => {
    const { sent } = await show(PrerequisitesPage, {}, []);
    expect(section().getByText(/the addresses come from the server’s own onboarding/)).toBeTruthy();
    await press('Test now');
    const question = within(await screen.findByRole('dialog', { hidden: true }));
    expect(question.getByText(/calls the addresses that its own onboarding names/)).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Test now', hidden: true }));
    expect(sent('startProbe')).toEqual([{ targetId }]);
  });

  it('says which setting names the proxy, what the server does not resolve, and what else is off', async () => {
    const address = { port: 443, required: true, native: null, state: 'timedOut' as const };
    const seen = { revocation: 'notReached' as const, clockAheadSeconds: 86_400 };
    await show(PrerequisitesPage, {
      facts: aServer(tested('cloud.unreachable')),
      cloudFindings: {
        runId,
        testedAt: readAt,
        addresses: [
          {
            ...address,
            host: 'a.example',
            proxy: 'p.example:80',
            proxyFrom: 'telemetryPolicy',
            tcp: 'timedOut',
          },
          { ...address, host: 'b.example', proxy: null, dns: { state: 'noAnswer', ipv4: 0, ipv6: 0 } },
          { ...address, ...seen, host: 'c.example', proxy: null, state: 'reached' },
        ],
      },
    });
    const rows = section()
      .getAllByRole('row')
      .map((row) => row.textContent);
    expect(rows[1]).toMatch(/no connection to the proxy.*the sensor’s own proxy p\.example:80/);
    expect(rows[2]).toMatch(/no name server answers the server/);
    expect(section().getByText('The lists of revoked certificates were not reached.')).toBeTruthy();
    expect(section().getByText(/is 24\sh ahead of the cloud’s/)).toBeTruthy();
  });

  it('says nothing of lists and clock where an older test did not look', async () => {
    const address = { port: 443, required: true, native: null, proxy: null, state: 'reached' as const };
    await show(PrerequisitesPage, {
      facts: aServer(tested(null)),
      cloudFindings: { runId, testedAt: readAt, addresses: [{ ...address, host: 'a.example' }] },
    });
    expect(section().queryByText(/lists of revoked|clock/i)).toBeNull();
  });

  it('names each address that was not reached, and who inspects', async () => {
    const address = { port: 443, required: true, proxy: null, native: null };
    await show(PrerequisitesPage, {
      facts: aServer(tested('cloud.inspected')),
      cloudFindings: {
        runId,
        testedAt: readAt,
        addresses: [
          { ...address, host: 'a.example', state: 'inspected', issuer: 'Example Filter' },
          { ...address, host: 'b.example', state: 'reached' },
        ],
      },
    });
    expect(section().getByText(/The way is inspected/)).toBeTruthy();
    const [head, only, ...others] = section().getAllByRole('row');
    expect([head?.textContent, only?.textContent, others]).toEqual([
      expect.any(String),
      expect.stringMatching(/a\.example:443.*Inspected on its way by Example Filter/),
      [],
    ]);
  });

  it('shows how far it is, and lets nothing else start', async () => {
    const operation = 'Test-Connectivity' as const;
    const at = { startedAt: readAt, endedAt: null };
    const probe = { runId, operation, stage: null, ...at, contactLost: false, failure: null };
    await show(PrerequisitesPage, { busy: 'probing', probe: { ...probe, progress: { done: 3, total: 8 } } });
    expect(section().getByText(/is calling the cloud: 3 of 8 addresses/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Test now' })).toBeNull();
  });
});

describe('the wait for the cloud', () => {
  const waiting = (ago: number, more: Partial<ServerState> = {}) =>
    aServer({
      ...onboarded,
      sensor: { ...aServer(onboarded).sensor, lastConnectedAt: null },
      events: [
        { log: 'sense', id: 11, level: 'information', at: readAt - ago * minute, text: '' },
        { log: 'sense', id: 5, level: 'error', at: readAt - 2 * minute, text: 'failed to connect' },
      ],
      ...more,
    });

  it('is no failure for half an hour', async () => {
    await show(OnboardPage, { facts: waiting(29) });
    expect(screen.getByText('You can leave it like this.')).toBeTruthy();
    expect(screen.queryByText('What may keep the sensor away')).toBeNull();
    // Who cannot wait may ask the server all the same.
    expect(button('Test now')).toBeTruthy();
  });

  it('then asks for a look, with what is known of each cause, and still hands over', async () => {
    const { went } = await show(OnboardPage, {
      facts: waiting(31, {
        proxy: { winHttp: 'proxy.example:8080', winHttpBypass: null, telemetry: null, antivirus: null },
      }),
    });
    expect(title()).toMatch(/no contact with the cloud for 31\smin$/);
    expect(screen.queryByText('You can leave it like this.')).toBeNull();
    const rows = within(screen.getByRole('table', { name: 'What may keep the sensor away' }))
      .getAllByRole('row')
      .map((row) => row.textContent);
    expect(rows).toEqual([
      expect.any(String),
      expect.stringContaining('That of Windows: proxy.example:8080'),
      expect.stringContaining('Event 5: The sensor cannot reach the cloud.'),
      expect.stringContaining('Clock'),
      expect.stringContaining('Certificate of the package'),
    ]);
    expect(button('Test now')).toBeTruthy();
    await press('Hand over as waiting');
    expect(went).toEqual(['handover']);
  });

  const clues = async (facts: ServerState, changes: Partial<TargetView> = {}, library?: Package[]) => {
    await show(OnboardPage, { facts, ...changes }, library);
    const rows = within(screen.getByRole('table', { name: 'What may keep the sensor away' })).getAllByRole(
      'row',
    );
    const of = (name: string) => rows.find((row) => row.textContent.includes(name))?.textContent ?? '';
    return {
      proxy: of('Proxy as SYSTEM'),
      clock: of('Clock'),
      certificate: of('Certificate of the package'),
    };
  };
  const unread = (fact: string) => ({ unreadable: [{ fact, reason: 'accessDenied' as const, detail: '' }] });

  it('claims no direct call: it says that no proxy is set, or that it could not be read', async () => {
    // A script for a proxy does not show in what is read (row platform/winhttp-settings-named).
    expect((await clues(waiting(31))).proxy).toContain('Neither the sensor nor Windows has one set by name.');
    for (const fact of ['proxy.telemetry', 'proxy.winHttp', 'proxy']) {
      cleanup();
      expect((await clues(waiting(31, unread(fact)))).proxy).toContain('Could not be read.');
    }
    cleanup();
    // The antivirus has a proxy of its own, by which the sensor does not call.
    expect((await clues(waiting(31, unread('proxy.antivirus')))).proxy).toContain('Neither the sensor');
  });

  it('compares the clock of a practice server like any other', async () => {
    expect((await clues(waiting(31), { skewMs: 2000 })).clock).toContain('2 s apart');
    cleanup();
    expect((await clues(waiting(31), { skewMs: 600_000 })).clock).toContain('10 min apart');
    cleanup();
    expect((await clues(waiting(31), { skewMs: null })).clock).toContain('Not compared');
  });

  it('names the script of the package as the source of its certificate, and says where there is no package', async () => {
    const scriptName = 'Onboarding-of-the-tenant.cmd';
    const end = { certificateNotAfter: readAt + minute, scriptName };
    const { certificate } = await clues(waiting(31), {}, [anOnboardingPackage({ practice: true }, end)]);
    expect(certificate).toMatch(/Valid until .*Onboarding-of-the-tenant\.cmd/);
    cleanup();
    expect((await clues(waiting(31), {}, [])).certificate).toContain('No onboarding package is chosen');
  });
});
