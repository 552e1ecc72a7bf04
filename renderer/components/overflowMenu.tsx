import { ChevronUpRegular, MoreHorizontalRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ActionButton } from './actionButton';
import './overflowMenu.css';

/** One entry: its words, what becomes of it, and what it does. `checked` makes it a switch that says how it stands. */
export type OverflowEntry = {
  id: string;
  name: string;
  detail?: string;
  onPress: () => void;
  checked?: boolean;
};

/**
 * The name of the button, and the entries that found no room beside it. `shape`: three dots, or the words themselves, whose menu opens upwards
 * because they stand at the foot of a page. The others: as of `ActionButton`.
 */
export type OverflowMenuProps = {
  label: string;
  entries: readonly OverflowEntry[];
  shape?: 'dots' | 'words';
  busy?: string;
  notYet?: boolean;
  describedBy?: string;
};

/** A menu for what has no room or no call to stand beside the others: arrows move, Escape closes and gives the keyboard back. */
export function OverflowMenu({ label, entries, shape = 'dots', ...own }: OverflowMenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return undefined;
    list.current?.querySelector('button')?.focus();
    const outside = ({ target }: Event) => {
      if (!(target instanceof Node) || list.current?.parentElement?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll('button') ?? [])];
    const here = items.findIndex((item) => item === document.activeElement);
    const to: Record<string, number> = {
      ArrowDown: (here + 1) % items.length,
      ArrowUp: (here - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    if (event.key === 'Escape') close();
    else if (event.key in to) items[to[event.key] ?? 0]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="gw-menu">
      <ActionButton
        ref={button}
        variant={shape === 'dots' ? 'quiet' : 'secondary'}
        iconOnly={shape === 'dots'}
        icon={shape === 'dots' ? <MoreHorizontalRegular aria-hidden /> : <ChevronUpRegular aria-hidden />}
        expanded={open}
        {...own}
        onPress={() => setOpen(!open)}
      >
        {label}
      </ActionButton>
      {open && (
        <div
          ref={list}
          className={`gw-menu-list gw-menu-${shape}`}
          role="menu"
          aria-label={label}
          onKeyDown={onKeyDown}
        >
          {entries.map((entry) => (
            <button
              key={entry.id}
              type="button"
              tabIndex={-1}
              role={entry.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={entry.checked}
              onClick={() => {
                entry.onPress();
                close();
              }}
            >
              <span aria-hidden>{entry.checked === true ? '✓' : ''}</span>
              <span>
                {entry.name}
                {entry.detail !== undefined && <span className="gw-menu-detail">{entry.detail}</span>}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
