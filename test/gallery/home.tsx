import { ArchiveRegular, BeakerRegular, ServerRegular, StethoscopeRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { ActionButton } from '../../renderer/components/actionButton';
import { Glyph } from '../../renderer/components/glyph';
import { Journey } from '../../renderer/components/journey';
import { NavList } from '../../renderer/components/navList';
import { PageHeader } from '../../renderer/components/pageHeader';
import { RowList } from '../../renderer/components/rowList';
import { Section } from '../../renderer/components/section';
import { Sheet } from '../../renderer/components/sheet';
import { Track, type TrackTick } from '../../renderer/components/track';
import { WindowFrame } from '../../renderer/components/windowFrame';

const nothing = () => undefined;

function Home({ children, title }: { children: ReactNode; title: string }) {
  return (
    <WindowFrame
      title="Gangway"
      rail={
        <NavList
          label="Places"
          current="servers"
          onOpen={nothing}
          items={[
            { id: 'servers', icon: <ServerRegular />, name: 'Servers', status: '7 servers, 2 need you' },
            { id: 'library', icon: <ArchiveRegular />, name: 'Package library', status: '9 files' },
            {
              id: 'help',
              icon: <StethoscopeRegular />,
              name: 'Troubleshoot',
              status: 'From a symptom or a log',
            },
            { id: 'practice', icon: <BeakerRegular />, name: 'Practice', status: 'Simulated servers' },
          ]}
        />
      }
    >
      <Sheet
        header={
          <PageHeader
            title={title}
            welcome={title !== 'Servers'}
            lead="Where each server stands, read from the server itself."
          />
        }
      >
        {children}
      </Sheet>
    </WindowFrame>
  );
}

const track = (at: number, tick: TrackTick): TrackTick[] =>
  Array.from({ length: 10 }, (_, index) => (index < at ? 'done' : index === at ? tick : 'ahead'));

/** The list of servers. */
export function Servers() {
  const row = (id: string, at: number, tick: TrackTick) => ({
    id,
    title: id,
    glyph: <Glyph state={tick === 'current' ? 'current' : tick === 'stopped' ? 'stopped' : 'running'} />,
    detail: 'Server 2016, remote',
    value: (
      <Track ticks={track(at, tick)} caption={`Step ${at + 1}`} label={`Step ${at + 1} of 10, ${tick}`} />
    ),
    actions: <ActionButton size="small" onPress={nothing}>{`Open ${id}`}</ActionButton>,
  });
  return (
    <Home title="Servers">
      <Section title="Needs you">
        <RowList label="Needs you" rows={[row('NORD-SQL01', 6, 'stopped'), row('NORD-FS03', 3, 'current')]} />
      </Section>
      <Section title="Moving on its own">
        <RowList label="Moving" rows={[row('NORD-APP11', 7, 'running')]} />
      </Section>
    </Home>
  );
}

/** The first run: the plank. */
export function FirstRun() {
  return (
    <Home title="Bring a server aboard, one step at a time">
      <Journey
        label="Six steps look and decide, two change the server, two prove it"
        look={{
          title: 'Look and decide',
          hint: 'only reads',
          stops: ['Connect', 'Server', 'Packages', 'Prerequisites', 'Mode', 'Plan'],
        }}
        begin="Changes begin"
        change={['Install', 'Onboard']}
        prove={{ title: 'Prove', hint: 'from the server itself', stops: ['Detection test', 'Handover'] }}
      />
    </Home>
  );
}
