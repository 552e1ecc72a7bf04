import { DismissRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { useSession } from '../../mirror';
import './home.css';

/** Notices with words of their own; any other is shown as it came. */
const known = [
  'dataTaken',
  'quarantined',
  'journalBroken',
  'journalUnread',
  'unwritable',
  'notRestored',
  'trustTakenBack',
  'trustRestored',
  'trustLeft',
] as const;
const isKnown = (key: string): key is (typeof known)[number] => known.some((one) => one === key);

/** What happened without anybody asking: a damaged file, a disk that refuses, a server that could not be opened. */
export function Notices() {
  const { t } = useTexts('frame');
  const client = useClient();
  const notices = useSession((session) => session.notices);
  if (notices.length === 0) return null;
  return (
    <div className="gw-notices">
      {notices.map((notice) => (
        <Note
          key={notice.id}
          tone="caution"
          lead={isKnown(notice.key) ? t(`notice.${notice.key}`) : undefined}
          action={
            <ActionButton
              variant="quiet"
              size="small"
              iconOnly
              icon={<DismissRegular aria-hidden />}
              onPress={() => {
                // If the request fails, the notice stays, and that is enough.
                client.dismissNotice({ id: notice.id }).catch(() => undefined);
              }}
            >
              {t('notice.dismiss')}
            </ActionButton>
          }
        >
          {t(isKnown(notice.key) ? `notice.${notice.key}Detail` : 'notice.other', { detail: notice.detail })}
        </Note>
      ))}
    </div>
  );
}
