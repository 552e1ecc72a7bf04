import { Dialog, DialogSurface } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { useLayer } from './layer';
import './question.css';

/** A question over the page. Its first focusable element takes the keyboard: put the least destructive first. */
export type QuestionProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  actions: ReactNode;
};

/** The dialog: Escape closes it as its quiet button does, and the keyboard returns to what opened it. */
export function Question({ open, onClose, title, lead, children, actions }: QuestionProps) {
  const id = useId();
  useLayer(open);
  return (
    <Dialog
      open={open}
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface className="gw-dialog" aria-labelledby={id}>
        <h2 className="gw-dialog-title" id={id}>
          {title}
        </h2>
        {lead !== undefined && <p className="gw-dialog-lead">{lead}</p>}
        {children}
        <div className="gw-dialog-actions">{actions}</div>
      </DialogSurface>
    </Dialog>
  );
}
