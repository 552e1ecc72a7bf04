import { restrictedSensor, restrictedUpdates } from '../../../../shared/knowledge/deploymentTool';
import { doneByTool } from '../../../../shared/plan/actions/deploymentTool';
import type { Situation } from '../../../../shared/plan/situation';
import { compareVersions } from '../../../../shared/version';
import { Note } from '../../../components/note';
import { useTexts } from '../../../useTexts';

/** What the tool is not told of the wishes of this server, what it is told twice, and which packages this server is too old for. */
export function ToolNotes({ situation }: { situation: Situation }) {
  const { t } = useTexts('deployment');
  const { facts, inputs, journey } = situation;
  if (journey !== 'onboard') return null;
  const { deviceTag, workspaces, mode, sensorProxy } = inputs.wishes;
  const byTool = new Set(doneByTool(situation).map(({ id }) => id));
  const remains = [
    ...(deviceTag !== null && !byTool.has('set-device-tag') ? (['tag'] as const) : []),
    ...(workspaces !== null && !byTool.has('remove-workspaces') ? (['workspaces'] as const) : []),
    ...(mode === 'active' && facts.policy.forceDefenderPassiveMode !== null ? (['active'] as const) : []),
  ];
  const update = restrictedUpdates[facts.os.build];
  const version = facts.sensor.senseVersion;
  const isOld = version !== null && compareVersions(version, restrictedSensor) < 0;
  return (
    <>
      {remains.length > 0 && (
        <Note lead={t('remains.lead')}>{remains.map((id) => t(`remains.${id}`)).join(' ')}</Note>
      )}
      {sensorProxy !== null && sensorProxy !== 'none' && <Note>{t('proxy', { proxy: sensorProxy })}</Note>}
      {update !== undefined && isOld && (
        <Note tone="caution" lead={t('restricted.lead')}>
          {t('restricted.text', { version, kb: update })}
        </Note>
      )}
    </>
  );
}
