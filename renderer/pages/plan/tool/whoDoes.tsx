import { useState } from 'react';
import type { Knowledge } from '../../../../shared/steps/assessment';
import { usualTool, type ToolChoice } from '../../../../shared/model/deploymentTool';
import { useClient } from '../../../client';
import { Accept } from '../../../components/accept';
import { ChoiceList } from '../../../components/choiceList';
import { Section } from '../../../components/section';
import type { Ask } from '../../../frame/useAsk';
import { useTexts } from '../../../useTexts';
import { StagedFolder } from './stagedFolder';
import { ToolDoubts } from './toolDoubts';
import { ToolNotes } from './toolNotes';
import './tool.css';

/** The server whose plan it is, of which journey, and how a choice is asked for. */
export interface WhoDoesProps {
  readonly targetId: string;
  readonly journey: 'onboard' | 'takeOff';
  readonly known: Knowledge;
  readonly ask: Ask;
}

/** Whether Gangway or Microsoft's deployment tool does the work of a plan, and how the tool is to do it. A choice is kept at once; nothing is sent. */
export function WhoDoes({ targetId, journey, known, ask }: WhoDoesProps) {
  const { t } = useTexts('deployment');
  const client = useClient();
  const { tool: kept } = known.situation.inputs.journeys[journey];
  // What a person chose shows at once, until main says what is kept.
  const [asked, setAsked] = useState<{ readonly from: ToolChoice | null; readonly to: ToolChoice | null }>();
  const tool = asked?.from === kept ? asked.to : kept;
  const keep = async (to: ToolChoice | null) => {
    setAsked({ from: kept, to });
    const change = { kind: 'chooseTool', journey, tool: to } as const;
    if ((await ask.ask(() => client.changeInputs({ targetId, change }))) === undefined) setAsked(undefined);
  };
  const choose = (to: ToolChoice | null) => void keep(to);
  return (
    <Section title={t('title')}>
      <ChoiceList
        label={t('title')}
        value={tool === null ? 'gangway' : 'tool'}
        onChange={(id) => choose(id === 'tool' ? usualTool : null)}
        choices={(['gangway', 'tool'] as const).map((id) => ({
          id,
          name: t(`${id}.name`),
          detail: t(`${id}.detail.${journey}`),
        }))}
      />
      {tool !== null && (
        <div className="gw-tool">
          {journey === 'onboard' ? (
            <Accept checked={tool.precheck} onChange={(precheck) => choose({ ...tool, precheck })}>
              {t('precheck.name')}
              <span className="gw-detail gw-tool-detail">{t('precheck.detail')}</span>
            </Accept>
          ) : (
            <Accept checked={tool.offline} onChange={(offline) => choose({ ...tool, offline })}>
              {t('offline.name')}
              <span className="gw-detail gw-tool-detail">{t('offline.detail')}</span>
            </Accept>
          )}
          <StagedFolder
            key={tool.source ?? ''}
            first={tool.source}
            onKeep={(source) => choose({ ...tool, source })}
          />
          <ToolNotes situation={known.situation} />
          <ToolDoubts journey={journey} />
        </div>
      )}
    </Section>
  );
}
