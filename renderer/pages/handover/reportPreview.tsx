import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../useTexts';
import type { TargetView } from '../../../shared/bridge/session';
import type { JourneyId } from '../../../shared/model/journeys';
import { useClient } from '../../client';
import { useSession } from '../../mirror';
import { FailureNote } from '../../frame/failureNote';
import { useAsk } from '../../frame/useAsk';
import { reportMarkup } from './reportMarkup';
import './handover.css';

/**
 * The report as it would be saved now, in a frame of its own that runs no script and reaches nothing. It is made again
 * whenever what it tells of has changed.
 */
export function ReportPreview({ view, journey }: { view: TargetView; journey: JourneyId }) {
  const { t, i18n } = useTexts('handover');
  const client = useClient();
  const { ask, failure } = useAsk();
  const [html, setHtml] = useState<string>();
  const frame = useRef<HTMLIFrameElement>(null);
  const targetId = view.target.id;
  const { factsAt, inputs, changes } = view;
  const technician = useSession((session) => session.settings.technician);

  useEffect(() => {
    let shown = true;
    void ask(() => client.previewReport({ targetId, journey })).then((found) => {
      if (shown && found !== undefined) setHtml(found.html);
    });
    return () => {
      shown = false;
    };
  }, [ask, client, targetId, journey, factsAt, inputs, changes, technician, i18n.language]);
  useEffect(() => {
    if (frame.current !== null && html !== undefined) reportMarkup(frame.current, html);
  }, [html]);

  if (failure !== null) return <FailureNote failure={failure} />;
  return (
    <div className="gw-paper">
      {html === undefined ? (
        <p className="gw-caption">{t('fetching')}</p>
      ) : (
        <iframe ref={frame} title={t('preview')} sandbox="" />
      )}
    </div>
  );
}
