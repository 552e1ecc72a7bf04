import { Select } from '@fluentui/react-components';
import { useTexts } from '../../useTexts';
import { queueCap, type Queue, type QueueChange } from '../../../shared/model/servers/queue';
import './queue.css';

/** The queue, and how a choice reaches main. */
export interface QueueChoicesProps {
  readonly queue: Queue;
  readonly onChange: (change: QueueChange) => void;
}

const caps = Array.from({ length: queueCap.most - queueCap.least + 1 }, (_, index) => queueCap.least + index);

/** How carefully the queue goes: how many at once, and whether the first goes alone. */
export function QueueChoices({ queue, onChange }: QueueChoicesProps) {
  const { t } = useTexts('queue');
  return (
    <div className="gw-queue-choices">
      <label>
        <span>{t('cap')}</span>
        <Select
          size="small"
          value={String(queue.cap)}
          onChange={(_, data) => onChange({ kind: 'cap', cap: Number(data.value) })}
        >
          {caps.map((cap) => (
            <option key={cap} value={cap}>
              {cap}
            </option>
          ))}
        </Select>
      </label>
      <label className="gw-queue-pilot">
        <input
          type="checkbox"
          checked={queue.pilotFirst}
          onChange={(event) => onChange({ kind: 'pilotFirst', on: event.target.checked })}
        />
        <span>{t('pilotFirst')}</span>
      </label>
    </div>
  );
}
