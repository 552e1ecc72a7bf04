import { useEffect, useRef, useState } from 'react';
import type { ReplyOf } from '../../../shared/bridge/contract';
import type { LogFile, LogLine } from '../../../shared/bridge/logs';
import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Drawer } from '../../components/drawer';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { visibleText } from '../../components/visibleText';
import { baseName, counted, hasEvents, kindAndForm } from './fileWords';
import './logs.css';

/** How many lines are fetched in front of a line and behind it, and with each press on the buttons. */
const around = 60;

/** The place in a file that a person wants to see. */
export type Place = Pick<LogLine, 'file' | 'line'>;

/** The file and the line in it, and what closes the drawer. */
export interface TextDrawerProps {
  readonly file: LogFile;
  readonly line: number;
  readonly onClose: () => void;
}

type Text = ReplyOf<'getLogText'>;

/** The text of a file around a line, as it was written. */
export function TextDrawer({ file, line, onClose }: TextDrawerProps) {
  const { t, i18n } = useTexts('logs');
  const client = useClient();
  const { ask, failure } = useAsk();
  const [text, setText] = useState<Text>();
  const here = useRef<HTMLLIElement>(null);

  useEffect(() => {
    const asked = { file: file.id, from: line, limit: 2 * around + 1, around: true as const };
    void ask(() => client.getLogText(asked)).then((found) => found && setText(found));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the drawer is made anew for another place
  }, []);
  const isHere = text !== undefined;
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'center' });
  }, [isHere]);

  const last = text === undefined ? 0 : text.first + text.lines.length - 1;
  const more = async (from: number, limit: number, join: (known: Text, found: Text) => Text) => {
    if (text === undefined) return;
    const found = await ask(() => client.getLogText({ file: file.id, from, limit }));
    if (found) setText(join(text, found));
  };
  const earlier = () => {
    const from = Math.max(1, (text?.first ?? 1) - around);
    return more(from, (text?.first ?? 1) - from, (known, found) => joined(found, known));
  };
  const later = () => more(last + 1, around, joined);
  const name = baseName(file.name);
  return (
    <Drawer
      open
      onClose={onClose}
      title={kindAndForm(t, file)}
      lead={t('text.lead', {
        name,
        lines: t(hasEvents(file) ? 'lines.event' : 'lines.line', counted(i18n.language, line)),
      })}
      foot={
        text && (
          <>
            {text.first > 1 && (
              <ActionButton size="small" onPress={() => void earlier()}>
                {t('text.earlier')}
              </ActionButton>
            )}
            {last < text.total && (
              <ActionButton size="small" onPress={() => void later()}>
                {t('text.later')}
              </ActionButton>
            )}
          </>
        )
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      {text === undefined ? (
        failure === null && <p className="gw-detail">{t('text.loading')}</p>
      ) : (
        <div className="gw-logtext" role="region" aria-label={t('text.label', { name })} tabIndex={0}>
          <ol>
            {text.lines.map((words, index) => {
              const at = text.numbers[index] ?? 0;
              return (
                <li
                  key={text.first + index}
                  ref={at === line ? here : undefined}
                  aria-current={at === line || undefined}
                  className="gw-logtext-line gw-mono"
                >
                  <span className="gw-logtext-number">{counted(i18n.language, at).number}</span>
                  <span lang="en">{visibleText(words)}</span>
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </Drawer>
  );
}

/** Two pieces of one file that stand one behind the other. */
const joined = (before: Text, after: Text): Text => ({
  ...before,
  lines: [...before.lines, ...after.lines],
  numbers: [...before.numbers, ...after.numbers],
});
