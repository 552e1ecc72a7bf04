import type { ReactNode } from 'react';
import { Mark } from './mark';

/** The slots of the window: words of the title bar, what ends it, practice banner, rail, sheet. */
export type WindowFrameProps = {
  title: string;
  titleEnd?: ReactNode;
  banner?: ReactNode;
  rail: ReactNode;
  children: ReactNode;
};

/**
 * The window: title bar (draggable; in Electron the system draws its buttons at the right), the practice
 * banner when there is one, the rail and the sheet.
 */
export function WindowFrame({ title, titleEnd, banner, rail, children }: WindowFrameProps) {
  return (
    <div className="gw-window">
      <header className="gw-titlebar">
        <Mark size={16} />
        <span>{title}</span>
        {titleEnd !== undefined && <div className="gw-titlebar-end">{titleEnd}</div>}
      </header>
      {banner}
      <div className="gw-shell">
        {rail}
        {children}
      </div>
    </div>
  );
}
