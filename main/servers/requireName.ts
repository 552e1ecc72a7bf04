import { GangwayError } from '../../shared/errors';
import type { Server } from './server';

/** A name counts as typed when it is the server's, whatever the case. */
const isName = (typed: string, name: string): boolean => typed.trim().toLowerCase() === name.toLowerCase();

/** A person must have typed the server's name, the one it was asked for by or its own. Throws `step.blocked`. */
export function requireName(server: Server, typed: string): void {
  const { target, facts } = server.view();
  if (!isName(typed, facts?.computer.name ?? target.name) && !isName(typed, target.name))
    throw new GangwayError('step.blocked', 'the name that was typed is not the server’s');
}
