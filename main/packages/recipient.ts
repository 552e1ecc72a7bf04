import { GangwayError } from '../../shared/errors';
import { libraryMeant, libraryRecipients, type Recipient } from '../../shared/model/recipient';
import type { Server } from '../servers/server';
import { libraryOf } from './library';
import type { PackagesNeeds } from './needs';

/** Whom files are given for, the library that takes them, and whether they may take a server off. */
export interface Giving {
  readonly to: Recipient;
  readonly library: 'real' | 'practice';
  readonly mayLeave: boolean;
}

/**
 * For a server. Only an onboarded one has a use for an offboarding package: on any other it was downloaded in place of the one that onboards,
 * and is refused with that word.
 */
export const forServer = (server: Server): Giving => ({
  to: server.id,
  library: libraryOf({ real: 'real', practice: 'practice' }, server.target),
  mayLeave: server.assess().known?.situation.facts.sensor.onboardingState === 1,
});

/**
 * For whom files are given, by the word of a request. A library itself takes every kind. Throws `target.notAllowed` for that of real files where
 * there are no real servers, `input.invalid` for a server that is not in the list.
 */
export function givingTo(
  { platform, handle }: Pick<PackagesNeeds, 'platform' | 'handle'>,
  to: Recipient,
): Giving {
  const meant = libraryMeant(to);
  if (meant === null) return forServer(handle(to));
  if (meant === 'real' && !platform.realTargets)
    throw new GangwayError('target.notAllowed', libraryRecipients.real);
  return { to, library: meant, mayLeave: true };
}
