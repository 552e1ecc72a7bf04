import { useId } from 'react';
import { hasSession, type Target } from '../../../shared/model/target';
import { ActionButton, type ActionButtonProps } from '../../components/actionButton';
import { Note } from '../../components/note';
import { useTexts } from '../../useTexts';
import './sessionButton.css';

/** Why nothing can be asked of a server over a session; undefined where it can. Every grey button of a server that files are carried to asks here. */
export function useNoSession(target: Target): string | undefined {
  const { t } = useTexts('field');
  return hasSession(target) ? undefined : t('session.reason');
}

/** A button for what needs a session with a server: grey where files are carried instead, with the reason. */
export function SessionButton({ target, ...button }: ActionButtonProps & { readonly target: Target }) {
  const id = useId();
  const reason = useNoSession(target);
  if (reason === undefined) return <ActionButton {...button} />;
  return (
    <>
      <ActionButton {...button} notYet describedBy={id} hint={reason} />
      <span hidden id={id}>
        {reason}
      </span>
    </>
  );
}

/**
 * What is grey on the pages of a server that files are carried to, and what is done instead; nothing for every other server. `searches`: what a
 * search cannot read of it.
 */
export function SessionNote({
  target,
  searches = false,
}: {
  readonly target: Target;
  readonly searches?: boolean;
}) {
  const { t } = useTexts('field');
  if (hasSession(target)) return null;
  return (
    <div className="gw-session-note">
      <Note lead={t('session.lead')}>
        {t('session.note')}
        {searches && ` ${t('session.search')}`}
      </Note>
    </div>
  );
}
