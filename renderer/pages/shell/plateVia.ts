import type { TFunction } from 'i18next';
import type { TargetView } from '../../../shared/session';

/**
 * How a server is reached, in as much as is known: the port once a session went over it. Which protocol signed in is not
 * known, so it is not said.
 */
export function plateVia(t: TFunction, { target, connection, connectedAt }: TargetView): string {
  const kind = t(`shell:plate.${target.kind}`);
  if (connection === null) return kind;
  const { endpoint } = connection;
  if (connectedAt === null || endpoint === null) return t('shell:plate.notConnected', { kind });
  return t(`shell:plate.${endpoint.useSsl ? 'https' : 'http'}`, { kind, port: endpoint.port });
}
