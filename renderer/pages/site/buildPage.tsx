import { MapRegular } from '@fluentui/react-icons';
import { useEffect, useId, useMemo, useState } from 'react';
import type { LinkId } from '../../../shared/knowledge/urls';
import { libraryRecipients } from '../../../shared/model/recipient';
import { firstBuildWithSensor, osFamilies } from '../../../shared/knowledge/os';
import { certificateListsIn, extrasOf } from '../../../shared/site/extras';
import { fat32Limit } from '../../../shared/site/manifest';
import { sitePlan } from '../../../shared/site/siteRows';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { Footer } from '../../components/footer';
import { KitMeter } from '../../components/kitMeter';
import { LedgerLine } from '../../components/ledgerLine';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import type { Place } from '../../frame/place';
import { shortId } from '../../frame/shortId';
import { useAsk } from '../../frame/useAsk';
import { useNow } from '../../frame/useNow';
import { sizeText } from '../../frame/useTimes';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { HomeFrame } from '../home/homeFrame';
import { practicePackageFor } from '../kit/practicePackages';
import { Intake } from '../kit/intake';
import { PortalGuide } from '../kit/portalGuide';
import { RefusedFiles } from '../kit/refusedFiles';
import { ExplainKits } from './explainKits';
import { ByHand, Order, Share, Trust, WayChoice } from './atTheSite';
import { ProgramSection } from './programSection';
import { Receivers } from './receivers';
import { SiteTable } from './siteTable';
import { kindWords, listedServers } from './siteWords';
import { WorkNote } from './workNote';
import '../../components/field.css';
import '../../frame/asking/entry.css';
import './site.css';

/** A kit for servers that this computer cannot reach: for whom, which files, what is missing, and where it is written. */
export function BuildPage({ go }: { readonly go: (place: Place) => void }) {
  const { t, i18n } = useTexts('site');
  const client = useClient();
  const { ask, failure } = useAsk();
  const { practice, draft, work, written, failure: ended } = useSession((session) => session.sites);
  const targets = useSession((session) => session.targets);
  const downloads = useSession((session) => session.downloads);
  const library = useSession((session) => session.libraries[practice ? 'practice' : 'real']);
  const now = useNow(60_000);
  const to = libraryRecipients[practice ? 'practice' : 'real'];
  const [guide, setGuide] = useState(false);
  const [form, setForm] = useState<'folder' | 'zip'>('folder');
  const listed = useMemo(() => listedServers(targets, practice), [targets, practice]);
  const plan = useMemo(() => sitePlan(draft, listed, library, practice), [draft, listed, library, practice]);
  const extras = extrasOf(library, practice);
  const size = (bytes: number) => sizeText(i18n.language, bytes);
  const onLink = (id: LinkId) => void ask(() => client.openLink({ id }));
  const unclear = plan.receivers.filter(({ state }) => state !== 'unknown' && state !== 'read').length;
  const tenants = [
    ...new Set(
      plan.rows.flatMap(({ package: file }) =>
        file?.details.kind === 'onboarding' ? [file.details.orgId] : [],
      ),
    ),
  ];
  const all =
    plan.readyBytes + extras.reduce((sum, { bytes }) => sum + bytes, 0) + (draft.program?.bytes ?? 0);

  const write = (incomplete: boolean) => void ask(() => client.writeSite({ form, incomplete }));
  const nobody = plan.receivers.length === 0;
  const why = nobody
    ? t('build.notYet.nobody')
    : work !== null
      ? t('build.notYet.working')
      : plan.missing > 0
        ? t('build.missing', { count: plan.missing })
        : unclear > 0
          ? t('build.unclear', { count: unclear })
          : undefined;
  const builds = plan.receivers.map(
    ({ family }) => osFamilies.find((one) => one.family === family)?.build ?? 0,
  );
  const oldest = Math.min(...builds.filter((build) => build > 0), firstBuildWithSensor);

  return (
    <HomeFrame
      current="kits"
      title={t('build.title')}
      lead={t('build.lead')}
      tools={
        <>
          <ActionButton
            variant="quiet"
            icon={<MapRegular aria-hidden />}
            pressed={guide}
            onPress={() => setGuide(!guide)}
          >
            {t('build.guide')}
          </ActionButton>
          <ActionButton variant="quiet" onPress={() => go({ kind: 'kits', view: 'kits' })}>
            {t('build.toList')}
          </ActionButton>
          <ExplainKits />
        </>
      }
      inspector={
        guide ? (
          <PortalGuide build={oldest} leaves={false} asked onOpen={onLink} onClose={() => setGuide(false)} />
        ) : undefined
      }
      footer={
        <Footer
          ledger={<LedgerLine changed={false}>{t('build.ledger')}</LedgerLine>}
          secondary={
            !nobody &&
            !plan.complete && (
              <ActionButton notYet={work !== null} onPress={() => write(true)}>
                {t('build.writeIncomplete')}
              </ActionButton>
            )
          }
          primary={{
            label: t('build.write'),
            onPress: () => write(false),
            ...(why !== undefined && { notYet: why }),
            ...(work?.kind === 'writing' && { busy: t('work.writing') }),
          }}
        />
      }
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {ended !== null && <FailureNote failure={ended} />}
      {work !== null && <WorkNote work={work} ask={ask} />}
      {written !== null && work === null && <Written place={written.place} missing={written.missing} />}
      <Receivers receivers={plan.receivers} listed={listed} ask={ask} />
      {!nobody && (
        <Section
          title={t('build.holds')}
          end={
            <KitMeter
              files={plan.rows.map(({ id, package: file }) => ({
                id,
                state: file === null ? 'missing' : 'ready',
              }))}
              sentence={t('build.ready', {
                have: plan.ready,
                count: plan.rows.length,
                bytes:
                  plan.missing === 0
                    ? size(plan.bytes)
                    : t('build.bytesOf', { have: size(plan.readyBytes), all: size(plan.bytes) }),
              })}
            />
          }
        >
          {plan.rows.length === 0 ? (
            <p className="gw-detail">{t('build.noRows')}</p>
          ) : (
            <SiteTable
              plan={plan}
              practice={practice}
              downloads={downloads}
              now={now}
              ask={ask}
              onGuide={() => setGuide(true)}
              onLink={onLink}
              onPractice={
                practice
                  ? (row) => void ask(() => client.bringPracticeFile({ id: practicePackageFor(row) }))
                  : undefined
              }
            />
          )}
          {extras.length > 0 && (
            <p className="gw-detail gw-site-also">
              <b>{t('build.also')}.</b> {t('build.alsoNote')}:{' '}
              {[
                ...extras
                  .filter(({ kind }) => kind !== 'certificateList')
                  .map(({ kind, bytes }) => `${kindWords(t, kind, null)} (${size(bytes)})`),
                ...(certificateListsIn(extras).length === 0
                  ? []
                  : [t('trust.inKit', { count: certificateListsIn(extras).length })]),
              ].join(', ')}
            </p>
          )}
          {tenants.map((tenant) => (
            <Note key={tenant} tone="caution" lead={t('build.tenant.lead')}>
              {t('build.tenant.text', { tenant: shortId(tenant) })}
            </Note>
          ))}
        </Section>
      )}
      {!nobody && (
        <>
          <Section title={t('build.add')} note={t('build.addNote')}>
            <Intake to={to} tall={false} ask={ask} />
          </Section>
          <RefusedFiles to={to} ask={ask} />
          <ByHand plan={plan} onLink={onLink} />
          <WayChoice
            way={draft.way}
            onWay={(way) => void ask(() => client.changeSite({ change: { kind: 'way', way } }))}
          />
          <ProgramSection program={draft.program} ask={ask} />
          <Section title={t('build.form.title')}>
            <SiteName
              key={draft.name}
              name={draft.name}
              onName={(name) => void ask(() => client.changeSite({ change: { kind: 'name', name } }))}
            />
            <ChoiceList
              label={t('build.form.label')}
              value={form}
              onChange={(id) => setForm(id === 'zip' ? 'zip' : 'folder')}
              choices={(['folder', 'zip'] as const).map((id) => ({
                id,
                name: t(`build.form.${id}`),
                detail: t(`build.form.${id}Hint`),
              }))}
            />
            {form === 'zip' && all > fat32Limit && (
              <Note tone="caution" lead={t('build.fat32.lead')}>
                {t('build.fat32.text')}
              </Note>
            )}
          </Section>
          <Order plan={plan} />
        </>
      )}
      <Share />
      <Trust library={library} practice={practice} />
    </HomeFrame>
  );
}

/** Where the kit was written, said once. */
function Written({ place, missing }: { readonly place: string; readonly missing: number }) {
  const { t } = useTexts('site');
  const { say } = useAnnouncer();
  const words = t(missing === 0 ? 'build.written' : 'build.writtenIncomplete', { count: missing, place });
  useEffect(() => say(words), [say, words]);
  return <Note glyph="done">{words}</Note>;
}

/** The name of the site; it is kept when the field is left. */
function SiteName({ name, onName }: { readonly name: string; readonly onName: (name: string) => void }) {
  const { t } = useTexts('site');
  const id = useId();
  const [text, setText] = useState(name);
  return (
    <div className="gw-entry gw-site-entry">
      <label htmlFor={id}>{t('build.name')}</label>
      <div className="gw-field">
        <input
          id={id}
          value={text}
          maxLength={60}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => {
            if (text.trim() !== name) onName(text.trim());
          }}
        />
      </div>
      <p className="gw-caption" id={`${id}-hint`}>
        {t('build.nameHint')}
      </p>
    </div>
  );
}
