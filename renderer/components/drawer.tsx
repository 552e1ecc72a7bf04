import { OverlayDrawer } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../useTexts';
import { ActionButton } from './actionButton';
import { useLayer } from './layer';
import './drawer.css';

/** A layer from the right with title, lead, scrolling content and foot. */
export type DrawerProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  lead?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
};

/** The drawer over the page: keeps the keyboard inside, Escape closes it and gives the keyboard back. */
export function Drawer({ open, onClose, title, lead, foot, children }: DrawerProps) {
  const { t } = useTexts('components');
  const id = useId();
  useLayer(open);
  return (
    <OverlayDrawer
      className="gw-drawer"
      position="end"
      open={open}
      aria-labelledby={id}
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <div className="gw-drawer-inner">
        <div className="gw-drawer-head">
          <h2 id={id}>{title}</h2>
          <ActionButton variant="quiet" iconOnly icon={<DismissRegular aria-hidden />} onPress={onClose}>
            {t('close')}
          </ActionButton>
          {lead !== undefined && <p className="gw-drawer-lead gw-detail">{lead}</p>}
        </div>
        <div className="gw-drawer-body">{children}</div>
        {foot !== undefined && <div className="gw-drawer-foot">{foot}</div>}
      </div>
    </OverlayDrawer>
  );
}
