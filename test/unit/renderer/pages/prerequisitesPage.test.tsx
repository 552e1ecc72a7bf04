import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { PrerequisitesPage } from '../../../../renderer/pages/prerequisites/prerequisitesPage';
import { emptyInputs } from '../../../../shared/model/inputs';
import type { Package } from '../../../../shared/model/packages';
import { assess, progress } from '../../../../shared/steps/progress';
import { aServer, readAt } from '../../../fixtures/facts';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { Around, aSession, aView, fakeDoor, pageProps } from '../fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  applySnapshot(aSession());
});
afterEach(cleanup);

const off = aServer({ defender: { feature: 'disabled' } });
const id = 'practice-2019-fresh';

function show(view = aView({ facts: off }), library: readonly Package[] = []) {
  const { door, asked } = fakeDoor();
  const assessment = assess(view, library, readAt + 1000);
  const props = { ...pageProps(view), assessment, status: progress(assessment), library };
  render(
    <Around door={door}>
      <PrerequisitesPage {...props} />
    </Around>,
  );
  return { asked, went: props.went };
}
const row = () => {
  const item = screen.getAllByText('The Defender Antivirus feature is off')[0]?.closest('li');
  if (!item) throw new Error('the row is missing');
  return within(item);
};
const changes = (asked: readonly { name: string; input: unknown }[]) =>
  asked.filter(({ name }) => name === 'changeInputs').map(({ input }) => input);

describe('prerequisites', () => {
  it('announces step and standing, and holds the way on until the check is decided', () => {
    const { went } = show();
    expect(screen.getByRole('heading', { level: 1 }).getAttribute('aria-label')).toBe(
      'Prerequisites, step 4 of 10, 1 to fix',
    );
    const next = screen.getByRole('button', { name: 'Continue' });
    expect(next.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('1 check to fix first').id).toBe(next.getAttribute('aria-describedby'));
    fireEvent.click(next);
    fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
    expect(went).toEqual([]);
  });

  it('puts the fix into the plan by a request and changes nothing itself', async () => {
    const { asked } = show();
    await act(async () => fireEvent.click(row().getByRole('button', { name: /^Add fix to plan/ })));
    expect(changes(asked)).toEqual([
      { targetId: id, change: { kind: 'acceptFix', fix: 'enable-defender-feature' } },
    ]);
    expect(row().getByRole('img', { name: 'To fix' })).toBeTruthy();
  });

  it('takes a planned fix out again, and lets the page go on', async () => {
    const inputs = { ...emptyInputs(id), fixes: ['enable-defender-feature' as const] };
    const { asked, went } = show(aView({ facts: off, inputs }));
    expect(row().getByRole('img', { name: 'In the plan' })).toBeTruthy();
    await act(async () => fireEvent.click(row().getByRole('button', { name: /^Remove from plan/ })));
    expect(changes(asked)).toEqual([
      { targetId: id, change: { kind: 'removeFix', fix: 'enable-defender-feature' } },
    ]);
    fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
    expect(went).toEqual(['mode']);
  });

  it('offers the test of the cloud addresses where it stands, and lets the page go on without [row 23]', async () => {
    const fix = 'test-connectivity' as const;
    const cloud = () => {
      const list = screen.getByRole('list', { name: 'Untested' });
      const item = within(list).getAllByText('The way to the cloud has no recent test')[0]?.closest('li');
      if (!item) throw new Error('the row is missing');
      return within(item);
    };
    const library = [anOnboardingPackage({ practice: true })];
    const { asked, went } = show(aView({ facts: aServer() }), library);
    await act(async () => fireEvent.click(cloud().getByRole('button', { name: /^Add test to plan/ })));
    expect(changes(asked)).toEqual([{ targetId: id, change: { kind: 'acceptFix', fix } }]);
    fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
    expect(went).toEqual(['mode']);
    cleanup();
    show(aView({ facts: aServer(), inputs: { ...emptyInputs(id), fixes: [fix] } }), library);
    // It stays where it was decided, and can be taken out again.
    expect(cloud().getByRole('img', { name: 'In the plan' })).toBeTruthy();
    expect(cloud().getByRole('button', { name: /^Remove from plan/ })).toBeTruthy();
  });

  it('waives only with a reason', async () => {
    const { asked } = show();
    fireEvent.click(row().getByRole('button', { name: /^Waive with a reason/ }));
    const dialog = within(screen.getByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Waive this check' });
    fireEvent.change(dialog.getByRole('textbox', { name: 'Reason' }), { target: { value: ' a ' } });
    fireEvent.click(confirm);
    expect(changes(asked)).toEqual([]);
    fireEvent.change(dialog.getByRole('textbox', { name: 'Reason' }), { target: { value: 'Change 4711' } });
    await act(async () => fireEvent.click(confirm));
    expect(changes(asked)).toEqual([
      { targetId: id, change: { kind: 'waive', check: 'defenderFeature', reason: 'Change 4711' } },
    ]);
  });

  it('reads again on F5 and goes back on Alt+Left', async () => {
    const { asked, went } = show();
    await act(async () => fireEvent.keyDown(window, { key: 'F5' }));
    expect(asked).toContainEqual({ name: 'readFacts', input: { targetId: id } });
    fireEvent.keyDown(window, { key: 'ArrowLeft', altKey: true });
    expect(went).toEqual(['packages']);
  });
});
