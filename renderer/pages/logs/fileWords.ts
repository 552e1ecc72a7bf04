import type { LogFile, LogFinding, LogsDesk } from '../../../shared/bridge/logs';
import type { Say } from '../../../shared/locales/keys';
import type { GlyphState } from '../../components/glyphState';

type Words = Say<'logs'>;

/** A number as the language writes it, and the plural form that fits it. */
export const counted = (locale: string, count: number) => ({
  count,
  number: new Intl.NumberFormat(locale).format(count),
});

/** The last part of a path. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

export const isRead = ({ share }: LogFile): boolean => share !== 'unknown' && share !== 'refused';
/** Whether the entries of a file are events, with a record number each, and not lines. */
export const hasEvents = ({ kind, form }: LogFile): boolean => kind === 'events' || form === 'evtx';

/** How much a file holds: `11,204 lines`, `342 events`. */
export const sizeInLines = (t: Words, locale: string, file: LogFile): string =>
  t(hasEvents(file) ? 'events' : 'lines', counted(locale, file.lines));

/** What a file is, in words, with its form where it says something: `MSI log, UTF-16`. */
export const kindAndForm = (t: Words, { kind, form, share }: LogFile): string =>
  share === 'refused'
    ? t('share.refused')
    : kind === 'unknown' || form === 'utf8'
      ? t(`kind.${kind}`)
      : `${t(`kind.${kind}`)}, ${t(`form.${form}`)}`;

/** The short name of a file among others: its kind, or its own name where several are of that kind. */
export const sourceName = (t: Words, file: LogFile, files: readonly LogFile[]): string =>
  file.kind === 'unknown' || files.some(({ id, kind }) => kind === file.kind && id !== file.id)
    ? baseName(file.name)
    : t(`kind.${file.kind}`);

/** What a file contributed, in words. */
export function shareWords(t: Words, locale: string, file: LogFile, cause: LogFinding | undefined): string {
  const lines = sizeInLines(t, locale, file);
  const count = cause?.lines.filter((line) => line.file === file.id).length ?? 0;
  if (file.share === 'agrees' && count > 0) return t('share.agreesCount', { lines, count });
  if (file.share === 'nothing' && file.errors > 0)
    return t('share.nothingErrors', { lines, errors: t('errors', counted(locale, file.errors)) });
  return t(`share.${file.share}`, { lines });
}

/** The glyph beside a file: what it contributed, at a glance. */
export function shareGlyph(file: LogFile, cause: LogFinding | undefined): GlyphState {
  if (file.share === 'agrees')
    return cause?.lines.some((line) => line.file === file.id && line.level !== 'information') === true
      ? 'toFix'
      : 'toKnow';
  // A green tick beside errors that nobody can read would be a lie.
  if (file.share === 'nothing' && file.errors + file.warnings > 0) return 'toKnow';
  return ({ cause: 'stopped', nothing: 'done', unknown: 'notProvable', refused: 'refused' } as const)[
    file.share
  ];
}

/** The computers that the files of a desk name, each once. */
export const computersOf = ({ files }: LogsDesk): readonly string[] => [
  ...new Set(files.filter(isRead).flatMap(({ computer }) => computer ?? [])),
];
