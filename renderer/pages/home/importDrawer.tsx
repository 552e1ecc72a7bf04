import { Textarea } from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import { useTexts } from '../../useTexts';
import type { ReplyOf } from '../../../shared/bridge/contract';
import { scenarios } from '../../../shared/model/practice';
import { serverListTextSchema } from '../../../shared/model/servers/serverList';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Drawer } from '../../components/drawer';
import { DropTarget } from '../../components/dropTarget';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { ListPreview } from './listPreview';
import { readListFile } from './readListFile';
import '../../frame/asking/entry.css';
import './home.css';

/** Which kind of servers the list names. */
export interface ImportDrawerProps {
  readonly practice: boolean;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** An example for practice: eight fresh servers in two waves. */
const practiceList = scenarios
  .filter(({ state }) => state === 'fresh')
  .slice(0, 8)
  .map(({ id }, index) => `${id}; wave ${index < 3 ? 1 : 2}`)
  .join('\n');

/** Another one, for the page where many are decided for at once: thirty servers of three kinds. */
const longPracticeList = [
  ['2019-fresh', 12],
  ['2022-fresh', 10],
  ['2016-trellix', 8],
]
  .flatMap(([id, count], wave) =>
    Array.from(
      { length: Number(count) },
      (_, index) => `${id}-${String(index + 1).padStart(2, '0')}; wave ${wave + 1}`,
    ),
  )
  .join('\n');

/** Adds many servers from a list: pasted, dropped or chosen, and shown line by line before anything is added. */
export function ImportDrawer({ practice, open, onClose }: ImportDrawerProps) {
  const { t } = useTexts('queue');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const area = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [list, setList] = useState<ReplyOf<'readServerList'>>();
  const [tooLong, setTooLong] = useState(false);

  const change = (next: string) => {
    setText(next);
    setList(undefined);
    setTooLong(!serverListTextSchema.safeParse(next).success);
  };
  const read = async (given: string) => {
    const reply = await ask(() => client.readServerList({ practice, text: given }));
    if (reply !== undefined) setList(reply);
  };
  const take = async (files: readonly File[]) => {
    const file = files[0];
    if (file === undefined) return;
    const content = await readListFile(file);
    change(content);
    if (serverListTextSchema.safeParse(content).success) await read(content);
  };
  const add = async () => {
    const lines = (list?.lines ?? []).map(({ address, tags }) => ({ address, tags }));
    const added = await ask(() => client.addServers({ practice, lines }));
    if (added === undefined) return;
    change('');
    onClose();
  };
  const fresh = list === undefined ? 0 : list.lines.length - list.known.length;
  const nothing = list?.lines.length === 0;

  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t(practice ? 'import.practiceTitle' : 'import.title')}
      lead={t(practice ? 'import.practiceLead' : 'import.lead')}
      foot={
        <div className="gw-import-foot">
          <ActionButton onPress={onClose}>{t('frame:cancel')}</ActionButton>
          {list === undefined ? (
            <ActionButton
              variant="primary"
              busy={busy ? t('import.reading') : undefined}
              notYet={text.trim() === '' || tooLong}
              describedBy={`${area}-hint`}
              onPress={() => void read(text)}
            >
              {t('import.read')}
            </ActionButton>
          ) : (
            <ActionButton
              variant="primary"
              busy={busy ? t('import.adding') : undefined}
              notYet={nothing}
              describedBy={nothing ? `${area}-says` : undefined}
              onPress={() => void add()}
            >
              {fresh === 0 && !nothing ? t('import.addTags') : t('import.add', { count: fresh })}
            </ActionButton>
          )}
        </div>
      }
    >
      {open && (
        <div className="gw-form">
          {failure !== null && <FailureNote failure={failure} />}
          <DropTarget
            title={t('import.drop')}
            onBrowse={() => chooser.current?.click()}
            onFiles={(files) => void take(files)}
          />
          <input
            ref={chooser}
            type="file"
            accept=".txt,.csv,text/plain,text/csv"
            hidden
            aria-label={t('import.drop')}
            onChange={(event) => {
              void take([...(event.target.files ?? [])]);
              event.target.value = '';
            }}
          />
          <div className="gw-entry">
            <label htmlFor={area}>{t('import.label')}</label>
            <Textarea
              id={area}
              value={text}
              rows={8}
              spellCheck={false}
              className="gw-import-text"
              aria-describedby={`${area}-hint`}
              onChange={(_, data) => change(data.value)}
            />
          </div>
          <p className="gw-caption" id={`${area}-hint`}>
            {t(tooLong ? 'import.tooLong' : practice ? 'import.practiceHint' : 'import.hint')}
          </p>
          {practice && text === '' && (
            <div className="gw-import-examples">
              <ActionButton size="small" onPress={() => change(practiceList)}>
                {t('import.example')}
              </ActionButton>
              <ActionButton size="small" onPress={() => change(longPracticeList)}>
                {t('import.longExample')}
              </ActionButton>
            </div>
          )}
          {list !== undefined && <ListPreview list={list} practice={practice} id={`${area}-says`} />}
        </div>
      )}
    </Drawer>
  );
}
