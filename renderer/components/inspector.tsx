import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { ActionButton } from './actionButton';
import './inspector.css';

/** Details of the selected row: a caption, its title, and buttons at the foot. */
export type InspectorProps = {
  label: string;
  caption?: string;
  title: string;
  /** Open at first where the window is narrow: a person asked for it. */
  startOpen?: boolean;
  foot?: ReactNode;
  children: ReactNode;
};

/** The column at the right of a list; below the list and closed at first when the window is narrow. */
export function Inspector({ label, caption, title, startOpen = false, foot, children }: InspectorProps) {
  const [open, setOpen] = useState(startOpen);
  return (
    <aside className={`gw-inspector ${open ? '' : 'gw-inspector-closed'}`} aria-label={label}>
      <div className="gw-inspector-toggle">
        <ActionButton
          variant="quiet"
          size="small"
          icon={open ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
          expanded={open}
          onPress={() => setOpen(!open)}
        >
          {title}
        </ActionButton>
      </div>
      <div className="gw-inspector-body">
        {caption !== undefined && <p className="gw-caption">{caption}</p>}
        <h2>{title}</h2>
        {children}
        {foot !== undefined && <div className="gw-inspector-foot">{foot}</div>}
      </div>
    </aside>
  );
}
