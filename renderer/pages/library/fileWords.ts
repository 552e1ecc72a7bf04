import type { Say } from '../../../shared/locales/keys';
import { freshnessOf } from '../../../shared/kit/freshness';
import { isUnconfirmed } from '../../../shared/kit/packageTrust';
import type { Package } from '../../../shared/model/packages';
import type { GlyphState } from '../../components/glyphState';
import { kindName } from '../kit/kitRow';

/** The name of a file by what it is; a Windows update has its number. */
export const fileTitle = (t: Say, { kind, details }: Package): string =>
  kindName(t, kind, details.kind === 'windowsUpdate' ? details.kb : null);

/** How old a file is, or when it ends, in the words of the table. */
export function ageWords(t: Say, pkg: Package, now: number): string {
  const age = freshnessOf(pkg, now);
  switch (age.state) {
    case 'ended':
      return t('library:age.ended');
    case 'ends':
      return t('library:age.ends', { count: age.days });
    case 'old':
      return t('library:age.old', { count: age.days });
    case 'ahead':
      return t('library:age.ahead');
    default:
      return t('library:age.days', { count: age.days });
  }
}

/** What is to be done about the age of a file, or null: it is good as it is. */
export function ageAdvice(t: Say, pkg: Package, now: number): string | null {
  const { state } = freshnessOf(pkg, now);
  if (state === 'ahead') return t('library:advice.ahead');
  if (state !== 'old' && state !== 'ends' && state !== 'ended') return null;
  const { details } = pkg;
  if (details.kind === 'offboarding' || details.kind === 'offboardingFile')
    return t('library:advice.offboarding');
  if (details.kind !== 'certificateList')
    return t(state === 'old' ? 'library:advice.old' : 'library:advice.ended');
  return t(
    `library:advice.${details.list === 'root' ? 'root' : details.list === 'revocationList' ? 'revocationList' : 'lists'}`,
  );
}

/** The sign before a file: what needs a hand, what nobody here can prove, and what is in order. */
export function fileGlyph(pkg: Package, now: number): GlyphState {
  if (isUnconfirmed(pkg) || !['fresh', 'lasting'].includes(freshnessOf(pkg, now).state)) return 'toFix';
  return pkg.signature.state === 'notCheckedHere' ? 'notProvable' : 'done';
}
