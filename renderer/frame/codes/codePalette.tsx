import { Dialog, DialogSurface } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { TargetView } from '../../../shared/bridge/session';
import { codeForm } from '../../../shared/knowledge/codeForm';
import type { Entry } from '../../../shared/search/entries';
import { createSearch } from '../../../shared/search/search';
import { CopyButton } from '../../components/copyButton';
import { EmptyState } from '../../components/emptyState';
import { useLayer } from '../../components/layer';
import { useTexts } from '../../useTexts';
import type { Place } from '../place';
import { CodeAnswer, nameOf, useWays } from './codeAnswer';
import '../../components/field.css';
import './codePalette.css';

/** As many as a person looks through; one more word makes them fewer. */
const shown = 40;

/** What is looked for at the start, the server that is open, and the way to its pages. */
export interface CodePaletteProps {
  readonly open: boolean;
  readonly query: string;
  readonly view: TargetView | undefined;
  readonly go: (place: Place) => void;
  readonly onClose: () => void;
}

/** The search over all codes: a field, what was found, and the answer of the one that is chosen. It reads no server. */
export function CodePalette({ open, query, view, go, onClose }: CodePaletteProps) {
  const { t } = useTexts('search');
  useLayer(open);
  return (
    <Dialog
      open={open}
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface className="gw-palette" aria-label={t('title')}>
        <Search
          key={query}
          query={query}
          view={view}
          go={(place) => {
            onClose();
            go(place);
          }}
        />
      </DialogSurface>
    </Dialog>
  );
}

function Search({ query, view, go }: Pick<CodePaletteProps, 'query' | 'view' | 'go'>) {
  const { t, i18n } = useTexts('search');
  const id = useId();
  const [words, setWords] = useState(query);
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  // The texts of a language stay as they are: one index for each language.
  const { language } = i18n;
  const search = useMemo(() => createSearch(i18n.getFixedT(language)), [i18n, language]);
  const asked = useDeferredValue(words);
  const found = useMemo(() => search(asked), [search, asked]);
  const options = found.hits.slice(0, shown);
  const active = options[Math.min(chosen, options.length - 1)];
  const { ways, failure } = useWays(active, view, go);
  const idOf = (entry: Entry) => `${id}-${entry.id}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = options.length - 1;
    const to: Record<string, number> = {
      ArrowDown: Math.min(chosen + 1, last),
      ArrowUp: Math.max(chosen - 1, 0),
      PageDown: Math.min(chosen + 8, last),
      PageUp: Math.max(chosen - 8, 0),
    };
    const next = to[event.key];
    if (next !== undefined) setChosen(Math.max(0, next));
    else if (event.key === 'Enter') ways[0]?.press();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="gw-field gw-palette-field">
        <SearchRegular aria-hidden />
        <input
          role="combobox"
          aria-label={t('label')}
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : idOf(active)}
          aria-describedby={`${id}-keys`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('placeholder')}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <span className="gw-field-found" role="status">
          {asked.trim() === '' ? '' : t('found', { count: found.hits.length })}
        </span>
      </div>
      <div className="gw-palette-body">
        <div className="gw-palette-found">
          {!found.whole && <p className="gw-caption gw-palette-note">{t('some')}</p>}
          {found.unknown.slice(0, 3).map((number) => (
            <Unknown key={number} number={number} />
          ))}
          <div
            ref={list}
            className="gw-palette-list"
            id={`${id}-list`}
            role="listbox"
            aria-label={t('results')}
          >
            {options.map((entry, at) => (
              <div
                key={entry.id}
                id={idOf(entry)}
                className="gw-palette-option"
                role="option"
                aria-selected={entry === active}
                aria-describedby={entry === active ? `${id}-answer` : undefined}
                onClick={() => setChosen(at)}
              >
                <span className="gw-palette-title">{t(entry.title)}</span>
                <span className="gw-caption">
                  {t(`kind.${entry.kind}`)} <span className="gw-mono">{nameOf(entry)}</span>
                </span>
              </div>
            ))}
          </div>
          {found.hits.length > shown && (
            <p className="gw-caption gw-palette-note">{t('more', { count: found.hits.length - shown })}</p>
          )}
          {options.length === 0 && found.unknown.length === 0 && (
            <EmptyState title={t(asked.trim() === '' ? 'begin.title' : 'nothing.title')}>
              {t(asked.trim() === '' ? 'begin.detail' : 'nothing.detail')}
            </EmptyState>
          )}
        </div>
        {active !== undefined && (
          <CodeAnswer id={`${id}-answer`} entry={active} ways={ways} failure={failure} />
        )}
      </div>
      <p className="gw-caption gw-palette-keys" id={`${id}-keys`}>
        {t('keys')}
      </p>
    </>
  );
}

/** A code of which nothing is known, in both forms, and what to do with it. */
function Unknown({ number }: { readonly number: number }) {
  const { t } = useTexts('search');
  const code = codeForm(number);
  return (
    <EmptyState
      title={t('unknown.title', { code })}
      actions={<CopyButton text={code} label={t('unknown.copy')} />}
    >
      {t('unknown.detail')}
    </EmptyState>
  );
}
