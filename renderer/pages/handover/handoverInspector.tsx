import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { unproved } from '../../../shared/steps/unproved';
import { Glyph } from '../../components/glyph';
import { Inspector } from '../../components/inspector';
import { SignList } from '../../components/signList';
import type { PageProps } from '../../frame/page';
import { SavedReport } from './savedReport';

/** The page and what is known of its server. */
export interface HandoverInspectorProps {
  readonly page: PageProps;
  readonly known: Knowledge;
}

/** Beside the report: what is in the file and what is not, what stays unproved, and where it was saved. */
export function HandoverInspector({ page, known }: HandoverInspectorProps) {
  const { t } = useTexts('handover');
  const { journey } = page.assessment;
  const saved = page.view.inputs.journeys[journey].report;
  const open = journey === 'onboard' ? unproved(known, page.view.inputs) : [];
  return (
    <Inspector label={t('inspector')} title={t('record')}>
      <p className="gw-detail">{t('what')}</p>
      <p className="gw-detail">{t('secret')}</p>
      <p className="gw-detail">{t('chained')}</p>
      {saved !== null && <SavedReport targetId={page.view.target.id} journey={journey} saved={saved} />}
      {journey === 'onboard' && (
        <div>
          <h3>{t('unproved')}</h3>
          <p className="gw-caption">
            {open.length === 0 ? t('unprovedNone') : t('unprovedNote', { count: open.length })}
          </p>
          <SignList
            label={t('unproved')}
            lines={open.map((key) => ({
              id: key,
              sign: <Glyph state="notProvable" size={16} />,
              text: <span className="gw-detail">{t(`proofs:unproved.${key}`)}</span>,
            }))}
          />
        </div>
      )}
    </Inspector>
  );
}
