import { useState } from 'react';
import { ServerRegular } from '@fluentui/react-icons';
import { useClient } from '../../client';
import { Drawer } from '../../components/drawer';
import { RowList } from '../../components/rowList';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { SessionButton } from '../../frame/session/sessionButton';

/** Chooses a connected server, and takes its logs from there. Nothing is changed on it. */
export function FromServer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts('logs');
  const client = useClient();
  const { ask, failure } = useAsk();
  const [taking, setTaking] = useState<string>();
  const targets = useSession((session) => session.targets);
  const connected = targets.filter(({ connectedAt }) => connectedAt !== null);

  const take = async (targetId: string) => {
    setTaking(targetId);
    const taken = await ask(() => client.takeLogs({ targetId }));
    setTaking(undefined);
    if (taken !== undefined) onClose();
  };
  return (
    <Drawer open onClose={onClose} title={t('fromServer.title')} lead={t('fromServer.lead')}>
      {failure !== null && <FailureNote failure={failure} />}
      {connected.length === 0 ? (
        <p>{t('fromServer.none')}</p>
      ) : (
        <RowList
          label={t('fromServer.title')}
          rows={connected.map(({ target }) => ({
            id: target.id,
            title: target.name,
            glyph: <ServerRegular aria-hidden />,
            actions: (
              <SessionButton
                target={target}
                size="small"
                busy={taking === target.id ? t('fromServer.taking') : undefined}
                notYet={taking !== undefined}
                onPress={() => void take(target.id)}
              >
                {t('fromServer.take')}
                <span className="gw-hidden"> {target.name}</span>
              </SessionButton>
            ),
          }))}
        />
      )}
    </Drawer>
  );
}
