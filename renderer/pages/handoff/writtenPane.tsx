import type { HandOffView } from '../../../shared/bridge/handOff';
import { stepsThen } from '../../../shared/handoff/stepsThen';
import type { Direction, EngineId } from '../../../shared/model/handOff';
import { settingOf } from '../../../shared/plan/settings';
import { Inspector } from '../../components/inspector';
import { sizeText } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import './handOff.css';

/** What would be written, null while something is not named. */
export interface WrittenPaneProps {
  readonly made: HandOffView | null;
  readonly engine: EngineId;
  readonly direction: Direction;
  readonly share: string;
  /** Where servers leave their results; null: nowhere. */
  readonly results: string | null;
}

/** Folders and files as a tree of lines, each folder once. A hash as a name says nothing to a person. */
function treeOf(paths: readonly string[]): string[] {
  const lines: string[] = [];
  const seen = new Set<string>();
  for (const path of [...paths].sort((a, b) => a.localeCompare(b, 'en'))) {
    const parts = path.split('/');
    parts.forEach((part, depth) => {
      const whole = parts.slice(0, depth + 1).join('/');
      if (seen.has(whole)) return;
      seen.add(whole);
      const name = part.length > 40 && !part.includes('.') ? `${part.slice(0, 8)}…` : part;
      lines.push(`${'  '.repeat(depth)}${name}${depth < parts.length - 1 ? '\\' : ''}`);
    });
  }
  return lines;
}

/** The column at the right: the files, what they give away, what a person does then, and what to know. */
export function WrittenPane({ made, engine, direction, share, results }: WrittenPaneProps) {
  const { t, i18n } = useTexts('handoff');
  const files = made?.files ?? [];
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const secret = files.filter(({ holds }) => holds === 'tenant').length;
  return (
    <Inspector label={t('written.title')} title={t('written.title')} startOpen={false}>
      {files.length === 0 ? (
        <p className="gw-detail">
          {made?.missing == null ? t('written.waiting') : t(`missing.${made.missing}`)}
        </p>
      ) : (
        <>
          <p className="gw-caption">
            {t('written.summary', { count: files.length, size: sizeText(i18n.language, bytes) })}
          </p>
          <pre className="gw-handoff-tree" tabIndex={0} aria-label={t('written.tree')}>
            {treeOf(files.map(({ path }) => path)).join('\n')}
          </pre>
          <p>{secret === 0 ? t('written.noTenant') : t('written.tenant', { count: secret })}</p>
        </>
      )}
      <h3>{t('thenTitle')}</h3>
      <ol className="gw-handoff-then">
        {stepsThen(t, engine, direction, { share: share === '' ? '\\\\…' : share, results }).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {made !== null && made.leftOut.length > 0 && (
        <>
          <h3>{t('leftOut.title')}</h3>
          <ul className="gw-handoff-then">
            {made.leftOut.map(({ wish, family, because }) => (
              <li key={`${wish} ${family ?? ''}`}>
                <b>{t(`settings:name.${settingOf(wish).id}`)}</b>
                {family !== null && ` ${t('leftOut.on', { family: t(`form.family.${family}`) })}`}
                {': '}
                {t(`because.${because}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {made !== null && made.notes.length > 0 && (
        <>
          <h3>{t('notesTitle')}</h3>
          <ul className="gw-handoff-then">
            {made.notes.map(({ id, values }) => (
              <li key={id}>{t(`note.${id}`, values)}</li>
            ))}
          </ul>
        </>
      )}
    </Inspector>
  );
}
