import type { RefusalCode, RefusedFile } from '../model/packages';
import type { CauseId } from './cause';
import type { Evidence } from './evidence';

/** What the refusal of a file means where the file itself is the cause. The others say themselves what to do, on Packages. */
const causes: Readonly<Partial<Record<RefusalCode, CauseId>>> = {
  altered: 'packageDamaged',
  damaged: 'packageDamaged',
  emptyFile: 'packageDamaged',
  expiredOffboarding: 'K19',
  interactiveScript: 'K15',
  notSigned: 'packageDamaged',
  scriptForm: 'scriptChanged',
  signatureUnproved: 'packageDamaged',
  truncated: 'packageDamaged',
  unknownScript: 'scriptChanged',
  wrongPublisher: 'packageDamaged',
};

/** The file that was refused last for a reason that is a cause; null where none is known. */
export function refusedWith({
  refused,
}: Pick<Evidence, 'refused'>): { readonly file: RefusedFile; readonly cause: CauseId } | null {
  for (const file of refused.toReversed()) {
    const cause = causes[file.refusal];
    if (cause !== undefined) return { file, cause };
  }
  return null;
}
