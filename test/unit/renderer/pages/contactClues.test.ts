import { expect, it } from 'vitest';
import { contactClues } from '../../../../renderer/pages/onboard/contactClues';
import { aServer, readAt } from '../../../fixtures/facts';
import { rowOf } from '../../../ground/row';
import { aWizard, onboardingPackage } from '../run/runs';

it('shows of a failed call which address it went to and with what code, whatever the language of Windows', () => {
  // The template of row defender/mde-sense-event-5, with an address as in row defender/mde-sense-event-4-example.
  const template = String(rowOf('defender/mde-sense-event-5').shows.template);
  const said = template
    .replace('%1', '3')
    .replace('%2', 'https://winatp-gw-cane.microsoft.com/')
    .replace('%3', '12175');
  const error = (id: number, text: string) => ({
    log: 'sense' as const,
    id,
    level: 'error' as const,
    at: readAt,
    text,
  });
  const facts = aServer({
    events: [error(5, said), error(3, 'x'.repeat(4000)), error(9999, 'x'.repeat(4000))],
  });
  const { page } = aWizard({ facts }, [onboardingPackage]);
  const { known } = page.assessment;
  if (known === null) throw new Error('not read');
  const clues = contactClues(page.view, known).filter(({ id }) => id === 'errors');
  expect(clues.map(({ says, values }) => [values.event, says])).toEqual([
    [5, 'errors.call'],
    [3, 'errors.known'],
    [9999, 'errors.other'],
  ]);
  expect(clues[0]?.values.raw).toMatch(/winatp-gw-cane\.microsoft\.com\/.*12175$/);
  expect(String(clues[2]?.values.raw)).toHaveLength(240);
});
