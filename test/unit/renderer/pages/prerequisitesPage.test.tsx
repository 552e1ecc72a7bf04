import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { PrerequisitesPage } from '../../../../renderer/pages/prerequisitesPage';
import { emptyInputs } from '../../../../shared/inputs';
import { aServer } from '../../../fixtures/facts';
import { Around, aSession, aView, fakeDoor, pageProps } from './fakeDoor';

beforeEach(async () => {
  await startTexts('en');
  applySnapshot(aSession());
});
afterEach(cleanup);

const off = aServer({ defender: { feature: 'disabled' } });
const id = 'practice-2019-fresh';

function show(view = aView({ facts: off })) {
  const { door, asked } = fakeDoor();
  const props = pageProps(view);
  render(
    <Around door={door}>
      <PrerequisitesPage {...props} />
    </Around>,
  );
  return { asked, went: props.went };
}
const row = () => {
  const item = screen.getAllByText('Defender Antivirus is part of Windows')[0]?.closest('li');
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
