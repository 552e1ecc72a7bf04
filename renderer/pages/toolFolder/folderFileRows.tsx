import type { Package } from '../../../shared/model/packages';
import type { FolderFiles } from '../../../shared/toolFolder/folderFiles';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { ChoiceList } from '../../components/choiceList';
import { Glyph } from '../../components/glyph';
import type { RowContent } from '../../components/row';
import { RowList } from '../../components/rowList';
import { shortId } from '../../frame/shortId';
import type { Ask } from '../../frame/useAsk';
import { sizeText } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import './toolFolder.css';

/** What a library has for the folder, what of it is taken, and what can be done about what is missing. */
export interface FolderFileRowsProps {
  readonly files: FolderFiles;
  readonly tool: Package | null;
  readonly onboarding: Package | null;
  readonly practice: boolean;
  readonly ask: Ask['ask'];
  readonly onPick: (choice: { tool?: string; onboarding?: string }) => void;
  readonly onLibrary: () => void;
}

/** The files of the folder, each with the way to it where it is missing, and which one is taken where there are several. */
export function FolderFileRows(props: FolderFileRowsProps) {
  const { files, tool, onboarding, practice, ask, onPick, onLibrary } = props;
  const { t, i18n } = useTexts('toolFolder');
  const client = useClient();
  const tenantOf = ({ details }: Package): string =>
    t('files.tenant', { tenant: details.kind === 'onboardingFile' ? shortId(details.orgId) : '' });
  // run.cmd compares the hash alone, so what is known of the signature is said here.
  const signatureOf = ({ practice: played, signature }: Package): string =>
    t(played ? 'packages:signature.practice' : `packages:signature.state.${signature.state}`).replace(
      /\.$/,
      '',
    );
  const versionOf = ({ details }: Package): string =>
    details.kind === 'deploymentTool' && details.version !== null
      ? t('files.toolWhich', { version: details.version })
      : t('files.toolNoVersion');
  const ready = (pkg: Package, what: string): Pick<RowContent, 'glyph' | 'detail' | 'value'> => ({
    glyph: <Glyph state="done" label={t('files.ready')} />,
    detail: `${what}. ${pkg.name}`,
    value: sizeText(i18n.language, pkg.bytes),
  });
  const missing = (what: string): Pick<RowContent, 'glyph' | 'detail' | 'value'> => ({
    glyph: <Glyph state="toFix" label={t('files.missing')} />,
    detail: what,
    value: t('files.missing'),
  });
  const toLibrary = (name: string, practiceId: string) =>
    practice ? (
      <ActionButton size="small" onPress={() => void ask(() => client.bringPracticeFile({ id: practiceId }))}>
        {t('files.practice')}
        <span className="gw-hidden"> {name}</span>
      </ActionButton>
    ) : (
      <ActionButton size="small" onPress={onLibrary}>
        {t('files.toLibrary')}
        <span className="gw-hidden"> {name}</span>
      </ActionButton>
    );
  const rows: RowContent[] = [
    {
      id: 'tool',
      title: t('files.tool'),
      ...(tool === null
        ? { ...missing(t('files.toolMissing')), actions: toLibrary(t('files.tool'), 'deploymentTool') }
        : ready(tool, `${versionOf(tool)}. ${signatureOf(tool)}`)),
    },
    {
      id: 'onboarding',
      title: t('files.onboarding'),
      ...(onboarding === null
        ? {
            ...missing(t('files.onboardingMissing')),
            actions: toLibrary(t('files.onboarding'), 'onboardingFile'),
          }
        : ready(onboarding, tenantOf(onboarding))),
    },
    ...files.updates.map(({ kb, package: pkg }): RowContent => {
      const title = t('files.update', { kb });
      if (pkg !== null)
        return { id: kb, title, ...ready(pkg, `${t('files.updateWhy')} ${signatureOf(pkg)}`) };
      return {
        id: kb,
        title,
        glyph: <Glyph state="toKnow" />,
        detail: `${t('files.updateWhy')} ${t('files.updateOptional')}`,
        value: t('files.notThere'),
        actions: (
          <ActionButton size="small" onPress={() => void ask(() => client.openLink({ id: 'updateCatalog' }))}>
            {t('files.catalog')}
            <span className="gw-hidden"> {kb}</span>
          </ActionButton>
        ),
      };
    }),
    {
      id: 'dotNet',
      title: t('files.dotNet'),
      glyph: <Glyph state="toKnow" />,
      detail: t('files.dotNetHow'),
      value: t('files.byHand'),
    },
  ];
  return (
    <div className="gw-tool-folder">
      <RowList label={t('files.title')} rows={rows} />
      {files.tools.length > 1 && (
        <ChoiceList
          label={t('files.which')}
          value={tool?.sha256}
          onChange={(sha256) => onPick({ tool: sha256 })}
          choices={files.tools.map((pkg) => ({ id: pkg.sha256, name: versionOf(pkg), detail: pkg.name }))}
        />
      )}
      {files.onboarding.length > 1 && (
        <ChoiceList
          label={t('files.whichTenant')}
          value={onboarding?.sha256}
          onChange={(sha256) => onPick({ onboarding: sha256 })}
          choices={files.onboarding.map((pkg) => ({
            id: pkg.sha256,
            name: tenantOf(pkg),
            detail: pkg.name,
          }))}
        />
      )}
      <div>
        <ActionButton
          size="small"
          variant="quiet"
          onPress={() => void ask(() => client.openLink({ id: 'docsDeploymentTool' }))}
        >
          {t('files.guide')}
        </ActionButton>
      </div>
    </div>
  );
}
