import type { Say } from '../../shared/locales/keys';
import type { TargetView } from '../../shared/bridge/session';
import { useTexts } from '../useTexts';
import { ServerPlate } from '../components/serverPlate';
import { ownName } from './serverNames';

/** Names the server on every page of the wizard: its name, its Windows and how it is reached. */
export function Plate({ view }: { view: TargetView }) {
  const { t } = useTexts('frame');
  const { kind, name } = view.target;
  const connected = view.connectedAt !== null;
  return (
    <ServerPlate
      name={name}
      own={ownName(view) ?? undefined}
      system={systemName(view) ?? t('plate.unread')}
      via={plateVia(t, view)}
      transport={kind === 'practice' ? 'practice' : connected ? kind : 'disconnected'}
    />
  );
}

/** The name that Windows gives itself, with "Core" where the name does not say it; null before it was read. */
export function systemName(view: TargetView): string | null {
  if (view.facts === null) return null;
  const { caption, installationType } = view.facts.os;
  const name = caption.replace(/^Microsoft /, '');
  return installationType === 'Server Core' ? `${name}, Core` : name;
}

/**
 * How a server is reached, as far as it is known: the port is known after a session used it. The protocol of the sign-in is
 * not known, so the text does not name it.
 */
export function plateVia(t: Say, { target, connection, connectedAt }: TargetView): string {
  const kind = t(`frame:plate.${target.kind}`);
  if (connection === null) return kind;
  const { endpoint } = connection;
  if (connectedAt === null || endpoint === null) return t('frame:plate.notConnected', { kind });
  return t(`frame:plate.${endpoint.useSsl ? 'https' : 'http'}`, { kind, port: endpoint.port });
}
