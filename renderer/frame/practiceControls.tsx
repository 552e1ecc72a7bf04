import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useTexts } from '../useTexts';
import { practiceFaults } from '../../shared/model/practiceFaults';
import type { TargetView } from '../../shared/bridge/session';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { PracticeBanner } from '../components/practiceBanner';
import { Question } from '../components/question';
import { useSession } from '../mirror';
import { useAsk } from './useAsk';
import { FailureNote } from './failureNote';

/** How many times faster than usual work may go on a practice server. */
const speeds = [1, 8, 60, 600];

/** The practice server that is open, and the way out. */
export interface PracticeControlsProps {
  readonly view: TargetView;
  readonly onLeave: () => void;
}

/** The banner over a practice server: its fault, its speed, a way to begin again, and the way out. */
export function PracticeControls({ view, onLeave }: PracticeControlsProps) {
  const { t } = useTexts('frame');
  const client = useClient();
  const { ask, failure } = useAsk();
  const [resetting, setResetting] = useState(false);
  const targetId = view.target.id;
  const usual = useSession((session) => session.settings.practiceSpeed);
  const { speed, fault } = view.practice ?? { speed: usual, fault: 'none' };
  const running = ['running', 'restarting', 'probing'].includes(view.busy);
  const offered = [...new Set([...speeds, speed])].sort((a, b) => a - b);

  return (
    <PracticeBanner
      onLeave={onLeave}
      choosers={
        <>
          <Select
            size="small"
            aria-label={t('banner.fault')}
            value={fault}
            onChange={(_, data) => {
              const chosen = practiceFaults.find((name) => name === data.value);
              if (chosen !== undefined) void ask(() => client.setPractice({ targetId, fault: chosen }));
            }}
          >
            {practiceFaults.map((name) => (
              <option key={name} value={name}>
                {t(`banner.faults.${name}`)}
              </option>
            ))}
          </Select>
          <Select
            size="small"
            aria-label={t('banner.speed')}
            value={String(speed)}
            onChange={(_, data) =>
              void ask(() => client.setPractice({ targetId, speed: Number(data.value) }))
            }
          >
            {offered.map((value) => (
              <option key={value} value={String(value)}>
                {t('banner.speedValue', { speed: value })}
              </option>
            ))}
          </Select>
          <ActionButton size="small" notYet={running} onPress={() => setResetting(true)}>
            {t('banner.reset')}
          </ActionButton>
          <Question
            open={resetting}
            onClose={() => setResetting(false)}
            title={t('banner.resetTitle', { name: view.target.name })}
            lead={t('banner.resetLead')}
            actions={
              <>
                <ActionButton onPress={() => setResetting(false)}>{t('banner.resetKeep')}</ActionButton>
                <ActionButton
                  variant="primary"
                  onPress={() =>
                    void ask(() => client.setPractice({ targetId, reset: true })).then((done) => {
                      if (done !== undefined) setResetting(false);
                    })
                  }
                >
                  {t('banner.resetConfirm')}
                </ActionButton>
              </>
            }
          >
            {failure !== null && <FailureNote failure={failure} />}
          </Question>
        </>
      }
    />
  );
}
