import { FolderOpenRegular, OpenRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import type { JourneyId } from '../../../shared/model/journeys';
import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { PropertyList } from '../../components/propertyList';
import { FailureNote } from '../../frame/failureNote';
import { useTimes } from '../../frame/useTimes';
import { useAsk } from '../../frame/useAsk';
import '../../components/causeBox.css';

/** The server, and when and where its report was saved. */
export interface SavedReportProps {
  readonly targetId: string;
  readonly journey: JourneyId;
  readonly saved: { readonly savedAt: number; readonly path: string };
}

/** Where the report lies, and the ways to it. A browser can open no file of this computer, and says so. */
export function SavedReport({ targetId, journey, saved }: SavedReportProps) {
  const { t } = useTexts('handover');
  const client = useClient();
  const { carrier } = useHello();
  const times = useTimes();
  const { ask, failure } = useAsk();
  const open = (how: 'open' | 'folder') => void ask(() => client.openReport({ targetId, journey, how }));
  return (
    <div>
      <PropertyList
        items={[
          { name: t('saved.at'), value: times.full(saved.savedAt) },
          { name: t('saved.path'), value: saved.path, mono: true },
        ]}
      />
      {failure !== null && <FailureNote failure={failure} />}
      <div className="gw-cause-actions">
        {carrier === 'electron' && (
          <>
            <ActionButton size="small" icon={<OpenRegular aria-hidden />} onPress={() => open('open')}>
              {t('saved.open')}
            </ActionButton>
            <ActionButton
              size="small"
              icon={<FolderOpenRegular aria-hidden />}
              onPress={() => open('folder')}
            >
              {t('saved.folder')}
            </ActionButton>
          </>
        )}
        <CopyButton label={t('saved.copy')} text={saved.path} />
      </div>
      {carrier === 'loopback' && <p className="gw-caption">{t('saved.browser')}</p>}
    </div>
  );
}
