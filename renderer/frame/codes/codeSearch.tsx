import { SearchRegular } from '@fluentui/react-icons';
import { createContext, lazy, Suspense, useCallback, useContext, useState, type ReactNode } from 'react';
import type { TargetView } from '../../../shared/bridge/session';
import { loadAllTexts } from '../../i18n';
import { ActionButton } from '../../components/actionButton';
import { useTexts } from '../../useTexts';
import type { Place } from '../place';
import { useKeys } from '../useKeys';
import '../../components/field.css';
import './codeSearch.css';

// All texts of the product come with it, and few people look up a code.
const palette = () => Promise.all([import('./codePalette'), loadAllTexts()]);
const CodePalette = lazy(async () => ({ default: (await palette())[0].CodePalette }));

/** Fetches the search while nobody waits for it: what is typed right behind Ctrl+K shall not be lost. */
export function fetchCodePalette(): void {
  palette().catch(() => undefined);
}

const Opening = createContext<(query?: string) => void>(() => undefined);

/** Opens the search over all codes, with words that are looked for at once. */
export const useCodeSearch = (): ((query?: string) => void) => useContext(Opening);

/** The server that is open, if one is, and the way to its pages. */
export interface CodeSearchProps {
  readonly view: TargetView | undefined;
  readonly go: (place: Place) => void;
  readonly children: ReactNode;
}

/** Puts the search over all codes around the app: Ctrl+K opens it from every page. */
export function CodeSearch({ view, go, children }: CodeSearchProps) {
  const [asked, setAsked] = useState<{ readonly open: boolean; readonly query: string } | null>(null);
  const open = useCallback((query = '') => setAsked({ open: true, query }), []);
  useKeys({ 'Control+K': () => open() });
  return (
    <Opening value={open}>
      {children}
      {asked !== null && (
        <Suspense>
          <CodePalette
            open={asked.open}
            query={asked.query}
            view={view}
            go={go}
            onClose={() => setAsked({ open: false, query: '' })}
          />
        </Suspense>
      )}
    </Opening>
  );
}

/** The button of the search, for the bar at the top of the window. */
export function CodeSearchButton() {
  const { t } = useTexts('frame');
  const open = useCodeSearch();
  return (
    <span className="gw-lookup">
      <ActionButton
        variant="quiet"
        size="small"
        icon={<SearchRegular aria-hidden />}
        keys="Control+K"
        onPress={() => open()}
      >
        {t('search.button')}
        <kbd className="gw-kbd" aria-hidden>
          {t('search.keys')}
        </kbd>
      </ActionButton>
    </span>
  );
}
