import { CopyRegular } from '@fluentui/react-icons';
import { ActionButton } from '../../renderer/components/actionButton';
import { ChoiceList } from '../../renderer/components/choiceList';
import { Clock } from '../../renderer/components/clock';
import { DropTarget } from '../../renderer/components/dropTarget';
import { EmptyState } from '../../renderer/components/emptyState';
import { Glyph } from '../../renderer/components/glyph';
import { glyphStates } from '../../renderer/components/glyphState';
import { KitMeter } from '../../renderer/components/kitMeter';
import { Note } from '../../renderer/components/note';
import { PropertyList } from '../../renderer/components/propertyList';
import { Section } from '../../renderer/components/section';
import { Verdict } from '../../renderer/components/verdict';
import { Shell } from './shell';

const nothing = () => undefined;

/** Every small component on one page. */
export function Components() {
  return (
    <Shell at={3} title="Components" lead="Glyphs, buttons, notes and panels, one of each." note="1 to fix">
      <Section title="Glyphs" note={glyphStates.length}>
        <ul className="gw-chain">
          {glyphStates.map((state) => (
            <li key={state}>
              <Glyph state={state} number={7} />
              {state}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Buttons">
        <div className="gw-empty-actions">
          <ActionButton variant="primary" onPress={nothing}>
            Primary
          </ActionButton>
          <ActionButton onPress={nothing}>Secondary</ActionButton>
          <ActionButton variant="quiet" icon={<CopyRegular aria-hidden />} onPress={nothing}>
            Quiet
          </ActionButton>
          <ActionButton notYet onPress={nothing}>
            Not yet
          </ActionButton>
          <ActionButton busy="Reading" onPress={nothing}>
            Read the server
          </ActionButton>
          <ActionButton variant="link" onPress={nothing}>
            Link
          </ActionButton>
          <span className="gw-pill">Plain</span>
          <span className="gw-pill gw-pill-on">Fits this server</span>
        </div>
      </Section>
      <Section title="Notes">
        <div className="gw-stack">
          <Note>Note: something to know, no action.</Note>
          <Note tone="caution" glyph="oneWay" lead="Caution:">
            a consequence that cannot be undone by a button.
          </Note>
          <Note tone="stopped" lead="Stopped:">
            what happened, why, the one next step.
          </Note>
        </div>
      </Section>
      <Section title="Files">
        <DropTarget
          title="Drop packages here"
          hint="Or anywhere in this window. Files are checked and never changed."
          onBrowse={nothing}
          onFiles={nothing}
        />
        <KitMeter
          sentence="5 of 6 files ready"
          files={[1, 2, 3, 4, 5, 6].map((id) => ({ id: `${id}`, state: id === 6 ? 'missing' : 'ready' }))}
        />
        <Verdict state="done" line="Genuine, complete, right for this OS">
          <PropertyList
            items={[
              { name: 'Signer', value: 'Microsoft Corporation' },
              { name: 'SHA-256', value: '9f2c41d7c0a6a4d3b3a1b0d5f1e2c3b49f2c41d7c0a6a4d3', mono: true },
            ]}
          />
        </Verdict>
      </Section>
      <Section title="Choices">
        <ChoiceList
          label="Sign in as"
          value="other"
          onChange={nothing}
          choices={[
            { id: 'mine', name: 'My Windows sign-in', detail: 'CONTOSO\\m.lefevre, Kerberos' },
            {
              id: 'other',
              name: 'Another account',
              detail: 'Windows asks for the password in its own window.',
            },
          ]}
        />
      </Section>
      <Section title="Clock">
        <Clock
          caption="Gone for"
          figure="06:42"
          spoken="Gone for 6 minutes and 42 seconds"
          scale={{
            end: 12,
            now: 6.7,
            band: { from: 3, to: 8 },
            words: { start: '0', band: 'usually back within 3 to 8 min', end: '12 min' },
          }}
        />
      </Section>
      <EmptyState title="Nothing here yet" actions={<ActionButton onPress={nothing}>Browse</ActionButton>}>
        The library is empty.
      </EmptyState>
    </Shell>
  );
}
