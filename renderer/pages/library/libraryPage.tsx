import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { libraryRecipients } from '../../../shared/model/recipient';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { Footer } from '../../components/footer';
import { LedgerLine } from '../../components/ledgerLine';
import { Section } from '../../components/section';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { useNow } from '../../frame/useNow';
import { sizeText } from '../../frame/useTimes';
import { useSession } from '../../mirror';
import { HomeFrame } from '../home/homeFrame';
import type { HomePageProps } from '../home/homePage';
import { KitsSwitch } from '../site/kitsSwitch';
import { FolderWatch } from '../kit/folderWatch';
import { Intake } from '../kit/intake';
import { PracticeShelf } from '../kit/practiceShelf';
import { RefusedFiles } from '../kit/refusedFiles';
import { FileDrawer } from './fileDrawer';
import { FileTable } from './fileTable';
import { fileUsers } from './fileUsers';
import { RemoveQuestion } from './removeQuestion';

/**
 * Every file that Gangway keeps, those for real servers first; practice files are a list of their own. What is dropped here goes to the real
 * ones, and to those of practice where there are no real servers.
 */
export function LibraryPage({ go }: HomePageProps) {
  const { t, i18n } = useTexts('library');
  const client = useClient();
  const { realTargets } = useHello();
  const libraries = useSession((session) => session.libraries);
  const targets = useSession((session) => session.targets);
  const sites = useSession((session) => session.sites);
  const now = useNow(60_000);
  const { ask, failure } = useAsk();
  const [open, setOpen] = useState<{ readonly sha256: string; readonly removing: boolean }>();
  const close = () => setOpen(undefined);
  const [shelf, setShelf] = useState(false);
  const to = libraryRecipients[realTargets ? 'real' : 'practice'];
  const lists = (['real', 'practice'] as const).map((kind) => ({
    kind,
    files: libraries[kind],
    users: fileUsers(t, { targets, libraries, sites }, kind),
  }));
  const shown = lists
    .flatMap(({ files, users }) => files.map((pkg) => ({ pkg, users: users.get(pkg.sha256) ?? [] })))
    .find(({ pkg }) => pkg.sha256 === open?.sha256);
  return (
    <HomeFrame
      current="kits"
      title={t('title')}
      lead={t('lead')}
      tools={<KitsSwitch current="library" go={go} />}
      footer={<Footer ledger={<LedgerLine changed={false}>{t('footer')}</LedgerLine>} />}
      go={go}
    >
      {failure !== null && <FailureNote failure={failure} />}
      <Intake to={to} tall={false} ask={ask} />
      <FolderWatch to={to} ask={ask} />
      <RefusedFiles to={to} ask={ask} />
      {lists.map(({ kind, files, users }) =>
        kind === 'real' && files.length === 0 && !realTargets ? null : (
          <Section
            key={kind}
            title={t(`list.${kind}`)}
            note={
              files.length > 0 &&
              t('note', {
                count: files.length,
                size: sizeText(
                  i18n.language,
                  files.reduce((sum, { bytes }) => sum + bytes, 0),
                ),
              })
            }
            end={
              kind === 'practice' && (
                <ActionButton size="small" variant="quiet" expanded={shelf} onPress={() => setShelf(!shelf)}>
                  {t(shelf ? 'practiceHide' : 'practiceAdd')}
                </ActionButton>
              )
            }
          >
            {files.length > 0 ? (
              <FileTable
                label={t(`list.${kind}`)}
                files={files}
                users={users}
                now={now}
                onOpen={(sha256) => setOpen({ sha256, removing: false })}
              />
            ) : kind === 'real' ? (
              <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
            ) : (
              <p className="gw-detail">{t('emptyPractice')}</p>
            )}
          </Section>
        ),
      )}
      {shelf && (
        <PracticeShelf
          library={libraries.practice}
          onAdd={(id) => ask(() => client.addPracticePackages({ to: libraryRecipients.practice, ids: [id] }))}
        />
      )}
      {shown !== undefined &&
        (open?.removing === true ? (
          <RemoveQuestion pkg={shown.pkg} users={shown.users} onClose={close} />
        ) : (
          <FileDrawer
            key={shown.pkg.sha256}
            pkg={shown.pkg}
            users={shown.users}
            now={now}
            onClose={close}
            onRemove={() => setOpen({ sha256: shown.pkg.sha256, removing: true })}
          />
        ))}
    </HomeFrame>
  );
}
