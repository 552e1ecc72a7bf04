import { MapRegular, OpenRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import type { KitNeed } from '../../../shared/plan/kitNeeds';
import { ActionButton } from '../../components/actionButton';
import { Inspector } from '../../components/inspector';
import { Verdict } from '../../components/verdict';
import type { DownloadView } from '../../../shared/model/downloads';
import type { Ask } from '../../frame/useAsk';
import { DownloadButton } from './downloadButton';
import { DownloadState } from './downloadState';
import { kindName, linkFor, usualName } from './kitRow';
import './kit.css';

/** A file that is missing, and what gets it: a link to its page, or a practice package. */
export interface NeedInspectorProps {
  readonly need: KitNeed;
  readonly practice: boolean;
  /** The public download that brings it; null where the file belongs to a tenant, or practice has its own. */
  readonly download: DownloadView | null;
  readonly ask: Ask['ask'];
  readonly onGuide: () => void;
  readonly onLink: () => void;
  readonly onPractice: () => void;
}

/** What a missing file is for and where it comes from. */
export function NeedInspector({
  need,
  practice,
  download,
  ask,
  onGuide,
  onLink,
  onPractice,
}: NeedInspectorProps) {
  const { t } = useTexts('kit');
  const name = kindName(t, need.kind, need.kb);
  return (
    <Inspector label={t('details')} caption={name} title={usualName(need)}>
      <Verdict
        state={need.required ? 'toFix' : 'toKnow'}
        line={t(need.required ? 'missing' : 'missingForFix')}
      >
        <p>{t(`packages:kind.${need.kind}.use`)}</p>
        <p>{t(`get.${need.kind}`)}</p>
      </Verdict>
      {download !== null && (
        <>
          <DownloadState download={download} name={name} />
          <p className="gw-detail">{t('download:stays')}</p>
        </>
      )}
      <div className="gw-need-actions">
        {download !== null && <DownloadButton download={download} name={name} ask={ask} />}
        {practice ? (
          <ActionButton size="small" onPress={onPractice}>
            {t('addPractice')}
          </ActionButton>
        ) : linkFor(need) === 'portal' ? (
          <ActionButton size="small" icon={<MapRegular aria-hidden />} onPress={onGuide}>
            {t('portal:guide.open')}
          </ActionButton>
        ) : (
          <ActionButton size="small" icon={<OpenRegular aria-hidden />} onPress={onLink}>
            {t('open', { page: t(`knowledge:link.${linkFor(need)}`) })}
          </ActionButton>
        )}
      </div>
    </Inspector>
  );
}
