import type { TargetView } from '../../../shared/bridge/session';
import type { Failure } from '../../../shared/errors';
import { codeForm } from '../../../shared/knowledge/codeForm';
import type { Entry } from '../../../shared/search/entries';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { PropertyList } from '../../components/propertyList';
import { useTexts } from '../../useTexts';
import { FailureNote } from '../failureNote';
import type { Place } from '../place';
import { useAsk } from '../useAsk';
import './codePalette.css';

/** Where an entry leads, in words; `press` goes there. */
export interface Way {
  readonly id: 'step' | 'page';
  readonly words: string;
  readonly press: () => void;
}

/** The ways onwards of an entry, the nearest first: the step of the open server at which it matters, and Microsoft's page about it. */
export function useWays(
  entry: Entry | undefined,
  view: TargetView | undefined,
  go: (place: Place) => void,
): { readonly ways: readonly Way[]; readonly failure: Failure | null } {
  const { t } = useTexts('search');
  const client = useClient();
  const { ask, failure } = useAsk();
  const ways: Way[] = [];
  const { place = null, link = null } = entry ?? {};
  if (view !== undefined && place !== null)
    ways.push({
      id: 'step',
      words: t('open', { step: t(`steps:name.${place.step}`), name: view.target.name }),
      press: () => go({ kind: 'server', targetId: view.target.id, ...place }),
    });
  if (link !== null)
    ways.push({ id: 'page', words: t('page'), press: () => void ask(() => client.openLink({ id: link })) });
  return { ways, failure };
}

/** How an entry is called: its number, in both forms where it is an HRESULT, or its name. */
export const nameOf = ({ number, name }: Entry): string =>
  number === null ? (name ?? '') : codeForm(number);

/** The entry that is chosen, and where it leads. */
export interface CodeAnswerProps {
  /** Of the element with the words, which describes the entry in the list. */
  readonly id: string;
  readonly entry: Entry;
  readonly ways: readonly Way[];
  readonly failure: Failure | null;
}

/** What an entry means, why, the one next step, what that rests on, and the ways onwards. */
export function CodeAnswer({ id, entry, ways, failure }: CodeAnswerProps) {
  const { t } = useTexts('search');
  const cause = entry.cause === null ? null : t(entry.cause);
  const next = entry.next === null ? t('nothingToDo') : t(entry.next);
  const called = `${t(`kind.${entry.kind}`)}, ${nameOf(entry)}`;
  const rests = [
    { name: t('source'), value: entry.source === null ? t('own') : <span lang="en">{entry.source}</span> },
    ...(entry.doubt === null ? [] : [{ name: t('doubt'), value: t(`knowledge:${entry.doubt}`) }]),
  ];
  const copied = [t(entry.title), called, cause, next].filter((line) => line !== null).join('\n');
  return (
    <section className="gw-palette-answer" aria-label={called}>
      <p className="gw-caption">{called}</p>
      <h2 className="gw-palette-heading">{t(entry.title)}</h2>
      <div id={id}>
        {cause !== null && <p className="gw-palette-cause">{cause}</p>}
        <div className="gw-palette-next">
          <span className="gw-caption">{t('next')}</span>
          <p>{next}</p>
        </div>
      </div>
      <PropertyList items={rests} />
      <div className="gw-palette-actions">
        {ways.map((way, at) => (
          <ActionButton
            key={way.id}
            variant={at === 0 ? 'primary' : 'secondary'}
            size="small"
            onPress={way.press}
          >
            {way.words}
          </ActionButton>
        ))}
        <CopyButton text={copied} label={t('copy')} />
      </div>
      {failure !== null && <FailureNote failure={failure} />}
    </section>
  );
}
