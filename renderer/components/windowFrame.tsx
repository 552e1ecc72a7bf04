import type { ReactNode } from 'react';
import { Mark } from './mark';
import './windowFrame.css';

/** The slots of the window: words of the title bar and what stands at its end, practice banner, rail, sheet. */
export type WindowFrameProps = {
  title: string;
  tools?: ReactNode;
  banner?: ReactNode;
  rail: ReactNode;
  children: ReactNode;
};

/**
 * The window: title bar (draggable; in Electron the system draws its buttons at the right), the practice
 * banner when there is one, the rail and the sheet.
 */
export function WindowFrame({ title, tools, banner, rail, children }: WindowFrameProps) {
  return (
    <div className="gw-window">
      <header className="gw-titlebar">
        <Mark size={16} />
        <span>{title}</span>
        {tools}
      </header>
      {banner}
      <div className="gw-shell">
        {rail}
        {children}
      </div>
    </div>
  );
}
