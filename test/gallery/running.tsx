import { Dropdown, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { ActionButton } from '../../renderer/components/actionButton';
import { ChoiceList } from '../../renderer/components/choiceList';
import { PracticeBanner } from '../../renderer/components/practiceBanner';
import { Question } from '../../renderer/components/question';
import { RunStrip } from '../../renderer/components/runStrip';
import { LogView } from '../../renderer/run/output/logView';
import { createOutputRing } from '../../renderer/run/output/outputRing';
import type { OutputLine } from '../../shared/bridge/output';
import { Shell } from './shell';

const nothing = () => undefined;
const texts = [
  'Task \\Gangway\\a41c started as SYSTEM, pid 4312',
  'md4ws.msi SHA-256 9f2c41d7… matches the kit',
  '/i md4ws.msi /quiet /norestart FORCEPASSIVEMODE=1',
  'Action start 14:47:22: INSTALL.',
  'MSI (s): Note: 1: 2262 2: Error 3: -2147287038',
  'Copied C:\\Program Files\\Windows Defender Advanced Threat Protection\\MsSense.exe',
  'colour \u001b[31mred\u001b[0m and \u202eturned',
];
const started = new Date(2026, 10, 24, 14, 47, 18).getTime();

function lines(count: number, from = 0): OutputLine[] {
  return Array.from({ length: count }, (_, index) => {
    const seq = from + index;
    return {
      seq,
      at: started + seq * 900,
      source: seq % 9 === 0 ? 'check' : 'msi',
      level: seq % 640 === 4 ? 'warn' : seq % 991 === 990 ? 'error' : 'info',
      text: texts[seq % texts.length] ?? '',
      action: 'install',
    };
  });
}

const ring = createOutputRing();
ring.append(lines(Number(new URLSearchParams(window.location.search).get('lines') ?? 1284)));
Object.assign(window, { galleryAppend: (count: number) => ring.append(lines(count, ring.counts.all)) });

/** A run with its live output. */
export function Running({ practice = false }: { practice?: boolean }) {
  return (
    <Shell
      at={6}
      state="running"
      note="03:41"
      title="Install"
      changed={
        <>
          <b>4 changes</b> on NORD-FS03, 2 can be undone.
        </>
      }
      secondary={<ActionButton onPress={nothing}>Stop after this action</ActionButton>}
      banner={
        practice && (
          <PracticeBanner
            onLeave={nothing}
            choosers={
              <Dropdown size="small" aria-label="Speed" defaultValue="Speed 8x">
                <Option>Speed 8x</Option>
              </Dropdown>
            }
          />
        )
      }
    >
      <RunStrip
        title="Action 5 of 8: installing Defender for Endpoint"
        state="running"
        done={62}
        share="62 % of the plan, about 6 min left"
        chain={[
          'Copied',
          'Feature on',
          'Restarted',
          'Platform',
          'Install',
          'Passive policy',
          'Onboard',
          'Prove',
        ].map((name, index) => ({
          id: name,
          name,
          state: index < 4 ? 'done' : index === 4 ? 'running' : 'ahead',
        }))}
        figures={[
          { name: 'Elapsed', value: '03:41' },
          { name: 'Last output', value: '4 s ago' },
        ]}
        statement={{
          title: 'Runs on the server itself',
          detail: 'Close this window or lose the network: this action keeps going.',
        }}
      />
      <LogView ring={ring} label="Output of the run" onOpenAsText={nothing} />
    </Shell>
  );
}

/** The same in practice. */
export function PracticeRun() {
  return <Running practice />;
}

/** The same with the question how to stop. */
export function StopQuestion() {
  const [choice, setChoice] = useState('after');
  return (
    <>
      <Running />
      <Question
        open
        onClose={nothing}
        title="How should it stop?"
        lead="Windows Installer is writing files. It is never cut off in the middle."
        actions={
          <>
            <ActionButton onPress={nothing}>Keep watching</ActionButton>
            <ActionButton variant="primary" onPress={nothing}>
              Stop after action 5
            </ActionButton>
          </>
        }
      >
        <ChoiceList
          label="How should it stop?"
          value={choice}
          onChange={setChoice}
          choices={[
            {
              id: 'after',
              name: 'After this action',
              detail: 'Action 5 finishes, about 2 min. 6 to 8 do not run.',
            },
            {
              id: 'undo',
              name: 'After this action, then undo',
              detail: 'Also removes Defender for Endpoint.',
            },
            {
              id: 'close',
              name: 'Do not stop, only close the window',
              detail: 'This action finishes there.',
            },
          ]}
        />
      </Question>
    </>
  );
}
