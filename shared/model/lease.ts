import { z } from 'zod';

/** Milliseconds since 1970 by the server's clock. */
const instant = z.number().int().nonnegative();

/** Who holds a server for a run: what the server itself keeps (main/operations/Lease.ps1). Empty texts: it does not parse. */
export const leaseSchema = z.strictObject({
  runId: z.string(),
  account: z.string(),
  computer: z.string(),
  /** The name in Settings of that Gangway; null where none was given. */
  technician: z.string().nullable(),
  since: instant,
  renewedAt: instant,
  expiresAt: instant,
});
export type Lease = z.infer<typeof leaseSchema>;

/** What a run says when it takes or renews the hold of a server. */
export const leaseClaimSchema = z.strictObject({
  account: z.string().min(1).max(300),
  computer: z.string().min(1).max(300),
  technician: z.string().max(120).nullable(),
  minutes: z.number().int().min(1).max(600),
  /** The run whose expired hold a person agreed to take over. */
  takeOver: z.string().nullable(),
});
export type LeaseClaim = z.infer<typeof leaseClaimSchema>;

/** A hold that is dated so much after now was made by another clock, and counts as over (ms). */
const clocksDifferMs = 5 * 60_000;

/** Whether a hold has expired by the server's clock. The server decides alike (`Test-LeaseIsOver`). */
export const isLeaseOver = (
  { expiresAt, renewedAt }: Pick<Lease, 'expiresAt' | 'renewedAt'>,
  now: number,
): boolean => expiresAt <= now || renewedAt > now + clocksDifferMs;

/** Who holds a server, as far as is known: technician, account, computer. The server names them alike (`Enter-Lease`). */
export const holderOf = ({
  technician,
  account,
  computer,
}: Pick<Lease, 'technician' | 'account' | 'computer'>): string =>
  [technician, account, computer].filter(Boolean).join(', ');

/** Whether a hold is that of this account on this computer; Windows does not tell cases apart. */
export const isLeaseOf = (
  lease: Pick<Lease, 'account' | 'computer'>,
  own: Pick<Lease, 'account' | 'computer'>,
): boolean =>
  lease.account.toLowerCase() === own.account.toLowerCase() &&
  lease.computer.toLowerCase() === own.computer.toLowerCase();
