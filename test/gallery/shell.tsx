import { CodeRegular, QuestionCircleRegular } from '@fluentui/react-icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { ActionButton } from '../../renderer/components/actionButton';
import { FactsClock } from '../../renderer/components/factsClock';
import { Footer, type FooterPrimary } from '../../renderer/components/footer';
import type { GlyphState } from '../../renderer/components/glyphState';
import { LedgerLine } from '../../renderer/components/ledgerLine';
import { PageHeader } from '../../renderer/components/pageHeader';
import { Rail, type RailGroup } from '../../renderer/components/rail';
import { ServerPlate } from '../../renderer/components/serverPlate';
import { Sheet } from '../../renderer/components/sheet';
import { WindowFrame } from '../../renderer/components/windowFrame';

const names = [
  'Connect',
  'Server',
  'Packages',
  'Prerequisites',
  'Protection mode',
  'Plan',
  'Install',
  'Onboard',
  'Detection test',
  'Handover',
];
const notes = ['Kerberos', 'Two packages', '6 of 6', '13 of 13', 'Passive', '8 actions'];

function groups(at: number, state: GlyphState, note: string): RailGroup[] {
  const steps = names.map((name, index) => ({
    id: name,
    number: index + 1,
    name,
    state: index < at ? ('done' as const) : index === at ? state : ('ahead' as const),
    note: index < at ? notes[index] : index === at ? note : undefined,
  }));
  return [
    { id: 'look', title: 'Look', steps: steps.slice(0, 4) },
    { id: 'decide', title: 'Decide', steps: steps.slice(4, 6) },
    { id: 'change', title: 'Changes begin', threshold: true, steps: steps.slice(6, 8) },
    { id: 'prove', title: 'Prove', steps: steps.slice(8) },
  ];
}

/** What differs between the pages of the gallery. */
export type ShellProps = {
  at: number;
  state?: GlyphState;
  note?: string;
  title: string;
  titleState?: GlyphState;
  lead?: ReactNode;
  large?: boolean;
  changed?: ReactNode;
  secondary?: ReactNode;
  primary?: FooterPrimary;
  inspector?: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
};

/** A wizard page around a part of the gallery. */
export function Shell(props: ShellProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <WindowFrame
      title="Gangway"
      banner={props.banner}
      rail={
        <Rail
          label="Steps"
          groups={groups(props.at, props.state ?? 'current', props.note ?? '')}
          current={names[props.at] ?? ''}
          onOpen={() => undefined}
          plate={
            <ServerPlate
              name={props.banner ? 'PRACTICE-2016' : 'NORD-FS03'}
              system="Windows Server 2016 Standard"
              via={props.banner ? 'Simulated server' : 'Remote, HTTPS 5986, Kerberos'}
              transport={props.banner ? 'practice' : 'remote'}
            />
          }
          foot={<FactsClock sentence="Facts read 14:32:08, 9 s ago" onRead={() => undefined} />}
        />
      }
    >
      <Sheet
        header={
          <PageHeader
            title={props.title}
            titleRef={title}
            state={props.titleState}
            lead={props.lead}
            large={props.large}
            crumb={`NORD-FS03, step ${props.at + 1} of 10`}
            tools={
              <>
                <ActionButton variant="quiet" icon={<CodeRegular aria-hidden />} onPress={() => undefined}>
                  PowerShell
                </ActionButton>
                <ActionButton
                  variant="quiet"
                  icon={<QuestionCircleRegular aria-hidden />}
                  onPress={() => undefined}
                >
                  Explain
                </ActionButton>
              </>
            }
          />
        }
        inspector={props.inspector}
        footer={
          <Footer
            ledger={
              <LedgerLine
                changed={props.changed !== undefined}
                review={
                  props.changed === undefined ? undefined : { label: 'Review', onOpen: () => undefined }
                }
              >
                {props.changed ?? 'Read only so far. Nothing has been changed on NORD-FS03.'}
              </LedgerLine>
            }
            secondary={props.secondary}
            primary={props.primary}
          />
        }
      >
        {props.children}
      </Sheet>
    </WindowFrame>
  );
}
