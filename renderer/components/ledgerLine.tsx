import { EyeRegular, TableSimpleRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { ActionButton } from './actionButton';
import './ledgerLine.css';

/** The sentence of the ledger; `changed` chooses the icon, `review` the link to the list. */
export type LedgerLineProps = {
  changed: boolean;
  children: ReactNode;
  review?: { label: string; onOpen: () => void };
};

/** Says in every footer whether anything has been changed on the server, with the list one click away. */
export function LedgerLine({ changed, children, review }: LedgerLineProps) {
  const Icon = changed ? TableSimpleRegular : EyeRegular;
  return (
    <div className="gw-ledger-line">
      <Icon aria-hidden fontSize={20} />
      <span>
        {children}{' '}
        {review && (
          <ActionButton variant="link" onPress={review.onOpen} keys="Control+L">
            {review.label}
          </ActionButton>
        )}
      </span>
    </div>
  );
}
