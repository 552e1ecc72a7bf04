import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTexts } from '../../../../renderer/i18n';
import { applySnapshot } from '../../../../renderer/mirror';
import { SettingsDrawer } from '../../../../renderer/pages/home/settingsDrawer';
import { Around, aSession, fakeDoor } from '../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

it('leaves the administrative share off until a person allows it, with its cost beside it', async () => {
  applySnapshot(aSession({}));
  const { door, asked } = fakeDoor();
  render(
    <Around door={door}>
      <SettingsDrawer open onClose={() => undefined} />
    </Around>,
  );
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: /administrative share/ });
  expect(box.checked).toBe(false);
  expect(document.getElementById(box.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
    /second time, over port 445/,
  );
  await act(async () => fireEvent.click(box));
  expect(asked).toEqual([{ name: 'changeSettings', input: { adminShare: true } }]);
});
