import { SearchRegular } from '@fluentui/react-icons';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTexts } from '../useTexts';
import './field.css';
import './findField.css';

/** What is looked for, the name of the field, and how many entries match (said while there is something to look for). */
export type FindFieldProps = {
  label: string;
  words: string;
  onWords: (words: string) => void;
  found: string;
};

/** Narrows the list of a page. Ctrl+F leads here; Escape clears, and again gives the keyboard back. */
export function FindField({ label, words, onWords, found }: FindFieldProps) {
  const { t } = useTexts('components');
  const field = useRef<HTMLInputElement>(null);
  const from = useRef<HTMLElement>(null);

  useEffect(() => {
    const find = (event: globalThis.KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      event.preventDefault();
      if (document.activeElement instanceof HTMLElement && document.activeElement !== field.current)
        from.current = document.activeElement;
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', find);
    return () => window.removeEventListener('keydown', find);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (words !== '') onWords('');
    else from.current?.focus();
  };

  return (
    <div className="gw-field gw-find">
      <SearchRegular aria-hidden />
      <input
        ref={field}
        value={words}
        placeholder={label}
        aria-label={label}
        aria-keyshortcuts="Control+F"
        spellCheck={false}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {words === '' ? (
        <kbd className="gw-kbd" aria-hidden>
          {t('log.searchKeys')}
        </kbd>
      ) : (
        <span className="gw-field-found" role="note">
          {found}
        </span>
      )}
    </div>
  );
}
