import { FluentProvider } from '@fluentui/react-components';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeLedger } from '../../../../renderer/components/changeLedger';
import { Drawer } from '../../../../renderer/components/drawer';
import { Question } from '../../../../renderer/components/question';
import { startTexts } from '../../../../renderer/i18n';
import { lightTheme } from '../../../../renderer/theme';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

describe('layers', () => {
  it('closes the drawer by its button, named by its title', async () => {
    const onClose = vi.fn();
    render(
      <FluentProvider theme={lightTheme}>
        <Drawer open title="6 changes on NORD-FS03" onClose={onClose}>
          text
        </Drawer>
      </FluentProvider>,
    );
    await screen.findByRole('dialog', { name: '6 changes on NORD-FS03' });
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('closes a question by Escape', async () => {
    const onClose = vi.fn();
    render(
      <FluentProvider theme={lightTheme}>
        <Question
          open
          title="How should it stop?"
          onClose={onClose}
          actions={<button type="button">Stop</button>}
        />
      </FluentProvider>,
    );
    const dialog = await screen.findByRole('dialog', { name: 'How should it stop?' });
    fireEvent.keyDown(dialog, { key: 'Escape' });
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it('lists changes with their way back, each undo named by its change', () => {
    const onUndo = vi.fn();
    const common = { time: '14:51', before: 'not set', now: '1' };
    render(
      <ChangeLedger
        label="Changes"
        changes={[
          { ...common, id: 'a', title: 'Onboarded', end: { kind: 'oneWay', text: 'One-way' } },
          { ...common, id: 'b', title: 'Passive mode', end: { kind: 'undo', onUndo } },
        ]}
      />,
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('One-way')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Undo Passive mode' }));
    expect(onUndo).toHaveBeenCalledTimes(1);
  });
});
