import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useAsk } from '../../../../../renderer/frame/useAsk';
import { startTexts } from '../../../../../renderer/i18n';
import { OtherWays, type OtherWaysProps } from '../../../../../renderer/pages/plan/otherWays';
import { Around, fakeDoor } from '../../fakeDoor';

beforeEach(() => startTexts('en'));
afterEach(cleanup);

type Given = Pick<OtherWaysProps, 'journey' | 'reason'>;
function Ways(given: Given) {
  const queueing = useAsk();
  const writing = useAsk();
  return (
    <OtherWays
      targetId="local"
      planHash="hash"
      name="NORD-FS03"
      queueing={queueing}
      writing={writing}
      {...given}
    />
  );
}
function show(given: Given) {
  const { door, asked } = fakeDoor();
  render(
    <Around door={door}>
      <Ways {...given} />
    </Around>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Other ways' }));
  return asked;
}
const named = (name: RegExp) => screen.queryByRole('menuitem', { name });

it('asks for what was chosen, with the plan and the name that were shown', () => {
  const asked = show({ journey: 'maintain', reason: undefined });
  fireEvent.click(screen.getByRole('menuitem', { name: /^Add to queue/ }));
  const plan = { targetId: 'local', journey: 'maintain', planHash: 'hash', name: 'NORD-FS03' };
  expect(asked).toEqual([{ name: 'queuePlan', input: plan }]);
});

it('takes nobody off by the queue, and still by files', () => {
  show({ journey: 'takeOff', reason: undefined });
  expect(named(/^Add to queue/)).toBeNull();
  expect(named(/^I will run it/)).not.toBeNull();
});

it('opens nothing before the plan may be confirmed, and says why', () => {
  show({ journey: 'onboard', reason: 'Type the name of the server to start' });
  expect(screen.queryByRole('menu')).toBeNull();
  const button = screen.getByRole('button', { name: 'Other ways' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(
    /^Type/,
  );
});
