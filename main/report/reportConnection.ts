import type { Connection } from '../../shared/model/connection';
import type { Report } from '../../shared/bridge/report';
import type { TargetView } from '../../shared/bridge/session';
import { netBiosName, parseAddress } from '../servers/address';
import { fullName } from '../connect/ladder';
import type { TrustedSpan } from '../connect/trustedHosts';

type ReportConnection = NonNullable<Report['connection']>;

/**
 * How a server of the network was reached, by what the newest test of the connection found; nothing for this computer.
 * `askedFor`: the name or address that it is asked for by.
 */
export function reportConnection(
  { connection, connectedAt, inputs }: TargetView,
  askedFor: string,
  trusted: readonly TrustedSpan[],
): Pick<Report, 'connection'> {
  if (connection === null) return {};
  const { endpoint, identity } = connection;
  const { account, acceptedMachine } = inputs.connection;
  const vouchedBy = voucher(connection, askedFor);
  return {
    connection: {
      askedFor,
      reportedName: identity && fullName(identity),
      testedAt: connectedAt,
      endpoint,
      account: {
        kind: account.kind === 'named' && account.source === 'laps' ? 'laps' : account.kind,
        userName: identity?.userName ?? (account.kind === 'named' ? account.userName : null),
      },
      vouchedBy,
      thumbprint: vouchedBy === 'certificate' ? (connection.certificate?.thumbprint ?? null) : null,
      machine: machine(connection, askedFor, acceptedMachine),
      trustedHosts: trusted.map(({ name, at, takenOutAt }) => ({ name, addedAt: at, takenOutAt })),
    },
  };
}

const isName = (askedFor: string): boolean => parseAddress(askedFor).kind === 'name';

/**
 * Without a certificate, Windows signs in by Kerberos, which proves the server, or on a name in TrustedHosts, where nothing
 * does. Kerberos needs a name and an account of the domain.
 */
function voucher(
  { endpoint, identity, trustedHost }: Connection,
  askedFor: string,
): ReportConnection['vouchedBy'] {
  if (endpoint === null || identity === null) return 'nobody';
  if (endpoint.useSsl) return 'certificate';
  return trustedHost !== null || identity.isLocalAccount || !isName(askedFor) ? 'trustedHosts' : 'kerberos';
}

function machine(
  { identity }: Connection,
  askedFor: string,
  accepted: string | null,
): ReportConnection['machine'] {
  if (identity === null) return 'notKnown';
  const wasAccepted = accepted === (identity.machineId ?? identity.computerName);
  if (!isName(askedFor)) return wasAccepted ? 'confirmed' : 'notKnown';
  if (identity.computerName.toUpperCase() === netBiosName(parseAddress(askedFor))) return 'asExpected';
  return wasAccepted ? 'otherAccepted' : 'notKnown';
}
