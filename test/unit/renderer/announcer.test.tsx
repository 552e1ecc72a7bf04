import { act, cleanup, render, screen } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AnnouncerProvider, useAnnouncer } from '../../../renderer/announcer';
import { setLanguage, startTexts } from '../../../renderer/i18n';

beforeEach(async () => {
  await startTexts('en');
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Page({ name, failure }: { name: string; failure?: string }) {
  const { say, fail } = useAnnouncer();
  useEffect(() => {
    if (name !== '') say(name);
    if (failure !== undefined) fail(failure, failure);
  }, [name, failure, say, fail]);
  return null;
}
const at = (place: string, name = '', failure?: string) => (
  <AnnouncerProvider place={place}>
    <Page key={place} name={name} {...(failure === undefined ? {} : { failure })} />
  </AnnouncerProvider>
);
const wait = () => {
  act(() => {
    vi.advanceTimersByTime(3000);
  });
};

it('forgets the words of one place when another opens, and keeps what the new page says', () => {
  const { rerender } = render(at('one', 'Ready on one', 'One failed'));
  wait();
  expect(screen.getByRole('status').textContent).toBe('Ready on one');
  expect(screen.getByRole('alert').textContent).toBe('One failed');
  rerender(at('two'));
  expect(screen.getByRole('status').textContent).toBe('');
  expect(screen.getByRole('alert').textContent).toBe('');
  rerender(at('three', 'Ready on three'));
  wait();
  expect(screen.getByRole('status').textContent).toBe('Ready on three');
});

it('does not speak later what was still waiting when the place changed', () => {
  const { rerender } = render(at('one', 'Ready on one'));
  rerender(at('two'));
  wait();
  expect(screen.getByRole('status').textContent).toBe('');
});

it('forgets words in the language before', async () => {
  render(at('one', 'Ready on one'));
  wait();
  await act(() => setLanguage('fr'));
  expect(screen.getByRole('status').textContent).toBe('');
  await act(() => setLanguage('en'));
});
