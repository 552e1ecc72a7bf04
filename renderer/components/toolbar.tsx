import { Children, Fragment, isValidElement, useState, type KeyboardEvent, type ReactNode } from 'react';
import { RowReach } from './rowReach';
import './toolbar.css';

/** The name of the bar and its buttons; what is absent (false, null) takes no place. */
export type ToolbarProps = { label: string; children: ReactNode };

/** Each tool by itself, also those that a page gives together. */
const toolsOf = (children: ReactNode): ReactNode[] =>
  Children.toArray(children).flatMap((child) =>
    isValidElement<{ children?: ReactNode }>(child) && child.type === Fragment
      ? toolsOf(child.props.children)
      : [child],
  );

/** Tools of a page as one Tab stop, arrows within: the way to the primary stays short. */
export function Toolbar({ label, children }: ToolbarProps) {
  const [reached, setReached] = useState(0);
  const tools = toolsOf(children);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const here = buttons.findIndex((button) => button === document.activeElement);
    const to: Record<string, number> = {
      ArrowRight: (here + 1) % buttons.length,
      ArrowLeft: (here - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    if (here < 0 || event.altKey || event.ctrlKey || !(event.key in to)) return;
    event.preventDefault();
    buttons[to[event.key] ?? 0]?.focus();
  };

  return (
    <div className="gw-toolbar" role="toolbar" aria-label={label} onKeyDown={onKeyDown}>
      {tools.map((tool, index) => (
        <RowReach key={index} value={index === Math.min(reached, tools.length - 1)}>
          <span onFocus={() => setReached(index)}>{tool}</span>
        </RowReach>
      ))}
    </div>
  );
}
