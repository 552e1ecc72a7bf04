import type { TFunction } from 'i18next';
import type { ModeTableProps } from '../../components/modeTable';

/**
 * What passive and active mean, passive first. `other` is the other antivirus that runs, or null. Attack surface rules need
 * Defender as the active antivirus (Microsoft: attack surface reduction).
 */
export function modeRows(t: TFunction<'mode'>, other: string | null): ModeTableProps['rows'] {
  return [
    {
      name: t('row.blocks'),
      cells: [{ text: other ?? t('cell.nobody') }, { text: t('cell.defender') }],
    },
    { name: t('row.reports'), cells: [{ text: t('cell.sensor') }, { text: t('cell.sensor') }] },
    { name: t('row.rules'), cells: [{ text: t('cell.off') }, { text: t('cell.available') }] },
    {
      name: t('row.later'),
      cells: [
        { text: t('cell.toActive'), glyph: 'done' },
        { text: t('cell.notToPassive'), glyph: 'oneWay' },
      ],
    },
  ];
}
