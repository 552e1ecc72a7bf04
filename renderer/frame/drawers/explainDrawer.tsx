import { useTexts } from '../../useTexts';
import type { StepId } from '../../../shared/model/journeys';
import { Drawer } from '../../components/drawer';
import './explainDrawer.css';

/** The step that is explained. */
export interface ExplainDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly step: StepId;
}

/** Why a step is there, what it touches, and how it is undone: the same three answers on every page. */
export function ExplainDrawer({ open, onClose, step }: ExplainDrawerProps) {
  const { t } = useTexts('explain');
  return (
    <Drawer open={open} onClose={onClose} title={t('title', { step: t(`steps:name.${step}`) })}>
      {(['why', 'touches', 'undo'] as const).map((question) => (
        <section key={question} className="gw-explain">
          <h3>{t(question)}</h3>
          <p>{t(`${step}.${question}`)}</p>
        </section>
      ))}
    </Drawer>
  );
}
