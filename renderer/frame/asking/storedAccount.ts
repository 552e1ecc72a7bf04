import type { TargetView } from '../../../shared/bridge/session';

/** The choice that stands for the stored account: `me`, `laps`, `other`, or on a practice server the name of who signs in. */
export function storedAccount({ inputs, target }: TargetView): string {
  const { account } = inputs.connection;
  if (account.kind !== 'named') return account.kind;
  if (account.source !== undefined) return account.source;
  return target.kind === 'practice' ? account.userName : 'other';
}
