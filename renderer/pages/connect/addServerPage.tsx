import { ServerRegular } from '@fluentui/react-icons';
import { useId, useRef, useState, type SyntheticEvent } from 'react';
import { useTexts } from '../../useTexts';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { Note } from '../../components/note';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { useSession } from '../../mirror';
import { failureText } from '../../frame/failureText';
import { HomeFrame } from '../home/homeFrame';
import type { HomePageProps } from '../home/homePage';
import { FailureNote } from '../../frame/failureNote';
import { systemName } from '../../frame/plate';
import { useAsk } from '../../frame/useAsk';
import { useReadKit } from './useReadKit';
import '../../components/field.css';
import '../../frame/asking/entry.css';
import './connect.css';

/** Which server shall be onboarded: this computer, or another one by its name or address. Nothing is asked of the network yet. */
export function AddServerPage({ go, open }: HomePageProps) {
  const { t } = useTexts('home');
  const { realTargets } = useHello();
  return (
    <HomeFrame current="home" title={t('add.title')} lead={t('add.lead')} go={go}>
      {realTargets ? (
        <Choose open={open} />
      ) : (
        <Note
          tone="caution"
          lead={t('add.refused')}
          action={<ActionButton onPress={() => go({ kind: 'practice' })}>{t('add.toPractice')}</ActionButton>}
        >
          {t('add.practice')}
        </Note>
      )}
    </HomeFrame>
  );
}

function Choose({ open }: Pick<HomePageProps, 'open'>) {
  const { t } = useTexts('home');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [kind, setKind] = useState<'local' | 'remote' | 'field'>('remote');
  const kit = useReadKit();
  const [address, setAddress] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const targets = useSession((session) => session.targets);
  const known = targets.filter(({ target }) => target.kind === 'remote');
  const bad = failure?.code === 'target.badAddress' ? failureText(t, failure) : null;

  const add = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (kind === 'field') {
      const read = await ask(() => client.importFacts({}));
      if (read?.targetId != null) open(read.targetId);
      return;
    }
    const named = kind === 'local' ? ({ kind } as const) : ({ kind, address } as const);
    const added = await ask(() => client.addTarget(named));
    if (added === undefined) field.current?.focus();
    else open(added.targetId);
  };

  return (
    <form ref={form} className="gw-form gw-add" onSubmit={(event) => void add(event)} noValidate>
      {failure !== null && bad === null && <FailureNote failure={failure} />}
      <ChoiceList
        label={t('add.which')}
        value={kind}
        onChange={(chosen) => setKind(chosen === 'local' || chosen === 'field' ? chosen : 'remote')}
        choices={[
          { id: 'local', name: t('add.local'), detail: t('start.local.detail') },
          { id: 'remote', name: t('add.remote'), detail: t('add.remoteDetail') },
          { id: 'field', name: t('add.field'), detail: t('add.fieldDetail') },
        ]}
      />
      {kind === 'remote' && (
        <div className="gw-entry">
          <label htmlFor={id}>
            <b>{t('add.address')}</b>
          </label>
          <div className="gw-field">
            <ServerRegular aria-hidden />
            <input
              id={id}
              ref={field}
              value={address}
              maxLength={300}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              aria-invalid={bad !== null}
              aria-describedby={bad === null ? `${id}-help` : `${id}-bad`}
              onChange={(event) => setAddress(event.target.value)}
            />
          </div>
          {bad === null ? (
            <p className="gw-caption" id={`${id}-help`}>
              {t('add.help')}
            </p>
          ) : (
            <p className="gw-field-bad" id={`${id}-bad`} role="alert">
              <b>{bad.title}.</b> {bad.cause} {bad.next}
            </p>
          )}
        </div>
      )}
      {kind === 'field' && (
        <div className="gw-entry">
          <p>{t('add.fieldHow')}</p>
          <div>
            <ActionButton busy={kit.busy ? t('frame:starting') : undefined} onPress={kit.write}>
              {t('add.fieldWrite')}
            </ActionButton>
          </div>
          {kit.failure !== null && <FailureNote failure={kit.failure} />}
          {kit.path !== null && <Note glyph="done">{t('add.fieldWritten', { path: kit.path })}</Note>}
        </div>
      )}
      <div>
        {/* The button submits through the form, so that Enter in the field does the same. */}
        <ActionButton
          variant="primary"
          busy={busy ? t('frame:starting') : undefined}
          onPress={() => form.current?.requestSubmit()}
        >
          {t(kind === 'field' ? 'add.fieldTake' : 'add.verb')}
        </ActionButton>
      </div>
      {known.length > 0 && (
        <Section title={t('add.recent')} note={known.length}>
          <RowList
            label={t('add.recent')}
            rows={known.map((view) => ({
              id: view.target.id,
              title: view.target.name,
              glyph: <ServerRegular aria-hidden />,
              detail: [view.target.kind === 'remote' ? view.target.address : '', systemName(view) ?? '']
                .filter((part) => part !== '')
                .join(', '),
              actions: (
                <ActionButton size="small" onPress={() => open(view.target.id)}>
                  {t('verb.open')}
                  <span className="gw-hidden"> {view.target.name}</span>
                </ActionButton>
              ),
            }))}
          />
        </Section>
      )}
    </form>
  );
}
