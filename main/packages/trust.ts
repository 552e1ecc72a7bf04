import type { Signature } from '../../shared/model/packages';

/** Checks the signature of a file at a path. Never throws for what is wrong with the file; that is its answer. */
export type Trust = (path: string) => Promise<Signature>;

/** For computers that cannot check Authenticode signatures, that is, all that do not run Windows. */
export const trustNotCheckedHere: Trust = () =>
  Promise.resolve({ state: 'notCheckedHere', signer: null, detail: null });
