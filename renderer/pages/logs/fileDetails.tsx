import { Select } from '@fluentui/react-components';
import type { LogFile, LogsDesk } from '../../../shared/bridge/logs';
import { useClient } from '../../client';
import { PropertyList } from '../../components/propertyList';
import type { Ask } from '../../frame/useAsk';
import { sizeText } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { zoneName, type DeskTimes } from './deskTimes';
import { baseName } from './fileWords';
import './logs.css';

const hour = 60;
/** The clocks that are kept anywhere on earth, by their minutes from UTC. */
const zones: readonly number[] = [
  ...Array.from({ length: 27 }, (_, index) => (index - 12) * hour),
  ...[-9.5, -3.5, 3.5, 4.5, 5.5, 5.75, 6.5, 9.5, 10.5, 12.75].map((hours) => hours * hour),
].toSorted((a, b) => a - b);

/** A file, the desk with its clock, and how a request is sent. */
export interface FileDetailsProps {
  readonly file: LogFile;
  readonly desk: LogsDesk;
  readonly times: DeskTimes;
  readonly ask: Ask['ask'];
}

/** What is known of a file. A person may say the clock of one that does not say it itself. */
export function FileDetails({ file, desk, times, ask }: FileDetailsProps) {
  const { t, i18n } = useTexts('logs');
  const client = useClient();
  const { clock, from, to } = file;
  const zone = zoneName(clock.offsetMinutes ?? desk.zone.offsetMinutes);
  const words = clock.said
    ? t('clock.said', { zone })
    : clock.offsetMinutes !== null
      ? t('clock.given', { zone })
      : desk.zone.of === null
        ? t('clock.assumed', { zone })
        : t('clock.assumedOf', { zone, computer: desk.zone.of });
  return (
    <div className="gw-logs-details">
      {file.cut && <p className="gw-detail">{t('pane.cut')}</p>}
      <PropertyList
        items={[
          ...(file.inside === null
            ? []
            : [{ name: t('pane.details.inside'), value: baseName(file.inside), mono: true }]),
          { name: t('pane.details.form'), value: t(`form.${file.form}`) },
          { name: t('pane.details.size'), value: sizeText(i18n.language, file.bytes) },
          ...(file.computer === null ? [] : [{ name: t('pane.details.computer'), value: file.computer }]),
          ...(from === null || to === null
            ? []
            : [
                {
                  name: t('pane.details.times'),
                  value: times.isSameDay(from, to)
                    ? t('sameDay', { day: times.day(from), from: times.time(from), to: times.time(to) })
                    : t('days', { from: times.dayAndTime(from), to: times.dayAndTime(to) }),
                },
              ]),
          { name: t('pane.details.clock'), value: from === null ? t('clock.none') : words },
        ]}
      />
      {from !== null && !clock.said && (
        <Select
          aria-label={t('clock.choose', { name: baseName(file.name) })}
          value={clock.offsetMinutes === null ? '' : String(clock.offsetMinutes)}
          onChange={(_, data) => {
            if (data.value === '') return;
            void ask(() => client.setLogClock({ file: file.id, offsetMinutes: Number(data.value) }));
          }}
        >
          {clock.offsetMinutes === null && <option value="">{t('clock.keep')}</option>}
          {zones.map((offset) => (
            <option key={offset} value={String(offset)}>
              {zoneName(offset)}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}
