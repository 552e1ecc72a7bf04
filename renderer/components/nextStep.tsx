import { useId, type ReactNode } from 'react';
import { useTexts } from '../useTexts';
import './nextStep.css';
import './section.css';

/** The one sentence, what it costs, its primary button, and other ways as links. */
export type NextStepProps = {
  step: string;
  cost?: ReactNode;
  action?: ReactNode;
  waysLead?: string;
  ways?: ReactNode;
};

/** The panel that names the one next step after a failure or a conflict. */
export function NextStep({ step, cost, action, waysLead, ways }: NextStepProps) {
  const { t } = useTexts('components');
  const id = useId();
  return (
    <section className="gw-section" aria-labelledby={id}>
      <div className="gw-next">
        <div>
          <div className="gw-next-label">{t('nextStep')}</div>
          <h2 className="gw-next-step" id={id}>
            {step}
          </h2>
          {cost !== undefined && <p className="gw-detail">{cost}</p>}
        </div>
        {action}
      </div>
      {ways !== undefined && (
        <div className="gw-next-ways">
          {waysLead !== undefined && <span>{waysLead}</span>}
          {ways}
        </div>
      )}
    </section>
  );
}
