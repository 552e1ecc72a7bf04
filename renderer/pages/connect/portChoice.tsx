import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { connectionChoiceSchema } from '../../../shared/model/connection';
import type { TargetView } from '../../../shared/bridge/session';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import type { Transport, Way } from './useWay';
import './connect.css';

const transports = connectionChoiceSchema.shape.transport.options;
const find = (id: string): Transport | undefined => transports.find((known) => known === id);

/** Which of the two ports is used; folded away, because the automatic choice fits nearly always. */
export function PortChoice({ view, way }: { view: TargetView; way: Way }) {
  const { t } = useTexts('connect');
  const stored = view.inputs.connection.transport;
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<Transport>();
  const choose = (transport: Transport) => {
    setPicked(undefined);
    way.choose({ kind: 'chooseTransport', transport });
  };
  return (
    <div className="gw-below">
      <ActionButton
        variant="link"
        expanded={open}
        icon={open ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
        onPress={() => setOpen(!open)}
      >
        {t('port.title', { choice: t(`port.${stored}`) })}
      </ActionButton>
      {open && (
        <ChoiceList
          label={t('port.label')}
          value={picked ?? stored}
          onChange={(id) => setPicked(find(id))}
          choices={transports.map((id) => ({
            id,
            name: t(`port.${id}`),
            detail: t(`port.${id}Detail`),
            more:
              id === stored ? undefined : (
                <span className="gw-choice-more">
                  <ActionButton size="small" notYet={view.busy !== 'idle'} onPress={() => choose(id)}>
                    {t('port.use')}
                  </ActionButton>
                </span>
              ),
          }))}
        />
      )}
    </div>
  );
}
