import { useTexts } from '../../useTexts';
import type { Package } from '../../../shared/model/packages';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Question } from '../../components/question';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import type { FileUser } from './fileUsers';

/** The file that somebody wants to remove, who chooses it, and how the question ends. */
export interface RemoveQuestionProps {
  readonly pkg: Package;
  readonly users: readonly FileUser[];
  readonly onClose: () => void;
}

/** Asks before a file leaves the library, and says what uses it. To keep it comes first. */
export function RemoveQuestion({ pkg, users, onClose }: RemoveQuestionProps) {
  const { t } = useTexts('library');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const servers = users.filter(({ kit }) => !kit);
  const kits = users.filter(({ kit }) => kit);
  const namesOf = (some: readonly FileUser[]) => some.map(({ name }) => name).join(', ');
  const remove = async () => {
    const { practice, sha256 } = pkg;
    if ((await ask(() => client.removePackage({ practice, sha256 }))) !== undefined) onClose();
  };
  return (
    <Question
      open
      onClose={onClose}
      title={t('remove.title', { name: pkg.name })}
      lead={
        users.length === 0
          ? t('remove.unused')
          : [
              ...(servers.length === 0
                ? []
                : [t('remove.used', { count: servers.length, names: namesOf(servers) })]),
              ...(kits.length === 0
                ? []
                : [t('remove.usedByKits', { count: kits.length, names: namesOf(kits) })]),
            ].join(' ')
      }
      actions={
        <>
          <ActionButton onPress={onClose}>{t('remove.keep')}</ActionButton>
          <ActionButton
            variant="primary"
            busy={busy ? t('frame:starting') : undefined}
            onPress={() => void remove()}
          >
            {t('kit:remove')}
          </ActionButton>
        </>
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      <p className="gw-detail">{t('remove.servers')}</p>
    </Question>
  );
}
