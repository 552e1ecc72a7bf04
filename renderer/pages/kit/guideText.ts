import type { Say } from '../../../shared/locales/keys';
import { downloadCount, type PortalGuide } from '../../../shared/knowledge/portal';
import { links } from '../../../shared/knowledge/urls';

/** The guide as plain lines, for a computer that has Internet. */
export function guideText(t: Say, guide: PortalGuide, date: string): string {
  const count = downloadCount(guide);
  const steps = [
    `${t('portal:guide.start')}: ${links[guide.link].url}`,
    `${t('portal:guide.menu')}: ${guide.path.join(' > ')}`,
    ...guide.picks.map((pick) =>
      [`${t(`portal:guide.field.${pick.field}`)}: ${pick.value}`]
        .concat(pick.otherWay === null ? [] : [t('portal:guide.otherWay', { value: pick.otherWay })])
        .concat(pick.note === null ? [] : [t(`portal:guide.note.${pick.note}`)])
        .join('\n   '),
    ),
    `${t(`portal:guide.download${count}`)}\n   ${t(`portal:guide.download${count}Note`)}\n   ${t('portal:guide.fileNames')} ${guide.fileNames.join(', ')}`,
  ];
  const head = `${t(`portal:guide.title.${guide.family}`)}\n${t('portal:guide.checked', { date })}`;
  return [head, ...steps.map((step, index) => `${index + 1}. ${step}`)].join('\n');
}
