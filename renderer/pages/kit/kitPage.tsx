import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { MapRegular } from '@fluentui/react-icons';
import { EmptyState } from '../../components/emptyState';
import { Glyph } from '../../components/glyph';
import { Note } from '../../components/note';
import { KitMeter } from '../../components/kitMeter';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { DownloadButton } from './downloadButton';
import { DownloadState } from './downloadState';
import { FolderWatch } from './folderWatch';
import { Intake } from './intake';
import { ageText, distinction, fitOf, kindName, kitEntries, linkFor, misfitText, usualName } from './kitRow';
import type { LinkId } from '../../../shared/knowledge/urls';
import type { KitEntry } from './kitRow';
import { NeedInspector } from './needInspector';
import { OfflineUpdates } from './offlineUpdates';
import { OtherPackages } from './otherPackages';
import { PackageInspector } from './packageInspector';
import { practicePackageFor } from './practicePackages';
import { PortalGuide } from './portalGuide';
import { PracticeShelf } from './practiceShelf';
import { RefusedFiles } from './refusedFiles';
import { ToolHint } from './toolHint';
import { UnknownLines } from './unknownLines';
import { isOnboardedElsewhere } from '../../../shared/plan/situation';
import { useSession } from '../../mirror';
import type { PageProps } from '../../frame/page';
import { ownName } from '../../frame/serverNames';
import { useNow } from '../../frame/useNow';
import { useTimes } from '../../frame/useTimes';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import '../../components/section.css';
import './kit.css';

const rowGlyphs = { ready: 'done', missing: 'toFix', misfit: 'refused', unconfirmed: 'toFix' } as const;

/** Step 3: the files that this server needs, and whether each is what it says. */
export function KitPage(page: PageProps) {
  const { t } = useTexts('kit');
  const client = useClient();
  const times = useTimes();
  const now = useNow(60_000);
  const { ask, failure } = useAsk();
  const [selected, setSelected] = useState<string>();
  const [guide, setGuide] = useState<'asked' | 'given' | null>(null);
  const downloads = useSession((session) => session.downloads);
  const { view, library, status } = page;
  const { known } = page.assessment;
  const leaves = page.assessment.journey === 'takeOff';
  const step = leaves ? 'package' : 'packages';
  const practice = view.target.kind === 'practice';
  const targetId = view.target.id;
  const add = (id: string) => ask(() => client.addPracticePackages({ to: targetId, ids: [id] }));
  const frame = {
    page,
    step,
    title: t(leaves ? 'titleLeave' : 'title'),
    failure,
    scripts: ['Get-PackageTrust'],
  } as const;

  if (known === null)
    return (
      <StepPage
        {...frame}
        lead={t('lead')}
        primary={{ label: t('continue'), onPress: () => undefined, notYet: t('steps:blocker.readFirst') }}
      >
        <EmptyState title={t('server:unread')}>{t('needsFacts')}</EmptyState>
      </StepPage>
    );

  const { situation } = known;
  const entries = kitEntries(known.needs, situation, practice);
  const ready = entries.filter(({ state }) => state === 'ready').length;
  const missing = known.needs.filter((need) => need.package === null);
  const used = new Set(entries.map(({ need }) => need.package?.sha256));
  const script = leaves ? situation.kit.offboarding : situation.kit.onboarding;
  const hasTool =
    situation.inputs.journeys[leaves ? 'takeOff' : 'onboard'].tool === null &&
    missing.length > 0 &&
    library.some(({ kind }) => kind === 'deploymentTool');
  const others = library.filter((pkg) => !used.has(pkg.sha256));
  const entry =
    entries.find(({ id }) => id === selected) ?? (selected === undefined ? entries[0] : undefined);
  const chosen = entry?.need.package ?? others.find(({ sha256 }) => sha256 === selected) ?? null;
  const openLink = (id: LinkId) => void ask(() => client.openLink({ id }));
  const downloadFor = (need: KitEntry['need']) =>
    downloads.find((one) => one.practice === practice && one.kind === need.kind && one.kb === need.kb) ??
    null;
  // A person who has no package yet should not have to search for the guide.
  const empty = library.length === 0 && !practice && entries.length > 0;
  const shownGuide = guide ?? (empty && selected === undefined ? 'given' : null);
  const select = (id: string) => {
    setGuide(null);
    setSelected(id);
  };

  const row = ({ id, need, state, fit }: KitEntry): RowContent => {
    const name = kindName(t, need.kind, need.kb);
    const pkg = need.package;
    const download = pkg === null ? downloadFor(need) : null;
    return {
      id,
      title: name,
      glyph: (
        <Glyph
          state={state === 'missing' && !need.required ? 'toKnow' : rowGlyphs[state]}
          label={t(`state.${state}`)}
        />
      ),
      detail: (
        <>
          <span className="gw-mono">{pkg?.name ?? usualName(need)}</span>
          {download !== null && <DownloadState download={download} name={name} />}
          {pkg !== null && !fit.fits && (
            <span className="gw-refused-detail">{misfitText(t, pkg, fit, situation.facts.sensor.orgId)}</span>
          )}
        </>
      ),
      value:
        pkg === null ? (
          t(need.required ? 'notInKit' : 'notInKitFix')
        ) : (
          <>
            {distinction(t, pkg)}
            <br />
            {ageText(t, times, pkg, now)}
          </>
        ),
      actions:
        pkg !== null ? (
          <span className="gw-package-word">{t(`state.${state}`)}</span>
        ) : download !== null ? (
          <DownloadButton download={download} name={name} variant="quiet" ask={ask} />
        ) : (
          <ActionButton
            size="small"
            variant="quiet"
            onPress={() => {
              if (practice) void add(practicePackageFor(need));
              else if (linkFor(need) === 'portal') setGuide('asked');
              else openLink(linkFor(need));
            }}
          >
            {t(practice ? 'addPractice' : linkFor(need) === 'portal' ? 'howToGet' : 'getIt')}
            <span className="gw-hidden"> {name}</span>
          </ActionButton>
        ),
    };
  };

  const inspector =
    shownGuide !== null ? (
      <PortalGuide
        key={shownGuide}
        build={situation.facts.os.build}
        leaves={leaves}
        asked={shownGuide === 'asked'}
        onOpen={openLink}
        onClose={() => {
          setGuide(null);
          setSelected(entries[0]?.id);
        }}
      />
    ) : chosen !== null ? (
      <PackageInspector
        pkg={chosen}
        misfit={misfitText(t, chosen, fitOf(chosen, situation, practice), situation.facts.sensor.orgId)}
        onRemove={() => void ask(() => client.removePackage({ practice, sha256: chosen.sha256 }))}
      />
    ) : entry !== undefined ? (
      <NeedInspector
        need={entry.need}
        practice={practice}
        download={downloadFor(entry.need)}
        ask={ask}
        onGuide={() => setGuide('asked')}
        onLink={() => openLink(linkFor(entry.need))}
        onPractice={() => add(practicePackageFor(entry.need))}
      />
    ) : undefined;
  const { blocker } = status[step];

  return (
    <StepPage
      {...frame}
      lead={t(leaves ? 'leadLeave' : 'lead')}
      inspector={inspector}
      primary={{
        label: t('continue'),
        onPress: () => page.goTo(leaves ? 'afterwards' : 'prerequisites'),
        notYet: blocker === null ? undefined : t(`steps:${blocker.key}`, { ...blocker.values }),
      }}
    >
      <div className="gw-package-ways">
        <Intake to={targetId} tall={library.length === 0 && !practice} ask={ask} />
        <ActionButton
          icon={<MapRegular aria-hidden />}
          pressed={shownGuide !== null}
          onPress={() => setGuide(shownGuide === null ? 'asked' : null)}
        >
          {t('portal:guide.open')}
        </ActionButton>
      </div>
      <FolderWatch to={targetId} ask={ask} />
      <Section
        title={t('kit', { name: view.target.name })}
        end={
          practice &&
          missing.length > 1 && (
            <ActionButton
              variant="link"
              onPress={() =>
                void ask(() =>
                  client.addPracticePackages({ to: targetId, ids: missing.map(practicePackageFor) }),
                )
              }
            >
              {t('addAll')}
            </ActionButton>
          )
        }
      >
        {entries.length === 0 ? (
          <p className="gw-detail">{t(leaves ? 'noneNeededLeave' : 'noneNeeded')}</p>
        ) : (
          <>
            <KitMeter
              files={entries.map(({ id, state }) => ({ id, state: state === 'ready' ? 'ready' : 'missing' }))}
              sentence={t('ready', { have: ready, count: entries.length })}
            />
            <RowList
              label={t('kit', { name: view.target.name })}
              rows={entries.map(row)}
              onOpen={select}
              selected={shownGuide === null ? entry?.id : undefined}
            />
          </>
        )}
      </Section>
      {hasTool && <ToolHint onPlan={() => page.goTo('plan')} />}
      {script !== null && (
        <UnknownLines
          key={script.sha256}
          pkg={script}
          targetId={targetId}
          name={ownName(view) ?? view.target.name}
        />
      )}
      {!leaves && isOnboardedElsewhere(situation) && (
        <section className="gw-section">
          <Note
            tone="caution"
            lead={t('elsewhere.lead')}
            action={
              <ActionButton size="small" onPress={() => page.goTo('package', 'takeOff')}>
                {t('elsewhere.open')}
              </ActionButton>
            }
          >
            {t('elsewhere.text')}
          </Note>
        </section>
      )}
      <RefusedFiles to={targetId} ask={ask} onGuide={() => setGuide('asked')} />
      <OtherPackages
        packages={others}
        situation={situation}
        practice={practice}
        wanted={new Set(known.needs.map(({ kind }) => kind))}
        selected={selected}
        onSelect={select}
        onUse={(sha256) =>
          void ask(() => client.changeInputs({ targetId, change: { kind: 'choosePackage', sha256 } }))
        }
      />
      {!practice && !leaves && <OfflineUpdates downloads={downloads} ask={ask} onLink={openLink} />}
      {practice && <PracticeShelf library={library} onAdd={add} />}
    </StepPage>
  );
}
