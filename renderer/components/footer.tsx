import { useId, type ReactNode } from 'react';
import { ActionButton } from './actionButton';
import './footer.css';

/** The primary of a page. `notYet` is the reason, shown beside it, why it has no effect for now. */
export type FooterPrimary = {
  label: string;
  onPress: () => void;
  notYet?: string;
  busy?: string;
  icon?: ReactNode;
};

/**
 * The ledger line, other buttons (in reading order, before the primary), and the primary. `confirm` is what a person types
 * before the primary may start changes; it has a row of its own, above.
 */
export type FooterProps = {
  ledger: ReactNode;
  confirm?: ReactNode;
  secondary?: ReactNode;
  primary?: FooterPrimary;
};

/** The foot of every wizard page: what has been changed at the left, the way on at the right. */
export function Footer({ ledger, confirm, secondary, primary }: FooterProps) {
  const reasonId = useId();
  const reason = primary?.notYet;
  const why = reason !== undefined && (
    <span className="gw-footer-reason" id={reasonId}>
      {reason}
    </span>
  );
  const asks = confirm !== undefined && confirm !== false;
  return (
    <footer className={`gw-footer ${asks ? 'gw-footer-asks' : ''}`}>
      {asks && (
        <div className="gw-footer-confirm">
          {confirm}
          {why}
        </div>
      )}
      <div className="gw-footer-ledger">
        {ledger}
        {!asks && why}
      </div>
      <div className="gw-footer-actions">
        {secondary}
        {primary && (
          <ActionButton
            variant="primary"
            onPress={primary.onPress}
            icon={primary.icon}
            busy={primary.busy}
            notYet={reason !== undefined}
            describedBy={reason === undefined ? undefined : reasonId}
            keys="Control+Enter"
          >
            {primary.label}
          </ActionButton>
        )}
      </div>
    </footer>
  );
}
