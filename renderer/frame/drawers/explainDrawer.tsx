import { useTexts } from '../../useTexts';
import type { StepId } from '../../../shared/model/journeys';
import { Drawer } from '../../components/drawer';
import './explainDrawer.css';

/** What is explained: a step, the page of the logs, or those of the kits. */
export interface ExplainDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly page: StepId | 'logs' | 'kits';
}

/** Why a page is there, what it touches, and how it is undone: the same three answers everywhere. */
export function ExplainDrawer({ open, onClose, page }: ExplainDrawerProps) {
  const { t } = useTexts('explain');
  const isPage = page === 'logs' || page === 'kits';
  const name = isPage ? t(page === 'logs' ? 'logs:title' : 'site:title') : t(`steps:name.${page}`);
  return (
    <Drawer open={open} onClose={onClose} title={t('title', { step: name })}>
      {(['why', 'touches', 'undo'] as const).map((question) => (
        <section key={question} className="gw-explain">
          <h3>{t(question === 'why' && isPage ? 'whyPage' : question)}</h3>
          <p>{t(`${page}.${question}`)}</p>
        </section>
      ))}
    </Drawer>
  );
}
