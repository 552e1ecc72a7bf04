import { DeleteRegular, SaveRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Package } from '../../../shared/model/packages';
import { useAnnouncer } from '../../announcer';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { Drawer } from '../../components/drawer';
import { Note } from '../../components/note';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { PackageBody, usePackageText } from '../kit/packageBody';
import { ageAdvice, fileTitle } from './fileWords';
import './library.css';
import type { FileUser } from './fileUsers';

/** The file that is open, who chooses it, the hour by which its age is told, and what can be done: close it, or ask to remove it. */
export interface FileDrawerProps {
  readonly pkg: Package;
  readonly users: readonly FileUser[];
  readonly now: number;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** Whether a file is a key to the tenant: it joins a machine to it, or takes one out. */
const isKey = ({ details, practice }: Package): boolean => !practice && 'orgId' in details;

/** Everything that is known of a file, who uses it, a copy of it elsewhere, and the way out of the library. */
export function FileDrawer({ pkg, users, now, onClose, onRemove }: FileDrawerProps) {
  const { t } = useTexts('library');
  const client = useClient();
  const { say } = useAnnouncer();
  const text = usePackageText(pkg);
  const advice = ageAdvice(t, pkg, now);
  const [saved, setSaved] = useState<string>();
  const saving = useAsk();
  const { practice, sha256 } = pkg;
  const save = async () => {
    setSaved(undefined);
    const answer = await saving.ask(() => client.savePackage({ practice, sha256 }));
    if (answer?.path == null) return;
    setSaved(answer.path);
    say(t('save.done', { path: answer.path }));
  };
  return (
    <Drawer
      open
      onClose={onClose}
      title={fileTitle(t, pkg)}
      lead={<span className="gw-mono">{pkg.name}</span>}
      foot={
        <>
          <ActionButton
            icon={<SaveRegular aria-hidden />}
            busy={saving.busy ? t('save.busy') : undefined}
            onPress={() => void save()}
          >
            {t('save.verb')}
          </ActionButton>
          <CopyButton text={text} label={t('kit:copy')} />
          <ActionButton icon={<DeleteRegular aria-hidden />} onPress={onRemove}>
            {t('kit:remove')}
          </ActionButton>
        </>
      }
    >
      <div className="gw-files-details">
        {saving.failure !== null && <FailureNote failure={saving.failure} />}
        {saved !== undefined && <Note glyph="done">{t('save.done', { path: saved })}</Note>}
        {advice !== null && <Note tone="caution">{advice}</Note>}
        <PackageBody pkg={pkg} misfit={null} />
        {isKey(pkg) && <Note>{t('save.secret')}</Note>}
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
    </Drawer>
  );
}
