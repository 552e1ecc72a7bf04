import { AddRegular, FolderOpenRegular, FolderZipRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { KnownKit } from '../../../shared/model/siteKit';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { DropTarget } from '../../components/dropTarget';
import { EmptyState } from '../../components/emptyState';
import { FileField } from '../../components/fileField';
import { Footer } from '../../components/footer';
import { Glyph } from '../../components/glyph';
import { LedgerLine } from '../../components/ledgerLine';
import { Question } from '../../components/question';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import type { Place } from '../../frame/place';
import { useAsk, type Ask } from '../../frame/useAsk';
import { sizeText } from '../../frame/useTimes';
import { useSession } from '../../mirror';
import { useTexts } from '../../useTexts';
import { HomeFrame } from '../home/homeFrame';
import { KitsSwitch } from './kitsSwitch';
import { OpenedKitView } from './openedKit';
import { serversWords } from './siteWords';
import { WorkNote } from './workNote';
import '../../components/section.css';
import './site.css';
import { ExplainKits } from './explainKits';

/** The kits of this computer, the one that is open, and the ways to open and to build one. */
export function KitsPage({ go }: { readonly go: (place: Place) => void }) {
  const { t } = useTexts('site');
  const { ask, failure } = useAsk();
  const { known, opened, work, failure: ended } = useSession((session) => session.sites);
  const libraries = useSession((session) => session.libraries);
  const build = () => go({ kind: 'kits', view: 'build' });
  return (
    <HomeFrame
      current="kits"
      title={t('title')}
      lead={t('lead')}
      tools={
        <>
          <ActionButton icon={<AddRegular aria-hidden />} onPress={build}>
            {t('list.newKit')}
          </ActionButton>
          <KitsSwitch current="kits" go={go} />
          <ExplainKits iconOnly />
        </>
      }
      footer={<Footer ledger={<LedgerLine changed={false}>{t('list.ledger')}</LedgerLine>} />}
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      {ended !== null && <FailureNote failure={ended} />}
      {work !== null && <WorkNote work={work} ask={ask} />}
      {opened === null ? (
        <>
          <OpenWays working={work !== null} ask={ask} />
          <Section title={t('list.known')} note={t('list.knownNote')}>
            {known.length === 0 ? (
              <EmptyState title={t('list.none')}>{t('list.noneHint')}</EmptyState>
            ) : (
              <KnownKits known={known} ask={ask} onBuild={build} />
            )}
          </Section>
        </>
      ) : (
        <OpenedKitView
          key={`${opened.kitId}${opened.openedAt}`}
          opened={opened}
          library={libraries[opened.practice ? 'practice' : 'real']}
          working={work !== null}
          ask={ask}
          onServers={() => go({ kind: opened.practice ? 'practice' : 'home' })}
        />
      )}
    </HomeFrame>
  );
}

/** Where a kit comes in: dropped anywhere in the window, or chosen in the dialog that this carrier has. */
function OpenWays({ working, ask }: { readonly working: boolean; readonly ask: Ask['ask'] }) {
  const { t } = useTexts('site');
  const client = useClient();
  const { carrier } = useHello();
  const field = useRef<HTMLInputElement>(null);
  const give = ([file]: readonly File[]) => {
    if (file !== undefined && !working) void ask(() => client.addSiteFile('site', file));
  };
  return (
    <Section
      title={t('list.open')}
      end={
        carrier === 'electron' && (
          <span className="gw-section-tools">
            {(['folder', 'zip'] as const).map((form) => (
              <ActionButton
                key={form}
                size="small"
                notYet={working}
                icon={
                  form === 'folder' ? <FolderOpenRegular aria-hidden /> : <FolderZipRegular aria-hidden />
                }
                onPress={() => void ask(() => client.pickSite({ form }))}
              >
                {t(form === 'folder' ? 'list.pickFolder' : 'list.pickZip')}
              </ActionButton>
            ))}
          </span>
        )
      }
    >
      <DropTarget
        title={t('list.dropTitle')}
        hint={t(carrier === 'electron' ? 'list.dropHint' : 'list.dropHintZip')}
        onFiles={give}
        onBrowse={() => {
          if (working) return;
          if (carrier === 'electron') void ask(() => client.pickSite({ form: 'zip' }));
          else field.current?.click();
        }}
      />
      <FileField field={field} accept=".zip" onFiles={give} />
    </Section>
  );
}

/** The kits that were written or opened here, each with where it lies and what it lacked. */
function KnownKits({
  known,
  ask,
  onBuild,
}: {
  readonly known: readonly KnownKit[];
  readonly ask: Ask['ask'];
  readonly onBuild: () => void;
}) {
  const { t, i18n } = useTexts('site');
  const client = useClient();
  const [leaving, setLeaving] = useState<string>();
  const nameOf = ({ name }: KnownKit): string => (name === '' ? t('list.unnamed') : name);
  const again = async (kitId: string) => {
    if ((await ask(() => client.changeSite({ change: { kind: 'again', kitId } }))) !== undefined) onBuild();
  };
  const row = (kit: KnownKit): RowContent => {
    const { kitId, missing, files, receivers, bytes, place, practice, draft } = kit;
    const name = nameOf(kit);
    return {
      id: kitId,
      title: name,
      glyph: (
        <Glyph
          state={missing === 0 ? 'done' : 'toFix'}
          label={t(missing === 0 ? 'opened.isComplete' : 'opened.isIncomplete')}
        />
      ),
      detail: [
        t('list.detail', {
          servers: serversWords(t, receivers),
          size: sizeText(i18n.language, bytes),
          place,
        }),
        ...(practice ? [t('list.practice')] : []),
      ].join('. '),
      value: missing === 0 ? t('list.complete') : t('list.missing', { count: missing, all: files }),
      actions: (
        <>
          {draft !== null && missing > 0 && (
            <ActionButton size="small" onPress={() => void again(kitId)}>
              {t('list.completeIt')}
              <span className="gw-hidden"> {name}</span>
            </ActionButton>
          )}
          <ActionButton size="small" onPress={() => void ask(() => client.openKnownSite({ kitId }))}>
            {t('list.openIt')}
            <span className="gw-hidden"> {name}</span>
          </ActionButton>
          <ActionButton size="small" variant="quiet" onPress={() => setLeaving(kitId)}>
            {t('list.forget')}
            <span className="gw-hidden"> {name}</span>
          </ActionButton>
        </>
      ),
    };
  };
  return (
    <>
      <RowList label={t('list.known')} rows={known.map(row)} />
      {leaving !== undefined && (
        <Question
          open
          onClose={() => setLeaving(undefined)}
          title={t('list.forgetAsk')}
          lead={t('list.forgetLead')}
          actions={
            <>
              <ActionButton onPress={() => setLeaving(undefined)}>{t('choose.cancel')}</ActionButton>
              <ActionButton
                variant="primary"
                onPress={() => {
                  setLeaving(undefined);
                  void ask(() => client.forgetSite({ kitId: leaving }));
                }}
              >
                {t('list.forget')}
              </ActionButton>
            </>
          }
        />
      )}
    </>
  );
}
