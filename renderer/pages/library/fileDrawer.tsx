import { DeleteRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Package } from '../../../shared/model/packages';
import type { Target } from '../../../shared/model/target';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { Drawer } from '../../components/drawer';
import { Note } from '../../components/note';
import { Question } from '../../components/question';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { PackageBody, usePackageText } from '../kit/packageBody';
import { ageAdvice, fileTitle } from './fileWords';
import './library.css';

/** The file that is open, who chooses it, the hour by which its age is told, and how the drawer is closed. */
export interface FileDrawerProps {
  readonly pkg: Package;
  readonly users: readonly Target[];
  readonly now: number;
  readonly onClose: () => void;
}

/** Everything that is known of a file, who uses it, and the way out of the library, which is asked for first. */
export function FileDrawer({ pkg, users, now, onClose }: FileDrawerProps) {
  const { t } = useTexts('library');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [asking, setAsking] = useState(false);
  const text = usePackageText(pkg);
  const advice = ageAdvice(t, pkg, now);
  const remove = async () => {
    const { practice, sha256 } = pkg;
    if ((await ask(() => client.removePackage({ practice, sha256 }))) !== undefined) onClose();
  };
  return (
    <Drawer
      open
      onClose={onClose}
      title={fileTitle(t, pkg)}
      lead={<span className="gw-mono">{pkg.name}</span>}
      foot={
        <>
          <CopyButton text={text} label={t('kit:copy')} />
          <ActionButton icon={<DeleteRegular aria-hidden />} onPress={() => setAsking(true)}>
            {t('kit:remove')}
          </ActionButton>
        </>
      }
    >
      <div className="gw-files-details">
        {advice !== null && <Note tone="caution">{advice}</Note>}
        <PackageBody pkg={pkg} misfit={null} />
        <div>
          <p className="gw-caption">{t('usedBy')}</p>
          {users.length === 0 ? (
            <p className="gw-detail">{t('usedByNobody')}</p>
          ) : (
            <ul className="gw-files-users">
              {users.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <Question
        open={asking}
        onClose={() => setAsking(false)}
        title={t('remove.title', { name: pkg.name })}
        lead={
          users.length === 0
            ? t('remove.unused')
            : t('remove.used', { count: users.length, names: users.map(({ name }) => name).join(', ') })
        }
        actions={
          <>
            <ActionButton onPress={() => setAsking(false)}>{t('remove.keep')}</ActionButton>
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
    </Drawer>
  );
}
