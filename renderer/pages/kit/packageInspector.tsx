import { DeleteRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { CopyButton } from '../../components/copyButton';
import { Inspector } from '../../components/inspector';
import { kindName } from './kitRow';
import { PackageBody, usePackageText, type PackageBodyProps } from './packageBody';

/** The package that is selected, why it does not fit, and what can be done with it. */
export interface PackageInspectorProps extends PackageBodyProps {
  readonly onRemove: () => void;
}

/** Everything that is known of a package, beside the kit. */
export function PackageInspector({ pkg, misfit, onRemove }: PackageInspectorProps) {
  const { t } = useTexts('kit');
  const text = usePackageText(pkg);
  const kb = pkg.details.kind === 'windowsUpdate' ? pkg.details.kb : null;
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
      <PackageBody pkg={pkg} misfit={misfit} />
    </Inspector>
  );
}
