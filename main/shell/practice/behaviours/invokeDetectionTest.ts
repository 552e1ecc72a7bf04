import { GangwayError } from '../../../../shared/errors';
import type { Behaviour } from '../behaviour';
import { NeverEnds } from '../behaviour';

/** Sends the documented detection line; the server itself shows no sign of it, the alert arises in the portal. */
export const invokeDetectionTest: Behaviour<'Invoke-DetectionTest'> = (timeline, told) => {
  if (told.machine.services.Sense?.status !== 'Running') throw new GangwayError('operation.failed', 'Sense');
  timeline.step('sendTest', 'begin');
  timeline.wait(2_000);
  const fault = told.takeFault();
  if (fault?.effect === 'hang') throw new NeverEnds();
  if (fault?.effect === 'fail') throw new GangwayError('operation.failed', fault.line, fault.native);
  const sentAt = Math.round(told.startedAt) + 2_000;
  timeline.wait(60_000);
  timeline.step('sendTest', 'done');
  return { sentAt };
};
