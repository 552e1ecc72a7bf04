import { useTexts } from '../../../useTexts';
import './tool.css';

const always = ['proof', 'key', 'system', 'resume', 'restart', 'log', 'update', 'licence'] as const;
const joining = [
  'proof',
  'key',
  'system',
  'resume',
  'restart',
  'log',
  'staged',
  'writes',
  'update',
  'licence',
] as const;

/** What nobody has published of Microsoft's tool, and what Gangway does about it. */
export function ToolDoubts({ journey }: { journey: 'onboard' | 'takeOff' }) {
  const { t } = useTexts('deployment');
  return (
    <details className="gw-tool-doubts" open>
      <summary>{t('doubts.title')}</summary>
      <ul>
        {(journey === 'onboard' ? joining : always).map((id) => (
          <li key={id}>{t(`doubts.${id}`)}</li>
        ))}
      </ul>
    </details>
  );
}
