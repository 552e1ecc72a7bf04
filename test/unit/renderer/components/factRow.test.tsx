import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FactRow } from '../../../../renderer/components/factRow';
import { FactTable } from '../../../../renderer/components/factTable';
import { startTexts } from '../../../../renderer/i18n';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

const table = (value: string, time: string) => (
  <FactTable label="Facts">
    <FactRow fact="Sensor service" value={value} time={time} />
  </FactTable>
);
const struck = () => [...document.querySelectorAll('del')].map((element) => element.textContent);

describe('a fact', () => {
  it('shows its former value struck through after a reading that changed it, until the next reading', () => {
    const { rerender } = render(table('stopped', '14:32:08'));
    expect(struck()).toEqual([]);
    rerender(table('running', '14:33:10'));
    expect(struck()).toEqual(['stopped']);
    expect(screen.getAllByRole('cell')[0]?.textContent).toBe('before stopped, now running');
    rerender(table('running', '14:33:10'));
    expect(struck()).toEqual(['stopped']);
    rerender(table('running', '14:35:00'));
    expect(struck()).toEqual([]);
  });

  it('does not mark other words for the same reading as a change', () => {
    const { rerender } = render(table('stopped', '14:32:08'));
    rerender(table('arrêté', '14:32:08'));
    expect(struck()).toEqual([]);
    rerender(table('arrêté', '14:33:10'));
    expect(struck()).toEqual([]);
  });
});
