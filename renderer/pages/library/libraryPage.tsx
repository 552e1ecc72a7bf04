import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../useTexts';
import { usersOf } from '../../../shared/kit/usedBy';
import { EmptyState } from '../../components/emptyState';
import { Section } from '../../components/section';
import { useNow } from '../../frame/useNow';
import { sizeText } from '../../frame/useTimes';
import { useSession } from '../../mirror';
import { HomeFrame } from '../home/homeFrame';
import type { HomePageProps } from '../home/homePage';
import { KitsSwitch } from '../site/kitsSwitch';
import { FileTable } from './fileTable';

// Fluent's drawer is large, and the table is there before somebody opens a file.
const FileDrawer = lazy(() => import('./fileDrawer').then((file) => ({ default: file.FileDrawer })));

/** Every file that Gangway keeps, those for real servers first; practice files are a list of their own. */
export function LibraryPage({ go }: HomePageProps) {
  const { t, i18n } = useTexts('library');
  const libraries = useSession((session) => session.libraries);
  const targets = useSession((session) => session.targets);
  const now = useNow(60_000);
  const [open, setOpen] = useState<string>();
  const lists = (['real', 'practice'] as const).map((kind) => ({
    kind,
    files: libraries[kind],
    users: usersOf(libraries[kind], targets, kind === 'practice'),
  }));
  const shown = lists
    .flatMap(({ files, users }) => files.map((pkg) => ({ pkg, users: users.get(pkg.sha256) ?? [] })))
    .find(({ pkg }) => pkg.sha256 === open);
  return (
    <HomeFrame
      current="kits"
      title={t('title')}
      lead={t('lead')}
      tools={<KitsSwitch current="library" go={go} />}
      go={go}
    >
      {lists.map(({ kind, files, users }) =>
        files.length === 0 && kind === 'practice' ? null : (
          <Section
            key={kind}
            title={t(`list.${kind}`)}
            note={t('note', {
              count: files.length,
              size: sizeText(
                i18n.language,
                files.reduce((sum, { bytes }) => sum + bytes, 0),
              ),
            })}
          >
            {files.length === 0 ? (
              <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
            ) : (
              <FileTable label={t(`list.${kind}`)} files={files} users={users} now={now} onOpen={setOpen} />
            )}
          </Section>
        ),
      )}
      <Suspense>
        {shown !== undefined && (
          <FileDrawer
            key={shown.pkg.sha256}
            pkg={shown.pkg}
            users={shown.users}
            now={now}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </HomeFrame>
  );
}
