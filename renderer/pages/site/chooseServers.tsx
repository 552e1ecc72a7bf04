import { useState } from 'react';
import type { ListedServer } from '../../../shared/site/siteRows';
import { recogniseOs } from '../../../shared/knowledge/os';
import { ActionButton } from '../../components/actionButton';
import { Drawer } from '../../components/drawer';
import { useTexts } from '../../useTexts';
import { osWords } from './siteWords';
import './site.css';

/** The servers of the list, those that are in the kit, and what is done with a choice. */
export interface ChooseServersProps {
  readonly listed: readonly ListedServer[];
  readonly chosen: readonly string[];
  readonly onChoose: (targetIds: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Servers of the list for a kit. One that was not read can be chosen, too: its row then says that nobody knows what it needs. */
export function ChooseServers({ listed, chosen, onChoose, onClose }: ChooseServersProps) {
  const { t } = useTexts('site');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(chosen));
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('choose.title')}
      lead={t('choose.lead')}
      foot={
        <div className="gw-site-foot">
          <ActionButton onPress={onClose}>{t('choose.cancel')}</ActionButton>
          <ActionButton
            variant="primary"
            onPress={() => onChoose(listed.map(({ targetId }) => targetId).filter((id) => picked.has(id)))}
          >
            {picked.size === 0 ? t('choose.none') : t('choose.take', { count: picked.size })}
          </ActionButton>
        </div>
      }
    >
      {listed.length === 0 ? (
        <p>{t('choose.empty')}</p>
      ) : (
        <ul aria-label={t('choose.list')}>
          {listed.map(({ targetId, name, facts }) => (
            <li key={targetId}>
              <label className="gw-site-server">
                <input type="checkbox" checked={picked.has(targetId)} onChange={() => toggle(targetId)} />
                <span>
                  {name}
                  <span className="gw-caption">
                    {facts === null ? t('choose.unread') : osWords(t, recogniseOs(facts.os).family)}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  );
}
