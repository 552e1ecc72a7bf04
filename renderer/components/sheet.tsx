import { useLayoutEffect, useRef, type ReactNode } from 'react';
import './sheet.css';

/** The slots of a page: its header, content, inspector (right) and footer. */
export type SheetProps = {
  header: ReactNode;
  children: ReactNode;
  inspector?: ReactNode;
  footer?: ReactNode;
};

const reachable = 'a[href], button, input, select, textarea, [tabindex="0"]';

/** A page: header and footer stay, the content between them scrolls alone. */
export function Sheet({ header, children, inspector, footer }: SheetProps) {
  const content = useRef<HTMLDivElement>(null);

  // A page of plain text that overflows would be out of reach of the keyboard without a Tab stop of its own.
  useLayoutEffect(() => {
    const element = content.current;
    if (!element) return undefined;
    const adjust = () => {
      // Nearly every page has something to reach, and then nothing is measured, which would lay the page out at once.
      const stranded = !element.querySelector(reachable) && element.scrollHeight > element.clientHeight;
      if (stranded) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    adjust();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(adjust);
    observer.observe(element);
    return () => observer.disconnect();
  });

  return (
    <div className={`gw-sheet ${inspector === undefined ? '' : 'gw-sheet-split'}`}>
      <main className="gw-main">
        {header}
        <div className="gw-content" ref={content}>
          {children}
        </div>
      </main>
      {inspector}
      {footer}
    </div>
  );
}
