import type { TargetView } from '../../shared/session';

/** Back to idle, unless something else has begun meanwhile: a run that started during a reading goes on. */
export const onlyFrom =
  (was: TargetView['busy']) =>
  ({ busy }: TargetView): Partial<TargetView> =>
    busy === was ? { busy: 'idle' } : {};
