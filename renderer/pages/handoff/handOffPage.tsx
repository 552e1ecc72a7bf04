import { useEffect, useState } from 'react';
import type { HandOffView } from '../../../shared/bridge/handOff';
import { generators } from '../../../shared/handoff/engines';
import { familiesOf, fitOf, tenantFiles, tenantOf } from '../../../shared/handoff/fleet';
import { directionSchema, engineIds, fleetFamilies, type EngineId } from '../../../shared/model/handOff';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { Footer } from '../../components/footer';
import { LedgerLine } from '../../components/ledgerLine';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { useNow } from '../../frame/useNow';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { HomeFrame } from '../home/homeFrame';
import type { HomePageProps } from '../home/homePage';
import { useTakenOut } from '../several/takenOut';
import { badFields, choiceOf, useDraft } from './choice';
import { HandOffForm } from './handOffForm';
import { ServersThatFit } from './serversThatFit';
import { WrittenPane } from './writtenPane';
import '../../components/section.css';
import './handOff.css';

/** The server whose plan is carried over, or `real` or `practice` for a list without a plan. */
export interface HandOffPageProps extends HomePageProps {
  readonly of: string;
}

const offered = engineIds.filter((id) => generators[id] !== undefined);

/** A plan for many servers, carried out by tools that a fleet has: which tool, what it needs to know, whom it fits, and what is written. */
export function HandOffPage({ of, go }: HandOffPageProps) {
  const { t } = useTexts('handoff');
  const client = useClient();
  const targets = useSession((session) => session.targets);
  const libraries = useSession((session) => session.libraries);
  const now = useNow(60_000);
  const plan = targets.find(({ target }) => target.id === of);
  const practice = of === 'practice' || plan?.target.kind === 'practice';
  const views = targets.filter(({ target }) => (target.kind === 'practice') === practice);
  const targetId = plan?.target.id ?? null;
  const [draft, change] = useDraft(of, () => {
    const own = familiesOf(views);
    return {
      ...{ engine: offered[0] ?? 'groupPolicy', direction: 'onboard', name: t('form.nameUsual') },
      ...{ share: '', results: '', mode: 'plan', tenantFile: null, groups: {}, uninstall: false },
      families: fleetFamilies.filter((family) => own.length === 0 || own.includes(family)),
    };
  });
  const [out, setOut] = useTakenOut(practice ? 'practice' : 'real');
  const packages = tenantFiles(libraries[practice ? 'practice' : 'real'], draft.direction, now);
  const tenant = tenantOf(packages.find(({ sha256 }) => sha256 === draft.tenantFile) ?? packages[0]);
  const judge = (engine: EngineId) =>
    views.map((view) => ({
      view,
      chosen: !out.has(view.target.id),
      fit: fitOf(engine, { ...draft, families: [...draft.families], targetId }, view, tenant),
    }));
  const chosenCount = views.filter(({ target }) => !out.has(target.id)).length;
  const fitting = (engine: EngineId) =>
    judge(engine).filter(({ fit, chosen }) => chosen && fit.fits === 'yes').length;
  const choice = choiceOf(draft, {
    practice,
    targetId,
    without: [...out].filter((id) => views.some(({ target }) => target.id === id)),
  });
  const [made, setMade] = useState<HandOffView | null>(null);
  const [folder, setFolder] = useState<string | null>(null);
  const { ask: look, failure: unseen } = useAsk();
  const writing = useAsk();

  const asked = JSON.stringify(choice);
  useEffect(() => {
    let isOld = false;
    setFolder(null);
    if (choice === null) setMade(null);
    else
      void look(() => client.previewHandOff(choice)).then((reply) => {
        if (!isOld) setMade(reply ?? null);
      });
    return () => {
      isOld = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the text stands for the choice
  }, [asked, look, client]);

  const write = async (): Promise<void> => {
    if (choice === null) return;
    const reply = await writing.ask(() => client.writeHandOff(choice));
    if (reply !== undefined) setFolder(reply.folder);
  };
  const failure = writing.failure ?? unseen;
  const engineName = t(`engine.${draft.engine}.name`);
  const missing = made?.missing ?? null;
  const notYet =
    missing !== null
      ? t(`missing.${missing}`)
      : choice === null
        ? t(badFields(draft).length > 0 ? `form.bad.${badFields(draft)[0] ?? 'share'}` : 'missing.invalid')
        : made === null
          ? t('written.making')
          : undefined;
  const back = () =>
    go(
      plan === undefined
        ? { kind: practice ? 'practice' : 'home' }
        : { kind: 'server', targetId: of, journey: 'onboard', step: 'plan' },
    );
  return (
    <HomeFrame
      current={practice ? 'practice' : 'home'}
      title={t('title')}
      lead={plan === undefined ? t('lead.list') : t('lead.plan', { name: plan.target.name })}
      inspector={
        <WrittenPane
          made={made}
          engine={draft.engine}
          direction={draft.direction}
          share={draft.share.trim()}
          results={choice?.results ?? null}
        />
      }
      footer={
        <Footer
          ledger={<LedgerLine changed={false}>{t('ledger')}</LedgerLine>}
          secondary={<ActionButton onPress={back}>{t('back')}</ActionButton>}
          primary={{
            label: t('write'),
            notYet,
            busy: writing.busy ? t('writing') : undefined,
            onPress: () => void write(),
          }}
        />
      }
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {folder !== null && (
        <section className="gw-section">
          <Note
            glyph="done"
            lead={t('done.lead')}
            action={
              choice?.results != null && (
                <ActionButton size="small" onPress={() => go({ kind: 'results', practice })}>
                  {t('results:open')}
                </ActionButton>
              )
            }
          >
            {t('done.text', { folder })}
          </Note>
        </section>
      )}
      <Section title={t('engines')}>
        <ChoiceList
          label={t('engines')}
          value={draft.engine}
          onChange={(id) => change({ engine: offered.find((one) => one === id) ?? draft.engine })}
          choices={offered.map((id) => ({
            id,
            name: t(`engine.${id}.name`),
            detail: t(`engine.${id}.detail`),
            end: <span className="gw-handoff-fits">{t('fits', { fit: fitting(id), all: chosenCount })}</span>,
          }))}
        />
      </Section>
      <ServersThatFit
        engine={engineName}
        namesServers={draft.engine === 'ansible'}
        servers={judge(draft.engine)}
        onChoose={(targetId, chosen) => {
          const next = new Set(out);
          if (chosen) next.delete(targetId);
          else next.add(targetId);
          setOut(next);
        }}
      />
      <Section title={t('direction.title')}>
        <ChoiceList
          label={t('direction.title')}
          value={draft.direction}
          onChange={(id) =>
            change({ direction: directionSchema.safeParse(id).data ?? draft.direction, tenantFile: null })
          }
          choices={directionSchema.options.map((id) => ({
            id,
            name: t(`direction.${id}.name`),
            detail: t(`direction.${id}.detail`),
          }))}
        />
      </Section>
      <HandOffForm draft={draft} onChange={change} packages={packages} hasPlan={plan !== undefined} />
    </HomeFrame>
  );
}
