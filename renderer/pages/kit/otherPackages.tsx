import { useTexts } from '../../useTexts';
import type { Package } from '../../../shared/model/packages';
import type { Situation } from '../../../shared/plan/situation';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { distinction, fitOf, kindName, misfitText } from './kitRow';

/** Packages of the library that this server's kit does not use. */
export interface OtherPackagesProps {
  readonly packages: readonly Package[];
  readonly situation: Situation;
  readonly practice: boolean;
  /** Kinds that the server needs: another package of such a kind may be taken instead. */
  readonly wanted: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly onSelect: (sha256: string) => void;
  readonly onUse: (sha256: string) => void;
}

/** What else lies in the library, and why it is not used here. */
export function OtherPackages(props: OtherPackagesProps) {
  const { t } = useTexts('kit');
  const { packages, situation, practice, wanted } = props;
  if (packages.length === 0) return null;
  return (
    <Section title={t('others')} note={packages.length}>
      <RowList
        label={t('others')}
        onOpen={props.onSelect}
        selected={props.selected}
        rows={packages.map((pkg) => {
          const fit = fitOf(pkg, situation, practice);
          const kb = pkg.details.kind === 'windowsUpdate' ? pkg.details.kb : null;
          const usable = fit.fits && wanted.has(pkg.kind);
          return {
            id: pkg.sha256,
            title: kindName(t, pkg.kind, kb),
            glyph: <Glyph state={fit.fits ? 'toKnow' : 'notNeeded'} />,
            detail: (
              <>
                <span className="gw-mono">{pkg.name}</span>
                <br />
                {misfitText(t, pkg, fit, situation.facts.sensor.orgId) ?? t(usable ? 'otherOne' : 'notAsked')}
              </>
            ),
            value: distinction(t, pkg),
            actions: usable ? (
              <ActionButton size="small" variant="quiet" onPress={() => props.onUse(pkg.sha256)}>
                {t('use')}
                <span className="gw-hidden"> {pkg.name}</span>
              </ActionButton>
            ) : undefined,
          };
        })}
      />
    </Section>
  );
}
