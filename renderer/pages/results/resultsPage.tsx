import { Checkbox } from '@fluentui/react-components';
import { useMemo, useRef, useState } from 'react';
import { emptyFleet, fleetLimits } from '../../../shared/bridge/fleet';
import { createMatching, isNoted } from '../../../shared/handoff/answers/matching';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { DropTarget } from '../../components/dropTarget';
import { FileField } from '../../components/fileField';
import { Footer } from '../../components/footer';
import { LedgerLine } from '../../components/ledgerLine';
import { Note } from '../../components/note';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { HomeFrame } from '../home/homeFrame';
import type { HomePageProps } from '../home/homePage';
import { AnswersTable, type Placed } from './answersTable';
import { ColumnsOfList } from './columnsOfList';
import '../../components/section.css';
import './results.css';

/** Whose servers the results are about. */
export interface ResultsPageProps extends HomePageProps {
  readonly practice: boolean;
}

/** What a fleet told of its servers: read from files, shown whole, and taken into the list where a person says so. No server is reached. */
export function ResultsPage({ practice, go, open }: ResultsPageProps) {
  const { t } = useTexts('results');
  const client = useClient();
  const { carrier } = useHello();
  const { ask, busy, failure } = useAsk();
  const chooser = useRef<HTMLInputElement>(null);
  const kept = useSession((session) => session.fleet);
  const desk = kept.practice === practice ? kept : emptyFleet;
  const targets = useSession((session) => session.targets);
  const [adding, setAdding] = useState(0);
  const [add, setAdd] = useState(true);
  const [taken, setTaken] = useState<{ readonly added: number; readonly noted: number } | null>(null);

  const placed = useMemo((): Placed[] => {
    const own = targets.filter(({ target }) => (target.kind === 'practice') === practice);
    const views = new Map(own.map((view) => [view.target.id, view]));
    const matchOf = createMatching(own);
    return desk.answers.map((answer) => {
      const match = matchOf(answer);
      const noted = match.kind === 'known' && isNoted(answer, views.get(match.targetId)?.fleet);
      return { answer, match, noted };
    });
  }, [desk.answers, targets, practice]);

  const give = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setTaken(null);
    setAdding(files.length);
    await ask(() => client.addFleetFiles(practice, files));
    setAdding(0);
  };
  const browse = (what: 'folder' | 'files') => {
    setTaken(null);
    if (carrier === 'electron') void ask(() => client.pickFleet({ practice, what }));
    else chooser.current?.click();
  };
  const take = async () => {
    const reply = await ask(() => client.takeFleet({ practice, add }));
    if (reply !== undefined) setTaken(reply);
  };

  const unnamed = desk.lists.filter(({ confirmed }) => !confirmed).length;
  const fresh = placed.filter(({ match }) => match.kind === 'new').length;
  const several = placed.filter(({ match }) => match.kind === 'several').length;
  const toNote = placed.filter(({ match, noted }) => match.kind === 'known' && !noted).length;
  const isEmpty = placed.length === 0 && desk.lists.length === 0 && desk.refused.length === 0;
  const notYet =
    placed.length === 0
      ? t(unnamed > 0 ? 'notYet.columns' : 'notYet.nothing')
      : toNote === 0 && (fresh === 0 || !add)
        ? t('notYet.taken')
        : undefined;

  return (
    <HomeFrame
      current={practice ? 'practice' : 'home'}
      title={t('title')}
      lead={t('lead')}
      footer={
        <Footer
          ledger={<LedgerLine changed={false}>{t('ledger')}</LedgerLine>}
          secondary={
            <ActionButton onPress={() => go({ kind: practice ? 'practice' : 'home' })}>
              {t('back')}
            </ActionButton>
          }
          primary={{
            label: t('take'),
            notYet,
            busy: busy && adding === 0 ? t('taking') : undefined,
            onPress: () => void take(),
          }}
        />
      }
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {taken !== null && (
        <section className="gw-section">
          <Note glyph="done" lead={t('taken.lead')}>
            {t('taken.text', { added: taken.added, noted: taken.noted })}
          </Note>
        </section>
      )}
      <section className="gw-section">
        <DropTarget
          tall={isEmpty}
          title={t(isEmpty ? 'give.title' : 'give.more')}
          hint={isEmpty ? t('give.hint') : undefined}
          checking={adding > 0 ? t('give.reading', { count: adding }) : undefined}
          onFiles={(files) => void give(files)}
          onBrowse={() => browse('files')}
        />
        <FileField field={chooser} multiple onFiles={(files) => void give(files)} />
        <div className="gw-results-give">
          {carrier === 'electron' && (
            <ActionButton onPress={() => browse('folder')}>{t('give.folder')}</ActionButton>
          )}
          {practice && isEmpty && (
            <ActionButton onPress={() => void ask(() => client.playFleet({}))}>{t('give.play')}</ActionButton>
          )}
          {!isEmpty && (
            <ActionButton
              variant="quiet"
              onPress={() => {
                setTaken(null);
                void ask(() => client.clearFleet({}));
              }}
            >
              {t('give.clear')}
            </ActionButton>
          )}
        </div>
      </section>
      {desk.lists.map((list) => (
        <ColumnsOfList
          key={list.id}
          list={list}
          onName={(chosen, confirmed) =>
            void ask(() => client.nameColumns({ list: list.id, chosen, confirmed }))
          }
        />
      ))}
      {placed.length > 0 && (
        <Section
          title={t('read.title')}
          note={t('read.note', { count: placed.length, files: t('read.files', { count: desk.files }) })}
        >
          <AnswersTable placed={placed} onOpen={(targetId) => open(targetId, 'overview')} />
          {several > 0 && <Note tone="caution">{t('several', { count: several })}</Note>}
          {fresh > 0 && (
            <div className="gw-results-add">
              <Checkbox
                label={t('add', { count: fresh })}
                checked={add}
                onChange={(_, data) => setAdd(data.checked === true)}
              />
              {fresh > fleetLimits.newAtOnce && (
                <p className="gw-caption">{t('addSome', { count: fleetLimits.newAtOnce })}</p>
              )}
            </div>
          )}
        </Section>
      )}
      {desk.refused.length > 0 && (
        <Section title={t('notTaken.title')} note={desk.refused.length + desk.refusedMore}>
          <RowList
            label={t('notTaken.label')}
            layout="dense"
            rows={desk.refused.map(({ file, name, why }, index) => ({
              id: `${String(index)} ${file}`,
              title: name === null ? file : t('notTaken.server', { file, name }),
              value: t(`refused.${why}`),
            }))}
          />
          {desk.refusedMore > 0 && (
            <p className="gw-caption">{t('notTaken.more', { count: desk.refusedMore })}</p>
          )}
        </Section>
      )}
    </HomeFrame>
  );
}
