import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ActionButton } from '../../../../renderer/components/actionButton';
import { Toolbar } from '../../../../renderer/components/toolbar';

afterEach(cleanup);

const tool = (name: string) => <ActionButton onPress={() => undefined}>{name}</ActionButton>;
const stops = () => screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0);

it('is one Tab stop, also for tools that a page gives together, and stays at the one that was reached', () => {
  render(
    <Toolbar label="Tools">
      <>
        {tool('Many servers')}
        {false}
        {tool('Export plan')}
      </>
      {tool('Explain')}
    </Toolbar>,
  );
  const first = screen.getByRole('button', { name: 'Many servers' });
  expect(stops()).toEqual([first]);
  act(() => first.focus());
  fireEvent.keyDown(first, { key: 'End' });
  expect(stops()).toEqual([screen.getByRole('button', { name: 'Explain' })]);
});
