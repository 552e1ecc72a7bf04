import { onTheWay } from '../../shared/onTheWay';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { HandoverPage } from '../../../../renderer/pages/handover/handoverPage';
import { ModePage } from '../../../../renderer/pages/mode/modePage';
import { OnboardPage } from '../../../../renderer/pages/onboard/onboardPage';
import { PlanPage } from '../../../../renderer/pages/plan/planPage';
import { SettingsPage } from '../../../../renderer/pages/settings/settingsPage';
import { TestPage } from '../../../../renderer/pages/test/testPage';
import { applySnapshot } from '../../../../renderer/mirror';
import { emptyInputs } from '../../../../shared/model/inputs';
import { defaultSettings } from '../../../../shared/model/settings';
import { noWishes } from '../../../../shared/model/wishes';
import { aSession } from '../fakeDoor';
import { aServer, oldPlatform, readAt } from '../../../fixtures/facts';
import { decided, onboarded } from '../run/runs';
import { aroundPages, button, press, runId, show, targetId, title } from '../show';

aroundPages();

describe('protection mode', () => {
  it('preselects active where nothing else protects, and stores a choice only when a person goes on', async () => {
    const { sent, went } = await show(ModePage, { inputs: decided({ wishes: { ...noWishes, mode: null } }) });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Active' }).checked).toBe(true);
    expect(sent('changeInputs')).toEqual([]);
    await press('Continue with Active');
    expect(sent('changeInputs')).toEqual([
      { targetId, change: { kind: 'wish', wishes: { mode: 'active' } } },
    ]);
    expect(went).toEqual(['plan']);
  });

  it('asks to accept moments at which nobody blocks', async () => {
    const { sent } = await show(ModePage, { inputs: decided({ wishes: { ...noWishes, mode: null } }) });
    fireEvent.click(screen.getByRole('radio', { name: 'Passive' }));
    expect(screen.getAllByText('Nobody blocks').length).toBeGreaterThan(0);
    await press('Continue with Passive');
    expect(sent('changeInputs')).toEqual([]);
    fireEvent.click(screen.getByRole('checkbox'));
    await press('Continue with Passive');
    expect(sent('changeInputs')).toEqual([
      { targetId, change: { kind: 'wish', wishes: { mode: 'passive' } } },
      { targetId, change: { kind: 'acceptNoProtector', accepted: true } },
    ]);
  });

  it('shows the trap of tamper protection and offers no passive', async () => {
    await show(ModePage, { facts: aServer(onboarded, { defender: { tamperProtected: true } }) });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Passive' }).disabled).toBe(true);
    expect(screen.getByText(/ignores the passive value/)).toBeTruthy();
  });
});

describe('plan', () => {
  it('starts exactly the plan that is shown, once the server’s name is typed', async () => {
    const { sent, went, planHash } = await show(PlanPage);
    expect(
      within(screen.getByRole('list', { name: 'Actions of the plan' })).getAllByRole('listitem'),
    ).toHaveLength(2);
    await press('Start changes');
    expect(sent('startPlan')).toEqual([]);
    const field = screen.getByLabelText('Type PRACTICE-2019');
    fireEvent.change(field, { target: { value: ' practice-2019 ' } });
    fireEvent.keyDown(field, { key: 'Enter' });
    fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
    expect(sent('startPlan')).toEqual([]);
    await press('Start changes');
    expect(sent('startPlan')).toEqual([{ targetId, journey: 'onboard', planHash, name: 'practice-2019' }]);
    expect(went).toEqual(['onboard']);
  });

  it('shows the parameters and the exact script of the selected action', async () => {
    const { sent } = await show(PlanPage);
    await press('Onboard the server');
    expect(sent('getScript')).toContainEqual({ operation: 'Invoke-Onboarding' });
    expect(screen.getByRole('region', { name: 'Parameters' }).textContent).toContain('"orgId"');
    expect(screen.getByText(/Script cccccccc…cccccccc, pinned/)).toBeTruthy();
  });

  it('saves the plan as a file and says where, without starting anything', async () => {
    const { sent } = await show(PlanPage);
    await press('Export plan');
    expect(sent('savePlan')).toEqual([{ targetId, journey: 'onboard' }]);
    expect(screen.getByText(/C:\\plans\\plan\.txt/)).toBeTruthy();
    expect(sent('startPlan')).toEqual([]);
  });

  it('does not start while a file is missing', async () => {
    await show(PlanPage, {}, []);
    expect(screen.getByText('A file is missing.')).toBeTruthy();
    expect(button('Start changes').getAttribute('aria-disabled')).toBe('true');
  });

  it('says what stands in the way of an action, and calls no file missing', async () => {
    const agent = { productCode: null, version: null, groups: [] };
    const inputs = decided({ wishes: { ...noWishes, monitoringAgent: 'removed' } });
    const facts = aServer(onboarded, { monitoringAgent: agent });
    const { went } = await show(PlanPage, { facts, inputs }, [], 'loopback', 'maintain');
    expect(screen.queryByText('A file is missing.')).toBeNull();
    expect(screen.getByText('Action 1 is not possible yet.')).toBeTruthy();
    expect(
      screen.getAllByText(/^The service of the agent is there, but Windows has no registration/),
    ).toHaveLength(2);
    expect(screen.getByText('Not possible yet')).toBeTruthy();
    expect(button('Start changes').getAttribute('aria-disabled')).toBe('true');
    await press('Open Settings');
    expect(went).toEqual(['settings']);
  });

  it('names two who manage a server in the same way, each with what it sets', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const policies = ['DisableAntiSpyware=1', 'DisableAntiVirus=1'];
    const owners = policies.map((detail) => ({ kind: 'defenderPolicy' as const, detail }));
    await show(SettingsPage, { facts: aServer(onboarded, { owners }) }, [], 'loopback', 'maintain');
    for (const detail of policies) expect(screen.getByText(detail)).toBeTruthy();
    // React tells of two children with one key, of which it may lose one.
    expect(said.mock.calls.filter(([text]) => String(text).includes('same key'))).toEqual([]);
    said.mockRestore();
  });

  it('marks what is new since it was confirmed', async () => {
    const inputs = decided(onTheWay({ confirmed: { hash: '0', keys: ['send-kit'], at: readAt } }));
    await show(PlanPage, { inputs });
    expect(screen.getByText('The plan changed since it was confirmed.')).toBeTruthy();
    expect(screen.getAllByText(/^New since the plan was confirmed/)).toHaveLength(1);
  });

  it('says that there is nothing to do', async () => {
    const { went } = await show(PlanPage, { facts: aServer(onboarded) });
    await press('Continue to the proofs');
    expect(went).toEqual(['onboard']);
  });
});

const otherAntivirus = [{ service: 'McShield', displayName: 'Trellix McShield', running: true }];

describe('proofs', () => {
  it('counts six that agree, with raw values, and names the one that cannot be given', async () => {
    const { went } = await show(OnboardPage, { facts: aServer(onboarded) });
    expect(title()).toBe('Onboarded: six of six proofs agree');
    expect(screen.getAllByRole('article')).toHaveLength(7);
    expect(screen.getByText('OnboardingState = 1')).toBeTruthy();
    await press('Continue to detection test');
    expect(went).toEqual(['test']);
  });

  it.each([
    ['is not chosen', 'Onboarded, the protection mode is not chosen', {}, null, 'Choose the protection mode'],
    [
      'is still on its way',
      'Onboarded, Defender is on its way to passive',
      { otherAntivirus, policy: { forceDefenderPassiveMode: 1 }, defender: { runningMode: 'Not running' } },
      'passive',
      'Continue to detection test',
    ],
    [
      'is not told by an old platform',
      'Onboarded, the mode is not told for certain',
      { defender: oldPlatform },
      'active',
      'Continue to detection test',
    ],
  ] as const)('says where the mode %s', async (_, words, facts, mode, next) => {
    await show(OnboardPage, {
      facts: aServer(onboarded, facts),
      inputs: decided({ wishes: { ...noWishes, mode } }),
    });
    expect(title()).toBe(words);
    expect(button(next)).toBeTruthy();
  });

  it('waits for the cloud without calling it a failure', async () => {
    const facts = aServer(onboarded, { sensor: { lastConnectedAt: null } });
    const { went } = await show(OnboardPage, { facts });
    expect(title()).toBe('Onboarded here, waiting for the cloud');
    await press('Hand over as waiting');
    expect(went).toEqual(['handover']);
  });
});

describe('detection test', () => {
  const sent = {
    runId: 'r',
    nn: 1,
    operation: 'Invoke-DetectionTest',
    startedAt: readAt - 60_000,
    endedAt: readAt - 60_000,
    outcome: 'ok',
    code: null,
  } as const;

  it('shows the exact line before it is sent', async () => {
    const asked = await show(TestPage, { facts: aServer(onboarded) });
    expect(screen.getByRole('region', { name: 'Exact test line' }).textContent).toBe(
      'powershell.exe harmless',
    );
    await press('Send the test');
    expect(asked.sent('startTest')).toEqual([{ targetId }]);
  });

  it('takes a person’s word for the alert, and for finishing without it', async () => {
    const view = { facts: aServer(onboarded, { runs: [sent] }) };
    const first = await show(TestPage, view);
    expect(screen.getByText('Usually visible within')).toBeTruthy();
    await press('I see the alert');
    expect(first.sent('changeInputs')).toEqual([{ targetId, change: { kind: 'alert', seen: true } }]);
    cleanup();
    const second = await show(TestPage, view);
    await press('Finish without the alert');
    expect(second.sent('changeInputs')).toEqual([{ targetId, change: { kind: 'alert', seen: false } }]);
    expect(second.went).toEqual(['handover']);
  });

  it('needs an onboarded server', async () => {
    const { went } = await show(TestPage);
    await press('Open Onboard');
    expect(went).toEqual(['onboard']);
  });
});

describe('handover', () => {
  it('shows the report in a frame without scripts, lists what is not proved, and saves it', async () => {
    const { sent } = await show(HandoverPage, { facts: aServer(onboarded) });
    const frame = screen.getByTitle<HTMLIFrameElement>('Preview of the report');
    expect(frame.getAttribute('sandbox')).toBe('');
    expect(frame.srcdoc).toContain('<p>Paper');
    expect(frame.srcdoc).not.toContain('@page');
    expect(screen.getByText('Nobody confirmed the test alert in the portal.')).toBeTruthy();
    await press('Save report and finish');
    expect(sent('saveReport')).toEqual([{ targetId, journey: 'onboard' }]);
  });

  it('asks for the name before it is needed, and once', async () => {
    const { sent } = await show(HandoverPage, { facts: aServer(onboarded) });
    const field = screen.getByRole('textbox', { name: 'Your name' });
    expect(button('Keep the name').getAttribute('aria-disabled')).toBe('true');
    fireEvent.change(field, { target: { value: ' Ada Reyes ' } });
    await press('Keep the name');
    expect(sent('changeSettings')).toEqual([{ technician: 'Ada Reyes' }]);
    act(() => applySnapshot(aSession({ settings: { ...defaultSettings, technician: 'Ada Reyes' } })));
    expect(screen.queryByRole('textbox', { name: 'Your name' })).toBeNull();
    // The preview is made anew, with the name in it.
    expect(sent('previewReport')).toHaveLength(2);
  });

  it('leads to the saved file where that can be, and says so where it cannot', async () => {
    const report = { savedAt: readAt, path: 'C:\\reports\\gangway.html' };
    const view = { facts: aServer(onboarded), inputs: { ...emptyInputs(targetId), ...onTheWay({ report }) } };
    const { sent } = await show(HandoverPage, view, undefined, 'electron');
    await press('Open');
    await press('Show in folder');
    expect(sent('openReport')).toEqual([
      { targetId, journey: 'onboard', how: 'open' },
      { targetId, journey: 'onboard', how: 'folder' },
    ]);
    cleanup();
    await show(HandoverPage, view);
    expect(screen.queryByRole('button', { name: 'Show in folder' })).toBeNull();
    expect(button('Copy path')).toBeTruthy();
    expect(screen.getByText(/^A browser opens no file of this computer/)).toBeTruthy();
  });

  it('is done when saved after the last change, and says so when something changed since', async () => {
    const report = { savedAt: readAt, path: 'C:\\reports\\gangway.html' };
    const view = { facts: aServer(onboarded), inputs: decided(onTheWay({ report })) };
    const { went } = await show(HandoverPage, view);
    expect(title()).toBe('PRACTICE-2019 is handed over');
    await press('Back to servers');
    expect(went).toEqual(['home']);
    cleanup();
    const change = {
      journey: 'onboard' as const,
      runId,
      nn: 1,
      action: 'onboard',
      at: readAt + 1,
      before: '',
      after: '',
      undo: 'oneWay' as const,
    };
    await show(HandoverPage, { ...view, changes: [change] });
    expect(screen.getByText('Changed since it was saved.')).toBeTruthy();
  });
});
