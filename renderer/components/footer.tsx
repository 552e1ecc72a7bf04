import { useId, type ReactNode } from 'react';
import { ActionButton } from './actionButton';

/** The primary of a page. `notYet` is the reason, shown beside it, why it has no effect for now. */
export type FooterPrimary = {
  label: string;
  onPress: () => void;
  notYet?: string;
  busy?: string;
  icon?: ReactNode;
};

/** The ledger line, other buttons (in reading order, before the primary), and the primary. */
export type FooterProps = {
  ledger: ReactNode;
  secondary?: ReactNode;
  primary?: FooterPrimary;
};

/** The foot of every wizard page: what has been changed at the left, the way on at the right. */
export function Footer({ ledger, secondary, primary }: FooterProps) {
  const reasonId = useId();
  const reason = primary?.notYet;
  return (
    <footer className="gw-footer">
      <div className="gw-footer-ledger">
        {ledger}
        {reason !== undefined && (
          <span className="gw-footer-reason" id={reasonId}>
            {reason}
          </span>
        )}
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
