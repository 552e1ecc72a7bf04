import type { KitFile } from '../../model/kit';
import type { Package } from '../../model/packages';
import { kitFileOf, type Situation } from '../situation';
import { workOf } from './work';

/** The packages whose files the remaining actions of this situation read on the server; each once, also where two actions read it. */
export function neededPackages(situation: Situation): Package[] {
  const read = workOf[situation.journey](situation)
    .filter((action) => action.applies(situation) && !action.isDone(situation))
    .flatMap((action) => action.files?.(situation) ?? [])
    .filter((pkg) => pkg !== null);
  return [...new Map(read.map((pkg) => [pkg.sha256, pkg])).values()];
}

/** The files of `neededPackages` that are not yet in the server's library. */
export function filesToSend(situation: Situation): KitFile[] {
  const there = new Set(situation.facts.kit.map((file) => file.sha256));
  return neededPackages(situation)
    .filter((pkg) => !there.has(pkg.sha256))
    .map(kitFileOf);
}
