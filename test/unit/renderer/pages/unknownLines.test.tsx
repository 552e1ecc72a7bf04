import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applySnapshot } from '../../../../renderer/mirror';
import { startTexts } from '../../../../renderer/i18n';
import { UnknownLines } from '../../../../renderer/pages/kit/unknownLines';
import type { Package } from '../../../../shared/model/packages';
import type { ScriptDifference } from '../../../../shared/model/scriptDifferences';
import { anOnboardingPackage } from '../../../fixtures/onboardingPackage';
import { Around, aSession, fakeDoor } from '../fakeDoor';

const differences: ScriptDifference[] = [
  { is: 'own', line: 7, text: 'calc & rem' },
  { is: 'own', line: 9, text: 'powershell -enc \u20391200\u203a' },
  { is: 'missing', line: 12, sort: 'rights' },
];

async function show(confirmation?: Package['confirmation'], lines = differences) {
  const { door, asked } = fakeDoor();
  const pkg = anOnboardingPackage(confirmation && { confirmation }, { differences: lines });
  render(
    <Around door={door}>
      <UnknownLines pkg={pkg} targetId="local" name="NORD-FS03" />
    </Around>,
  );
  await act(async () => undefined);
  return { asked };
}

const calledBy = (technician: string | null) => {
  const { settings } = aSession();
  applySnapshot(aSession({ settings: { ...settings, technician } }));
};
beforeEach(async () => {
  await startTexts('en');
  calledBy('Ada');
});
afterEach(cleanup);

describe('the lines of a script that nobody knows', () => {
  it('are shown each with its number, and what is missing by what it is for', async () => {
    await show();
    const rows = within(screen.getByRole('list', { name: 'Lines that are not known' })).getAllByRole(
      'listitem',
    );
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Line 7calc & rem'),
      expect.stringContaining('Line 9powershell -enc \u20391200\u203a'),
      expect.stringContaining('Missing before line 12the test for administrator rights'),
    ]);
    expect(screen.getByText(/stands for so many characters/)).toBeTruthy();
    expect(screen.getByText(/Gangway does not read the language of cmd/)).toBeTruthy();
  });

  it('are confirmed only by the name of the server', async () => {
    const { asked } = await show();
    fireEvent.click(screen.getByRole('button', { name: 'Confirm these lines' }));
    const question = within(screen.getByRole('dialog', { name: 'Confirm lines that nobody knows?' }));
    const confirm = question.getByRole('button', { name: 'Confirm these lines' });
    fireEvent.click(confirm);
    const field = question.getByRole('textbox', { name: 'Type the server name, NORD-FS03' });
    fireEvent.change(field, { target: { value: 'NORD-FS0' } });
    fireEvent.click(confirm);
    expect(asked).toEqual([]);
    fireEvent.change(field, { target: { value: ' nord-fs03 ' } });
    fireEvent.click(confirm);
    await act(async () => undefined);
    expect(asked).toEqual([
      { name: 'confirmScript', input: { targetId: 'local', sha256: 'a'.repeat(64), name: 'nord-fs03' } },
    ]);
  });

  it('cannot be confirmed without a name: if Settings has none, the page asks for it first', async () => {
    calledBy(null);
    const { asked } = await show();
    const confirm = screen.getByRole('button', { name: 'Confirm these lines' });
    fireEvent.click(confirm);
    expect(screen.queryByRole('dialog')).toBeNull();
    const why = document.getElementById(confirm.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toMatch(/^Whoever confirms these lines is named in the journal and the report/);
    fireEvent.change(screen.getByRole('textbox', { name: 'Your name' }), { target: { value: ' Ada ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep the name' }));
    await act(async () => undefined);
    expect(asked).toEqual([{ name: 'changeSettings', input: { technician: 'Ada' } }]);
    act(() => calledBy('Ada'));
    expect(screen.queryByRole('textbox', { name: 'Your name' })).toBeNull();
    fireEvent.click(confirm);
    expect(screen.getByRole('dialog', { name: 'Confirm lines that nobody knows?' })).toBeTruthy();
  });

  it.each([
    ['Ada', /^Confirmed by Ada, /],
    ['', /^Confirmed /],
  ])('fold once they are confirmed, and say by whom (%j)', async (by, words) => {
    await show({ at: Date.parse('2026-11-24T12:00:00Z'), by });
    expect(screen.getByRole('note').textContent).toMatch(words);
    expect(screen.queryByRole('list')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Confirm these lines' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show the lines' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('show nothing when every line is known', async () => {
    await show(undefined, []);
    expect(document.querySelector('section')).toBeNull();
  });
});
