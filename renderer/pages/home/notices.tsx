import { DismissRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { useSession } from '../../mirror';

/** What happened without anybody asking: a damaged file that was set aside at the start. */
export function Notices() {
  const { t } = useTranslation('shell');
  const client = useClient();
  const notices = useSession((session) => session.notices);
  if (notices.length === 0) return null;
  return (
    <div className="gw-notices">
      {notices.map((notice) => (
        <Note
          key={notice.id}
          tone="caution"
          lead={notice.key === 'quarantined' ? t('notice.quarantined') : undefined}
          action={
            <ActionButton
              variant="quiet"
              size="small"
              iconOnly
              icon={<DismissRegular aria-hidden />}
              onPress={() => {
                // A notice that stays after a failed request says enough by staying.
                client.dismissNotice({ id: notice.id }).catch(() => undefined);
              }}
            >
              {t('notice.dismiss')}
            </ActionButton>
          }
        >
          {t(notice.key === 'quarantined' ? 'notice.quarantinedDetail' : 'notice.other', {
            detail: notice.detail,
          })}
        </Note>
      ))}
    </div>
  );
}
