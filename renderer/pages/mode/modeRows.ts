import type { Say } from '../../../shared/locales/keys';
import type { ModeTableProps } from '../../components/modeTable';

/**
 * What passive and active mean, passive first. `besides` says who blocks beside a passive Defender. Attack surface rules need
 * Defender as the active antivirus (Microsoft: attack surface reduction).
 */
export function modeRows(t: Say<'mode'>, besides: string): ModeTableProps['rows'] {
  return [
    {
      name: t('row.blocks'),
      cells: [{ text: besides }, { text: t('cell.defender') }],
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
