import type { OpenServer } from '../../frame/place';
import { scenarioOf } from '../../../shared/model/practice';
import { ClipboardTaskListLtrRegular, DocumentTextRegular, TaskListLtrRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { useSession } from '../../mirror';
import { QueueSection } from '../queue/queueSection';
import { systemName } from '../../frame/plate';
import { ImportDrawer } from './importDrawer';
import { ListTools } from './listTools';
import { narrow, tagsInUse, type Narrowing } from './narrowing';
import { ReadAll, RoundNote } from './readAll';
import { ServerGroups } from './serverGroups';
import './home.css';

/** Which servers, and how one is opened. `words`: what the page itself looks for, where it has a field of its own. */
export interface ServersProps {
  readonly practice: boolean;
  readonly onOpen: OpenServer;
  /** Leads to the page where many are decided for at once. */
  readonly onSeveral: () => void;
  /** Leads to the page where results of a fleet are read. */
  readonly onResults: () => void;
  readonly words?: string;
}

/** The servers of one kind: their queue, what narrows the list, and the list by what each server needs. */
export function Servers({ practice, onOpen, onSeveral, onResults, words }: ServersProps) {
  const { t } = useTexts('queue');
  const targets = useSession((session) => session.targets);
  const queue = useSession(({ queues }) => (practice ? queues.practice : queues.real));
  const round = useSession(({ rounds }) => (practice ? rounds.practice : rounds.real));
  const [chosen, setChosen] = useState<Narrowing>({ words: '', tags: [], order: 'added' });
  const [importing, setImporting] = useState(false);
  const own = targets.filter(({ target }) => (target.kind === 'practice') === practice);
  const tags = tagsInUse(own);
  const narrowing = {
    ...chosen,
    words: words ?? chosen.words,
    // A tag that no server has any more does not narrow the list.
    tags: chosen.tags.filter((tag) => tags.some((known) => known.tag === tag)),
  };
  const wordsOf = (view: TargetView): string => {
    if (view.target.kind !== 'practice') return systemName(view) ?? '';
    const scenario = scenarioOf(view.target.machine);
    return scenario === undefined
      ? view.target.machine
      : `${t(scenario.nameKey)} ${t(scenario.descriptionKey)}`;
  };
  const shown = narrow(own, narrowing, wordsOf);
  const narrowed = narrowing.words.trim() !== '' || narrowing.tags.length > 0;
  const importButton = (
    <>
      <ActionButton icon={<DocumentTextRegular aria-hidden />} onPress={() => setImporting(true)}>
        {t(practice ? 'import.practiceButton' : 'import.button')}
      </ActionButton>
      <ActionButton icon={<ClipboardTaskListLtrRegular aria-hidden />} onPress={onResults}>
        {t('results:open')}
      </ActionButton>
    </>
  );

  return (
    <>
      {queue.entries.length > 0 && <QueueSection queue={queue} practice={practice} onOpen={onOpen} />}
      {own.length === 0 ? (
        <div className="gw-list-tools">{importButton}</div>
      ) : (
        <ListTools
          narrowing={narrowing}
          onChange={(change) => setChosen({ ...chosen, ...change })}
          tags={tags}
          found={shown.length}
          find={words === undefined}
        >
          <ReadAll
            practice={practice}
            targetIds={shown.map(({ target }) => target.id)}
            round={round}
            narrowed={shown.length < own.length}
          />
          {own.length > 1 && (
            <ActionButton icon={<TaskListLtrRegular aria-hidden />} onPress={onSeveral}>
              {t('home:severalButton')}
            </ActionButton>
          )}
          {importButton}
        </ListTools>
      )}
      <RoundNote practice={practice} round={round} />
      <ServerGroups views={shown} tags={tags.map(({ tag }) => tag)} onOpen={onOpen} />
      {narrowed && words === undefined && shown.length === 0 && (
        <EmptyState
          title={t('list.none')}
          actions={
            <ActionButton onPress={() => setChosen({ ...chosen, words: '', tags: [] })}>
              {t('list.all')}
            </ActionButton>
          }
        />
      )}
      <ImportDrawer practice={practice} open={importing} onClose={() => setImporting(false)} />
    </>
  );
}
