import { useState } from 'react';
import { ModeLanes } from '../../renderer/components/modeLanes';
import { ModeTable } from '../../renderer/components/modeTable';
import { Note } from '../../renderer/components/note';
import { Section } from '../../renderer/components/section';
import { Shell } from './shell';

/** The choice of a mode and who protects when. */
export function Mode() {
  const [mode, setMode] = useState('passive');
  return (
    <Shell
      at={4}
      title="Protection mode"
      lead="Trellix ENS protects NORD-FS03 today. Decide which product blocks threats once Defender is installed."
      primary={{ label: 'Continue with Passive', onPress: () => undefined }}
    >
      <section className="gw-section">
        <ModeTable
          label="Modes compared"
          value={mode}
          onChange={setMode}
          options={[
            {
              id: 'passive',
              name: 'Passive',
              hint: 'Trellix blocks, Defender watches',
              badge: 'Fits this server',
            },
            { id: 'active', name: 'Active', hint: 'Defender blocks; remove Trellix first' },
          ]}
          rows={[
            { name: 'Blocks malware', cells: [{ text: 'Trellix ENS' }, { text: 'Defender Antivirus' }] },
            {
              name: 'Reports to the portal',
              cells: [{ text: 'Defender sensor' }, { text: 'Defender sensor' }],
            },
            { name: 'Attack surface rules', cells: [{ text: 'Off' }, { text: 'Available' }] },
            {
              name: 'Can be changed later',
              cells: [
                { text: 'To active, from this server', glyph: 'done' },
                { text: 'Not to passive while tamper protection is on', glyph: 'oneWay' },
              ],
            },
          ]}
        />
      </section>
      <Section title="Who protects this server, and when" note="with Passive">
        <ModeLanes
          label="Who protects this server"
          moments={['Now', 'After install and restart', 'After onboarding', 'After the next restart']}
          products={[
            {
              name: 'Trellix ENS',
              lanes: [1, 2, 3, 4].map(() => ({ kind: 'filled' as const, word: 'Blocking' })),
            },
            {
              name: 'Defender Antivirus',
              lanes: [
                { kind: 'dashed', word: 'Off' },
                { kind: 'outlined', word: 'Passive' },
                { kind: 'outlined', word: 'Passive' },
                { kind: 'nobody', word: 'Nobody blocks' },
              ],
            },
          ]}
        />
      </Section>
      <section className="gw-section">
        <Note tone="caution" lead="Passive is set before onboarding, and the order matters.">
          After onboarding in active mode, tamper protection ignores the passive setting.
        </Note>
      </section>
    </Shell>
  );
}
