import { useContext, type ReactNode, type Ref } from 'react';
import { RowReach } from './rowReach';
import './actionButton.css';

/**
 * A button. `busy` is the label while its work runs (the width stays); `notYet` keeps it focusable but
 * without effect, and `describedBy` is the id of the element that says why. `iconOnly` hides the words
 * but keeps them as the name. `hint` is shown while the pointer rests on it.
 */
export type ActionButtonProps = {
  children: ReactNode;
  onPress: () => void;
  variant?: 'primary' | 'secondary' | 'quiet' | 'link';
  size?: 'medium' | 'small';
  icon?: ReactNode;
  iconOnly?: boolean;
  busy?: string;
  notYet?: boolean;
  describedBy?: string;
  pressed?: boolean;
  expanded?: boolean;
  keys?: string;
  hint?: string;
  lang?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** The one button of Gangway in its four weights. At most one `primary` belongs on a page. */
export function ActionButton({
  children,
  onPress,
  variant = 'secondary',
  size = 'medium',
  icon,
  iconOnly = false,
  busy,
  notYet = false,
  describedBy,
  pressed,
  expanded,
  keys,
  hint,
  lang,
  ref,
}: ActionButtonProps) {
  const reached = useContext(RowReach);
  const idle = notYet || busy !== undefined;
  const classes = [
    'gw-button',
    `gw-button-${variant}`,
    size === 'small' && 'gw-button-small',
    iconOnly && 'gw-button-only',
  ];
  return (
    <button
      type="button"
      ref={ref}
      tabIndex={reached ? undefined : -1}
      lang={lang}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={idle || undefined}
      aria-busy={busy !== undefined || undefined}
      aria-describedby={describedBy}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-keyshortcuts={keys}
      title={hint ?? (iconOnly && typeof children === 'string' ? children : undefined)}
      onClick={() => {
        if (!idle) onPress();
      }}
    >
      {icon}
      <span className={iconOnly ? 'gw-hidden' : 'gw-button-text gw-button-label'}>
        <span aria-hidden={busy === undefined ? undefined : true}>{children}</span>
        {busy !== undefined && <span>{busy}</span>}
      </span>
    </button>
  );
}
