import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { evidence } from '../../../shared/plan/actions';
import { plainEvidence } from '../../../shared/plan/plainEvidence';
import { operations } from '../../../shared/model/operations';
import type { PlanItem } from '../../../shared/plan/plan';
import { toolWords } from '../../../shared/plan/toolWords';
import { CodeView } from '../../components/codeView';
import { Inspector } from '../../components/inspector';
import { PropertyList } from '../../components/propertyList';
import { FailureNote } from '../../frame/failureNote';
import { useSayer } from '../../frame/useSayer';
import { ToolTold } from './tool/toolTold';
import { useScript } from './useScript';
import './plan.css';

/** The selected action with its place in the plan. */
export interface PlanInspectorProps {
  readonly item: PlanItem;
  readonly number: number;
  readonly known: Knowledge;
}

/** Everything about one action before it runs: where, how long, what happens if it fails, its parameters and its exact script. */
export function PlanInspector({ item, number, known }: PlanInspectorProps) {
  const { t } = useTexts('plan');
  const sayer = useSayer();
  const { operation } = item.action;
  const words = item.call && toolWords(item.call);
  const place = operations[operation].runs === 'task' ? 'inspector.task' : 'inspector.session';
  return (
    <Inspector
      label={t('inspector.label')}
      caption={t('inspector.caption', { number })}
      title={t(`actions:${item.id}.title`)}
    >
      <PropertyList
        items={[
          { name: t('inspector.runs'), value: item.needed ? t(place) : t('inspector.alreadySo') },
          { name: t('inspector.done'), value: t(`actions:${item.id}.done`) },
          { name: t('inspector.fails'), value: t(`actions:${item.id}.fails`) },
          { name: t('inspector.now'), value: plainEvidence(evidence(item.id, known.situation.facts), sayer) },
        ]}
      />
      {item.blocked && (
        <p className="gw-detail">
          {item.hindered === null ? t('inspector.missing') : t(`hindered.why.${item.hindered}`)}
        </p>
      )}
      {words !== null && <ToolTold words={words} />}
      {item.call !== null && (
        <CodeView title={t('inspector.parameters')} code={JSON.stringify(item.call.params, null, 2)} />
      )}
      <div className="gw-plan-code">
        <Script key={operation} operation={operation} />
      </div>
    </Inspector>
  );
}

function Script({ operation }: { operation: PlanItem['action']['operation'] }) {
  const { t } = useTexts('plan');
  const { script, failure } = useScript(operation);
  if (failure !== null) return <FailureNote failure={failure} />;
  if (script === undefined) return <p className="gw-caption">{t('inspector.fetching')}</p>;
  const sha256 = `${script.sha256.slice(0, 8)}…${script.sha256.slice(-8)}`;
  return <CodeView title={t('inspector.script')} code={script.text} hash={t('inspector.hash', { sha256 })} />;
}
