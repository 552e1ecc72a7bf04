import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { setLanguage, startTexts } from '../../../../../renderer/i18n';
import { NoDoor } from '../../../../../renderer/frame/session/noDoor';

afterEach(cleanup);

it.each([
  [
    'en',
    'Gangway is already open',
    /would send every action twice.*Nothing is lost/,
    /go on in the other one/,
  ],
  ['fr', 'Gangway est déjà ouvert', /serait envoyée deux fois.*Rien n’est perdu/, /continuez dans l’autre/],
] as const)(
  '[row 81] says in %s what happened, why and what to do, and who has the data',
  async (language, title, why, next) => {
    await startTexts(language);
    await setLanguage(language);
    render(<NoDoor failure={{ code: 'data.inUse', detail: 'anna, NORD, 42', native: null }} />);
    expect(screen.getByRole('heading').textContent).toBe(title);
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.getByText(next)).toBeTruthy();
    expect(screen.getByText('anna, NORD, 42')).toBeTruthy();
  },
);

it('says that there is no way to the app where the app said nothing itself', async () => {
  await startTexts('en');
  await setLanguage('en');
  render(<NoDoor failure={{ code: 'internal', detail: 'HTTP 403', native: null }} />);
  expect(screen.getByRole('heading').textContent).toBe('This page has no way to Gangway');
});
