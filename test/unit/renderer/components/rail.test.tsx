import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rail, type RailGroup } from '../../../../renderer/components/rail';
import { setLanguage, startTexts } from '../../../../renderer/i18n';

const groups: RailGroup[] = [
  {
    id: 'look',
    title: 'Look',
    steps: [
      { id: 'connect', number: 1, name: 'Connect', state: 'done', note: 'Kerberos' },
      { id: 'server', number: 2, name: 'Server', state: 'current' },
    ],
  },
  {
    id: 'change',
    title: 'Changes begin',
    threshold: true,
    steps: [
      {
        id: 'install',
        number: 7,
        name: 'Install',
        state: 'stopped',
        note: 'exit 4',
        noteTitle: 'exit 4, 1603',
      },
    ],
  },
];

beforeEach(() => startTexts('en'));
afterEach(cleanup);

function open(onOpen = vi.fn()) {
  render(<Rail label="Steps" groups={groups} current="server" onOpen={onOpen} />);
  return within(screen.getByRole('navigation', { name: 'Steps' }));
}

describe('rail', () => {
  it('names each step with its number, state and note in full', () => {
    const rail = open();
    expect(rail.getByRole('button', { name: '1, Connect, done, Kerberos' })).toBeTruthy();
    expect(rail.getByRole('button', { name: '2, Server' }).getAttribute('aria-current')).toBe('step');
    expect(rail.getByRole('button', { name: '7, Install, stopped, exit 4, 1603' })).toBeTruthy();
    expect(rail.getAllByRole('list').map((list) => list.tagName)).toEqual(['OL', 'OL', 'OL']);
  });

  it('is one Tab stop, at the step that is open, and moves with the arrows', () => {
    const rail = open();
    const steps = rail.getAllByRole('button').filter((button) => button.className.includes('gw-rail-step'));
    expect(steps.map((step) => step.tabIndex)).toEqual([-1, 0, -1]);
    steps[1]?.focus();
    const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
    press('ArrowDown');
    expect(document.activeElement).toBe(steps[2]);
    press('ArrowDown');
    expect(document.activeElement).toBe(steps[2]);
    press('Home');
    expect(document.activeElement).toBe(steps[0]);
    press('End');
    press('ArrowUp');
    expect(document.activeElement).toBe(steps[1]);
    expect(steps.map((step) => step.tabIndex)).toEqual([-1, 0, -1]);
  });

  it('opens any step, also one that is ahead', () => {
    const onOpen = vi.fn();
    const rail = open(onOpen);
    fireEvent.click(rail.getByRole('button', { name: /Install/ }));
    expect(onOpen).toHaveBeenCalledWith('install');
  });

  it('becomes a menu that says where one is, in the chosen language', async () => {
    await setLanguage('fr');
    const rail = open();
    const menu = rail.getByRole('button', { name: '2 sur 3, Server' });
    expect(menu.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(menu);
    expect(menu.getAttribute('aria-expanded')).toBe('true');
  });
});
