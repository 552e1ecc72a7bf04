import { useState } from 'react';
import type { OpenedKit } from '../../../shared/bridge/site';
import { packageKindSchema, type Package } from '../../../shared/model/packages';
import { freshFor } from '../../../shared/site/verdict';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { Note } from '../../components/note';
import { Question } from '../../components/question';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import { sizeText, useTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { kindWords, receiverName } from './siteWords';
import './site.css';

/** A kit that was opened, the library that would take its files, and how a request is sent. */
export interface OpenedKitProps {
  readonly opened: OpenedKit;
  readonly library: readonly Package[];
  readonly working: boolean;
  readonly ask: Ask['ask'];
  readonly onServers: () => void;
}

/** What was found in a kit: whom it serves wholly, what is missing and why, what cannot be proved here, and the way into the library. */
export function OpenedKitView({ opened, library, working, ask, onServers }: OpenedKitProps) {
  const { t } = useTexts('site');
  const client = useClient();
  const times = useTimes();
  const at = times.full(opened.writtenAt);
  const bad = opened.files.flatMap(({ state, ...file }) => (state === 'whole' ? [] : [{ ...file, state }]));
  const age = opened.openedAt - opened.writtenAt;
  const unproved = [
    'sealed',
    ...(opened.receivers.some(({ name }) => name === null) ? ['state' as const] : []),
    'newest',
    'revocation',
    'cloud',
    ...(opened.files.some(({ kind }) => kind === 'program') ? ['program' as const] : []),
  ] as const;
  return (
    <>
      <Section
        title={opened.name === '' ? t('opened.titleUnnamed') : t('opened.title', { name: opened.name })}
        note={t(opened.by === '' ? 'opened.byNobody' : 'opened.by', {
          at,
          by: opened.by,
          version: opened.gangway,
        })}
        end={
          <ActionButton size="small" notYet={working} onPress={() => void ask(() => client.closeSite({}))}>
            {t('opened.close')}
          </ActionButton>
        }
      >
        <p className="gw-mono gw-detail">{opened.place}</p>
        {opened.practice && <p className="gw-caption">{t('list.practice')}</p>}
        {opened.clock === 'future' && (
          <Note tone="caution" lead={t('opened.clock.futureLead')}>
            {t('opened.clock.future', { at })}
          </Note>
        )}
        {opened.clock === 'old' && (
          <Note tone="caution" lead={t('opened.clock.oldLead')}>
            {t('opened.clock.old', { at })}
          </Note>
        )}
        {opened.clock === 'fine' && age >= freshFor && (
          <Note>{t('opened.fresh', { age: times.length(age) })}</Note>
        )}
      </Section>
      <Section title={t('opened.for')}>
        <RowList
          label={t('opened.for')}
          rows={opened.receivers.map((receiver, index) => ({
            id: String(index),
            title: receiverName(t, receiver),
            glyph: (
              <Glyph
                state={receiver.lacks.length === 0 ? 'done' : 'toFix'}
                label={t(receiver.lacks.length === 0 ? 'opened.isComplete' : 'opened.isIncomplete')}
              />
            ),
            value:
              receiver.needs === 0
                ? t('opened.none')
                : receiver.lacks.length === 0
                  ? t('opened.complete', { needs: receiver.needs })
                  : t('opened.missing', { count: receiver.lacks.length, needs: receiver.needs }),
            ...(receiver.lacks.length > 0 && {
              detail: (
                <ul className="gw-site-list">
                  {receiver.lacks.map(({ kind, kb, why }) => (
                    <li key={`${kind}${kb ?? ''}`}>
                      {t('opened.lackLine', { file: kindWords(t, kind, kb), why: t(`opened.lack.${why}`) })}
                    </li>
                  ))}
                </ul>
              ),
            }),
          }))}
        />
      </Section>
      {bad.length > 0 && (
        <Section title={t('opened.badFiles')} note={t('opened.badNote')}>
          <RowList
            label={t('opened.badFiles')}
            layout="dense"
            rows={bad.map(({ path, name, kind, kb, state }) => ({
              id: path,
              title: `${kindWords(t, kind, kb)}, ${name}`,
              glyph: <Glyph state="refused" label={t('components:state.refused')} />,
              value: t(`opened.state.${state}`),
            }))}
          />
        </Section>
      )}
      {opened.foreign.count > 0 && (
        <Note tone="caution">
          {t('opened.foreign', { count: opened.foreign.count, names: opened.foreign.names.join(', ') })}
        </Note>
      )}
      <Fill opened={opened} library={library} working={working} ask={ask} onServers={onServers} />
      <Section title={t('opened.unproved')}>
        <ul className="gw-site-list">
          {unproved.map((id) => (
            <li key={id}>{t(`opened.unprovedItems.${id}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** Which files would be taken, the question before it, and what came of it. */
function Fill({ opened, library, working, ask, onServers }: OpenedKitProps) {
  const { t, i18n } = useTexts('site');
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const there = new Set(library.map(({ sha256 }) => sha256));
  const fresh = opened.files.filter(
    ({ kind, state, sha256 }) =>
      state === 'whole' && packageKindSchema.safeParse(kind).success && !there.has(sha256),
  );
  const { filled } = opened;
  const size = sizeText(
    i18n.language,
    fresh.reduce((all, { bytes }) => all + bytes, 0),
  );
  const take = () => {
    setAsking(false);
    void ask(() => client.fillFromSite({}));
  };
  return (
    <Section title={t('opened.fill.title')}>
      {filled !== null && (
        <Note
          glyph="done"
          action={
            <ActionButton size="small" onPress={onServers}>
              {t('opened.fill.next')}
            </ActionButton>
          }
        >
          {t('opened.fill.done', { count: filled.added, there: filled.there })}
        </Note>
      )}
      {filled !== null && filled.refused.length > 0 && (
        <RowList
          label={t('opened.fill.refused')}
          rows={filled.refused.map(({ name, refusal, detail }) => ({
            id: name,
            title: name,
            glyph: <Glyph state="refused" label={t('components:state.refused')} />,
            detail: `${t(`packages:refusal.${refusal}.title`)}. ${t(`packages:refusal.${refusal}.cause`)} ${detail ?? ''}`,
          }))}
        />
      )}
      <p>
        {fresh.length === 0 ? t('opened.fill.nothing') : t('opened.fill.lead', { count: fresh.length, size })}
      </p>
      {fresh.length > 0 && (
        <div className="gw-site-buttons">
          <ActionButton variant="primary" notYet={working} onPress={() => setAsking(true)}>
            {t('opened.fill.button')}
          </ActionButton>
        </div>
      )}
      {asking && (
        <Question
          open
          onClose={() => setAsking(false)}
          title={t('opened.fill.ask', { count: fresh.length })}
          lead={opened.practice ? t('opened.fill.askPractice') : t('opened.fill.askText')}
          actions={
            <>
              <ActionButton onPress={() => setAsking(false)}>{t('choose.cancel')}</ActionButton>
              <ActionButton variant="primary" onPress={take}>
                {t('opened.fill.button')}
              </ActionButton>
            </>
          }
        />
      )}
    </Section>
  );
}
