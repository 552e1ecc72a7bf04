import type { Say } from '../../../shared/locales/keys';
import { DeleteRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import { isUnconfirmed } from '../../../shared/kit/packageTrust';
import type { Package } from '../../../shared/model/packages';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import type { GlyphState } from '../../components/glyphState';
import { Inspector } from '../../components/inspector';
import { Note } from '../../components/note';
import { PropertyList } from '../../components/propertyList';
import { Verdict } from '../../components/verdict';
import { useTimes } from '../../frame/useTimes';
import { kindName } from './kitRow';
import { packageProperties } from './packageProperties';
import '../../components/inset.css';
import './kit.css';

/** The package that is selected, why it does not fit (null: it does), and what can be done with it. */
export interface PackageInspectorProps {
  readonly pkg: Package;
  readonly misfit: string | null;
  readonly onRemove: () => void;
}

/** Everything that is known of a package, with the verdict first. */
export function PackageInspector({ pkg, misfit, onRemove }: PackageInspectorProps) {
  const { t, i18n } = useTexts('kit');
  const times = useTimes();
  const properties = packageProperties(t, times, i18n.language, pkg);
  const { state, line } = misfit === null ? verdictOf(t, pkg) : { state: 'refused' as const, line: misfit };
  const kb = pkg.details.kind === 'windowsUpdate' ? pkg.details.kb : null;
  const text = () =>
    [...properties.map(({ name, value }) => `${name}\t${value}`), `SHA-256\t${pkg.sha256}`].join('\n');
  return (
    <Inspector
      label={t('details')}
      caption={kindName(t, pkg.kind, kb)}
      title={pkg.name}
      foot={
        <>
          <CopyButton text={text} label={t('copy')} />
          <ActionButton variant="quiet" size="small" icon={<DeleteRegular aria-hidden />} onPress={onRemove}>
            {t('remove')}
          </ActionButton>
        </>
      }
    >
      <Verdict state={state} line={line}>
        <PropertyList items={properties} />
      </Verdict>
      <div>
        <p className="gw-caption">{t('hash')}</p>
        <p className="gw-inset gw-mono gw-hash">{pkg.sha256.replace(/(.{8})(?!$)/g, '$1 ')}</p>
      </div>
      {pkg.signature.state === 'valid' && <Note>{t('noPublishedHash')}</Note>}
    </Inspector>
  );
}

/** A package is called genuine only where Windows confirmed its signature. */
function verdictOf(t: Say, pkg: Package): { state: GlyphState; line: string } {
  if (isUnconfirmed(pkg)) return { state: 'toFix', line: t('packages:verdict.unconfirmed') };
  if (pkg.confirmation !== undefined) return { state: 'toKnow', line: t('packages:verdict.confirmed') };
  if (pkg.practice) return { state: 'done', line: t('packages:verdict.practice') };
  if (pkg.signature.state === 'valid') return { state: 'done', line: t('packages:verdict.genuine') };
  if (pkg.signature.state === 'notApplicable') return { state: 'done', line: t('packages:verdict.unsigned') };
  return { state: 'notProvable', line: t('packages:verdict.notChecked') };
}
