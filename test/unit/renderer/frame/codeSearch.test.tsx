import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CodeSearch, CodeSearchButton, useCodeSearch } from '../../../../renderer/frame/codes/codeSearch';
import type { Place } from '../../../../renderer/frame/place';
import type { TargetView } from '../../../../shared/bridge/session';
import { Around, aView, fakeDoor } from '../fakeDoor';
import { aroundPages } from '../show';

aroundPages();
// jsdom has no layout, and so nothing that scrolls.
beforeAll(() => Object.assign(Element.prototype, { scrollIntoView: () => undefined }));
afterAll(() => Reflect.deleteProperty(Element.prototype, 'scrollIntoView'));

/** A page with the search around it; `went` notes where it led. */
function app(view?: TargetView) {
  const went: Place[] = [];
  const { door, asked } = fakeDoor();
  render(
    <Around door={door}>
      <CodeSearch view={view} go={(place) => went.push(place)}>
        <CodeSearchButton />
        <FromPage />
      </CodeSearch>
    </Around>,
  );
  return { went, asked };
}
function FromPage() {
  const open = useCodeSearch();
  return <button onClick={() => open('SENSE 5')}>from a page</button>;
}

const field = () => screen.findByRole<HTMLInputElement>('combobox', { hidden: true });
const options = () => screen.queryAllByRole('option', { hidden: true });
const chosen = () => options().find((option) => option.getAttribute('aria-selected') === 'true');
const type = async (words: string) => {
  fireEvent.change(await field(), { target: { value: words } });
  // The list follows the field when there is time.
  await act(async () => undefined);
};
const key = async (name: string) => fireEvent.keyDown(await field(), { key: name });

it('opens by Ctrl+K from anywhere and says what can be looked for', async () => {
  app();
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  expect((await field()).value).toBe('');
  expect(screen.getByText('A number in any form, or words')).toBeTruthy();
  expect(options()).toHaveLength(0);
});

it('opens by its button, and by a page with words that are looked for at once', async () => {
  app();
  fireEvent.click(screen.getByRole('button', { name: /^Look up a code/ }));
  expect((await field()).value).toBe('');
  fireEvent.click(screen.getByRole('button', { name: 'from a page', hidden: true }));
  await expect.poll(async () => (await field()).value).toBe('SENSE 5');
  expect(options()[0]?.textContent).toContain('The sensor cannot reach the cloud');
});

it('names the chosen entry to screen readers, and moves by the arrows within the list', async () => {
  app();
  fireEvent.click(screen.getByRole('button', { name: /^Look up a code/ }));
  await type('5');
  const input = await field();
  const first = chosen();
  expect(first).toBe(options()[0]);
  expect(input.getAttribute('aria-activedescendant')).toBe(first?.id);
  await key('ArrowUp');
  expect(chosen()).toBe(options()[0]);
  await key('ArrowDown');
  expect(chosen()).toBe(options()[1]);
  expect(input.getAttribute('aria-activedescendant')).toBe(options()[1]?.id);
  const described = chosen()?.getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toContain('Next step');
  for (let at = 0; at < options().length + 2; at += 1) await key('ArrowDown');
  expect(chosen()).toBe(options().at(-1));
  await type('50');
  expect(chosen()).toBe(options()[0]);
});

it('shows title, cause, next step, source and doubt, and leads to Microsoft’s page where no server is open', async () => {
  const { asked } = app();
  fireEvent.click(screen.getByRole('button', { name: /^Look up a code/ }));
  await type('error 15 onboarding');
  const answer = within(screen.getByRole('region', { name: 'Onboarding script, 15', hidden: true }));
  for (const words of ['Next step', 'Source', /troubleshoot-onboarding/])
    expect(answer.getByText(words)).toBeTruthy();
  expect(answer.queryByRole('button', { name: /^Open Onboard/, hidden: true })).toBeNull();
  await key('Enter');
  expect(asked).toEqual([{ name: 'openLink', input: { id: 'docsOnboardingErrors' } }]);
});

it('says of a doubtful entry that nobody saw it', async () => {
  app();
  fireEvent.click(screen.getByRole('button', { name: /^Look up a code/ }));
  await type('dism 87');
  expect(screen.getByText('From general knowledge, not verified on a real server.')).toBeTruthy();
});

it('leads to the step of the open server at which it matters', async () => {
  const view = aView();
  const { went } = app(view);
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  await type('1603');
  fireEvent.click(await screen.findByRole('button', { name: 'Open Install of PRACTICE-2019', hidden: true }));
  expect(went).toEqual([{ kind: 'server', targetId: view.target.id, journey: 'onboard', step: 'install' }]);
});

it('says of a code that no table has what to do with it, in both forms', async () => {
  app();
  fireEvent.keyDown(window, { key: 'k', ctrlKey: true });
  await type('0xDEADBEEF');
  expect(screen.getByText('0xDEADBEEF (-559038737) is in no table')).toBeTruthy();
  expect(screen.getByText(/takes a code that it does not know for a failure/)).toBeTruthy();
  expect(options()).toHaveLength(0);
  await type('xylophone');
  expect(screen.getByText('No entry has these words')).toBeTruthy();
});
