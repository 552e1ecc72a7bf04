import type { Say } from '../../../shared/locales/keys';
import { useTexts } from '../../useTexts';
import { isUnconfirmed } from '../../../shared/kit/packageTrust';
import { endedUnstamped } from '../../../shared/model/fileSignature';
import type { Package } from '../../../shared/model/packages';
import type { GlyphState } from '../../components/glyphState';
import { Note } from '../../components/note';
import { PropertyList } from '../../components/propertyList';
import { Verdict } from '../../components/verdict';
import { useNow } from '../../frame/useNow';
import { useTimes } from '../../frame/useTimes';
import { packageProperties } from './packageProperties';
import '../../components/inset.css';
import './kit.css';

/** A package, and why it does not fit the server of the page (null: it does, or there is none). */
export interface PackageBodyProps {
  readonly pkg: Package;
  readonly misfit: string | null;
}

/** Everything that is known of a package, with the verdict first. */
export function PackageBody({ pkg, misfit }: PackageBodyProps) {
  const { t, i18n } = useTexts('kit');
  const times = useTimes();
  const now = useNow(60_000);
  const file = pkg.fileSignature;
  const { state, line } = misfit === null ? verdictOf(t, pkg) : { state: 'refused' as const, line: misfit };
  return (
    <>
      <Verdict state={state} line={line}>
        <PropertyList items={packageProperties(t, times, i18n.language, pkg)} />
      </Verdict>
      <div>
        <p className="gw-caption">{t('hash')}</p>
        <p className="gw-inset gw-mono gw-hash">{pkg.sha256.replace(/(.{8})(?!$)/g, '$1 ')}</p>
      </div>
      {file?.state === 'read' && pkg.signature.state !== 'valid' && endedUnstamped(file, now) && (
        <Note tone="caution">{t('packages:file.ended', { date: times.date(file.until) })}</Note>
      )}
      {pkg.signature.state === 'valid' && <Note>{t('noPublishedHash')}</Note>}
    </>
  );
}

/** The details of a package as text, for a ticket. */
export function usePackageText(pkg: Package): () => string {
  const { t, i18n } = useTexts('kit');
  const times = useTimes();
  return () =>
    [
      ...packageProperties(t, times, i18n.language, pkg).map(({ name, value }) => `${name}\t${value}`),
      `SHA-256\t${pkg.sha256}`,
    ].join('\n');
}

/** A package is called genuine only where Windows confirmed its signature. */
export function verdictOf(t: Say, pkg: Package): { state: GlyphState; line: string } {
  if (isUnconfirmed(pkg)) return { state: 'toFix', line: t('packages:verdict.unconfirmed') };
  if (pkg.confirmation !== undefined) return { state: 'toKnow', line: t('packages:verdict.confirmed') };
  if (pkg.practice) return { state: 'done', line: t('packages:verdict.practice') };
  if (pkg.signature.state === 'valid') return { state: 'done', line: t('packages:verdict.genuine') };
  if (pkg.signature.state === 'notApplicable') return { state: 'done', line: t('packages:verdict.unsigned') };
  return { state: 'notProvable', line: t('packages:verdict.notChecked') };
}
