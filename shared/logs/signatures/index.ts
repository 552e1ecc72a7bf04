import type { Signature } from '../signature';
import { installationSignatures } from './installation';

/** Everything that Gangway knows to read out of logs. */
export const signatures: readonly Signature[] = [...installationSignatures];
