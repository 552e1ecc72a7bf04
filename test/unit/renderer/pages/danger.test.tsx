import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { HandoverPage } from '../../../../renderer/pages/handover/handoverPage';
import { InstallPage } from '../../../../renderer/pages/install/installPage';
import { ModePage } from '../../../../renderer/pages/mode/modePage';
import { OnboardPage } from '../../../../renderer/pages/onboard/onboardPage';
import { PlanPage } from '../../../../renderer/pages/plan/planPage';
import { ServerPage } from '../../../../renderer/pages/server/serverPage';
import { LedgerDrawer } from '../../../../renderer/frame/drawers/ledgerDrawer';
import type { ServerState } from '../../../../shared/model/facts';
import { noWishes } from '../../../../shared/model/wishes';
import { aServer, readAt, type DeepPartial } from '../../../fixtures/facts';
import { Around, aView, fakeDoor } from '../fakeDoor';
import { decided, onboarded } from '../run/runs';
import { aroundPages, show } from '../show';

aroundPages();

const other = [{ service: 'McShield', displayName: 'Trellix McShield', running: true }];
const passive = { runningMode: 'Passive Mode', realTimeProtection: false } as const;
const pages = { ServerPage, ModePage, PlanPage, InstallPage, OnboardPage, HandoverPage };
/** The red words about protection on a page; none where one product blocks. */
const danger = () =>
  screen
    .queryAllByRole('note')
    .map(({ textContent }) => textContent)
    .filter((text) => /block threats|blocks threats/.test(text));

describe('who blocks threats on an onboarded server', () => {
  it.each(Object.entries(pages))('is red on %s where two do or nobody does', async (_, page) => {
    const cases: [DeepPartial<ServerState>, 'active' | 'passive', RegExp | null][] = [
      [{ otherAntivirus: other }, 'active', /^Two products block threats on PRACTICE-2019: Trellix/],
      [{ defender: passive }, 'passive', /^Nobody blocks threats on PRACTICE-2019/],
      [{ otherAntivirus: other, defender: passive }, 'passive', null],
      [{}, 'active', null],
    ];
    for (const [facts, mode, words] of cases) {
      const policy = { forceDefenderPassiveMode: mode === 'passive' ? 1 : null };
      await show(page, {
        facts: aServer(onboarded, facts, { policy }),
        inputs: decided({ wishes: { ...noWishes, mode } }),
      });
      if (words === null) expect(danger()).toEqual([]);
      else expect(danger()).toEqual([expect.stringMatching(words)]);
      cleanup();
    }
  });

  it('names no product when other antivirus products could not be looked for', async () => {
    const unreadable = [{ fact: 'otherAntivirus', reason: 'failed' as const, detail: '' }];
    await show(ModePage, {
      facts: aServer({ unreadable, defender: passive }),
      inputs: decided({ wishes: { ...noWishes, mode: 'passive' } }),
    });
    expect(screen.queryByText(/^Nobody/)).toBeNull();
    expect(danger()).toEqual([]);
  });

  it('is not claimed where EDR in block mode hides the mode', async () => {
    const facts = aServer({ otherAntivirus: other, defender: { runningMode: 'EDR Block Mode' } });
    await show(ModePage, { facts, inputs: decided({ wishes: { ...noWishes, mode: 'passive' } }) });
    expect(screen.getByText('EDR in block mode hides the mode of Defender Antivirus.')).toBeTruthy();
    expect(danger()).toEqual([]);
  });

  // What an administrator would be denied as well is not to be read with his rights.
  it.each([
    [['accessDenied'], 'Reason: access was denied. Read it again, with an administrator’s rights.'],
    [['notInTime'], 'Reason: Windows did not answer in time. Read it again.'],
    [['noAnswer', 'failed', 'failed'], 'Reason: an error, no answer. Read it again.'],
    [
      ['notInTime', 'accessDenied'],
      'Reason: access was denied, Windows did not answer in time. Read it again, with an administrator’s rights.',
    ],
  ] as const)(
    'says why on Onboard what was not read is no proof, and asks for rights only where they lack (%j)',
    async (reasons, words) => {
      const places = ['otherAntivirus', 'defender.runningMode', 'defender.realTimeProtection'];
      const unreadable = [
        // Of no proof.
        { fact: 'policy', reason: 'accessDenied' as const, detail: '' },
        ...reasons.map((reason, index) => ({ fact: places[index] ?? '', reason, detail: '' })),
      ];
      await show(OnboardPage, {
        facts: aServer(onboarded, { unreadable }),
        inputs: decided({ wishes: { ...noWishes, mode: 'active' } }),
      });
      expect(
        screen.getByRole('heading', { name: /^\d of 6 proofs agree, not everything was read, / }),
      ).toBeTruthy();
      expect(screen.getByRole('button', { name: 'Hand over what is known' })).toBeTruthy();
      expect(screen.getByText((text) => text.endsWith(words))).toBeTruthy();
      // What was not read has no time at which it was.
      const times = [...document.querySelectorAll('.gw-proof-time')].map(
        ({ textContent }) => textContent !== '',
      );
      expect(times).toEqual([true, true, true, true, true, false]);
    },
  );

  it('counts the proofs that agree in the title where the log no longer has one of them', async () => {
    const facts = aServer(onboarded, { sensor: { lastConnectedAt: readAt }, events: [] });
    await show(OnboardPage, { facts, inputs: decided({ wishes: { ...noWishes, mode: 'active' } }) });
    expect(screen.getByRole('heading', { name: /^Onboarded, 5 of 6 proofs agree/ })).toBeTruthy();
  });

  it('is said of the choice before it is made', async () => {
    await show(ModePage, {
      facts: aServer({ otherAntivirus: other, defender: passive }),
      inputs: decided({ wishes: { ...noWishes, mode: null } }),
    });
    expect(danger()).toEqual([]);
    fireEvent.click(screen.getByRole('radio', { name: 'Active' }));
    expect(danger()).toEqual([expect.stringMatching(/^After the changes two products block threats/)]);
    expect(screen.getAllByText('Both block')).toHaveLength(2);
  });
});

describe('the undo of a mode', () => {
  const change = {
    journey: 'onboard' as const,
    runId: 'r1',
    nn: 1,
    action: 'set-mode',
    at: readAt,
    undo: 'possible' as const,
  };
  const ask = (facts: ServerState, before: string) => {
    const changes = [{ ...change, before: `ForceDefenderPassiveMode = ${before}`, after: '' }];
    render(
      <Around door={fakeDoor({}).door}>
        <LedgerDrawer
          open
          onClose={() => undefined}
          onUndoStarted={() => undefined}
          view={aView({ facts, changes })}
        />
      </Around>,
    );
    fireEvent.click(screen.getByRole('button', { name: /^Undo/ }));
    return screen.getByRole('dialog').textContent;
  };

  it.each<[DeepPartial<ServerState>, string, string]>([
    [
      { unreadable: [{ fact: 'otherAntivirus', reason: 'failed', detail: '' }] },
      '1',
      'Then Defender Antivirus watches, and whether another antivirus blocks threats could not be read.',
    ],
    [
      { otherAntivirus: other, defender: passive },
      '-',
      'Then Trellix Endpoint Security (McAfee) and Defender Antivirus both block',
    ],
    [{ defender: passive }, '-', 'Then Defender Antivirus blocks threats.'],
    [{}, '1', 'Then nobody blocks threats.'],
    [{ otherAntivirus: other }, '1', 'blocks threats, and Defender Antivirus watches.'],
  ])('says who blocks then (%#)', (facts, before, words) => {
    const text = ask(aServer(onboarded, facts), before);
    expect(text).toContain(words);
    expect(text).not.toContain('Nothing else changes');
  });

  it('says that nothing follows before onboarding', () => {
    expect(ask(aServer({ otherAntivirus: other }), '-')).toContain(
      'Until PRACTICE-2019 is onboarded nothing else changes',
    );
  });
});
