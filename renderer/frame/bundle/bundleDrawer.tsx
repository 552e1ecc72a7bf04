import { useEffect, useMemo, useState } from 'react';
import type { BundleOf, BundleWish } from '../../../shared/bridge/bundle';
import type { ReplyOf } from '../../../shared/bridge/contract';
import type { LogsDesk } from '../../../shared/bridge/logs';
import type { TargetView } from '../../../shared/bridge/session';
import { useClient } from '../../client';
import { Accept } from '../../components/accept';
import { ActionButton } from '../../components/actionButton';
import { Drawer } from '../../components/drawer';
import { Note } from '../../components/note';
import { useTexts } from '../../useTexts';
import { FailureNote } from '../failureNote';
import { useAsk } from '../useAsk';
import { sizeText } from '../useTimes';
import { BundleFile } from './bundleFile';
import { hiddenWords } from './hiddenWords';
import './bundle.css';

/** What a bundle is put together of: a server, or the logs that lie open. */
export type BundleSubject =
  | { readonly kind: 'server'; readonly view: TargetView }
  | { readonly kind: 'logs'; readonly files: LogsDesk['files'] };

export interface BundleDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly subject: BundleSubject;
}

type Bundle = ReplyOf<'previewBundle'>;
/** The bundle for support: each file as it goes in, what was hidden in it, and the button that saves exactly this. */
export function BundleDrawer({ open, onClose, subject }: BundleDrawerProps) {
  const { t, i18n } = useTexts('bundle');
  const client = useClient();
  const { ask, busy, failure } = useAsk();
  const [wish, setWish] = useState<BundleWish>({ names: true, tenant: true });
  const [made, setMade] = useState<{ readonly wish: BundleWish; readonly bundle: Bundle } | null>(null);
  const [saved, setSaved] = useState<{ readonly id: string; readonly path: string } | null>(null);
  const targetId = subject.kind === 'server' ? subject.view.target.id : null;
  const of = useMemo(
    (): BundleOf => (targetId === null ? { kind: 'logs' } : { kind: 'server', targetId }),
    [targetId],
  );
  // Other logs are another bundle; of a server each opening looks anew.
  const files = subject.kind === 'logs' ? subject.files : null;
  const bundle = made?.wish === wish ? made.bundle : null;

  useEffect(() => {
    if (!open) return undefined;
    let shown = true;
    void ask(() => client.previewBundle({ of, wish })).then((found) => {
      if (shown && found !== undefined) setMade({ wish, bundle: found });
    });
    return () => {
      shown = false;
    };
  }, [open, ask, client, of, files, wish]);

  const save = async ({ id }: Bundle) => {
    const answer = await ask(() => client.saveBundle({ of, id }));
    if (answer?.path != null) setSaved({ id, path: answer.path });
  };

  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={subject.kind === 'server' ? t('title', { name: subject.view.target.name }) : t('titleLogs')}
      lead={t(subject.kind === 'server' ? 'lead' : 'leadLogs')}
      foot={
        <>
          <span className="gw-caption">
            {bundle === null ? t('making') : sizeText(i18n.language, bundle.bytes)}
          </span>
          <ActionButton
            variant="primary"
            notYet={bundle === null}
            busy={busy ? t(bundle === null ? 'making' : 'frame:saving') : undefined}
            onPress={() => bundle !== null && void save(bundle)}
          >
            {t('save')}
          </ActionButton>
        </>
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      {saved !== null && saved.id === bundle?.id && (
        <Note glyph="done" lead={t('saved', { path: saved.path })}>
          <span className="gw-mono">{t('hash', { id: bundle.id })}</span>
        </Note>
      )}
      {subject.kind === 'server' && subject.view.facts === null && <Note tone="caution">{t('unread')}</Note>}
      <div className="gw-bundle-wish">
        {(['names', 'tenant'] as const).map((key) => (
          <div key={key}>
            <Accept
              checked={wish[key]}
              describedBy={`gw-bundle-${key}`}
              onChange={(checked) => {
                if (!busy) setWish({ ...wish, [key]: checked });
              }}
            >
              {t(key)}
            </Accept>
            <p className="gw-detail" id={`gw-bundle-${key}`}>
              {t(`${key}Hint`)}
            </p>
          </div>
        ))}
      </div>
      {bundle !== null && (
        <>
          <h3>{t('files')}</h3>
          <p className="gw-detail">{t('total', { what: hiddenWords(t, bundle.hidden) })}</p>
          <ul className="gw-bundle-files">
            {bundle.files.map((file) => (
              <BundleFile key={`${bundle.id}/${file.name}`} of={of} id={bundle.id} file={file} />
            ))}
          </ul>
        </>
      )}
    </Drawer>
  );
}
