import { ActionButton } from '../../renderer/components/actionButton';
import { Glyph } from '../../renderer/components/glyph';
import { RowList } from '../../renderer/components/rowList';
import { Section } from '../../renderer/components/section';
import { Shell } from './shell';

const nothing = () => undefined;
const passed = [
  ['Windows edition and build', '14393.8524'],
  ['Cloud reached as SYSTEM', '4 of 4 by proxy'],
  ['Servicing stack', '14 Oct 2026'],
  ['Certificate lists as SYSTEM', '3 of 3'],
  ['No restart pending', '0 of 5 markers'],
  ['Clock', '0.4 s apart'],
];

/** Rows in three groups. */
export function Prerequisites() {
  return (
    <Shell
      at={3}
      note="1 to fix"
      title="Prerequisites"
      lead="Thirteen checks. Fixes are collected here and run later, with the plan."
      secondary={
        <>
          <ActionButton onPress={nothing}>Check again</ActionButton>
          <ActionButton onPress={nothing}>Back</ActionButton>
        </>
      }
      primary={{ label: 'Continue', onPress: nothing, notYet: '1 check to fix first' }}
    >
      <Section title="To fix" note="1 left, 1 in the plan">
        <RowList
          label="To fix"
          onOpen={nothing}
          selected="platform"
          rows={[
            {
              id: 'feature',
              glyph: <Glyph state="planned" label="In the plan" />,
              title: 'Defender Antivirus feature is off',
              detail:
                'On Server 2016 the package needs this Windows feature. Turning it on takes about 2 minutes.',
              actions: <ActionButton onPress={nothing}>Remove from plan</ActionButton>,
            },
            {
              id: 'platform',
              glyph: <Glyph state="toFix" label="To fix" />,
              title: 'Antivirus platform is older than the package',
              detail:
                'The server cannot download the update itself. UpdatePlatform.exe brings it up to date.',
              actions: (
                <>
                  <ActionButton size="small" onPress={nothing}>
                    Get the file
                  </ActionButton>
                  <ActionButton variant="quiet" size="small" onPress={nothing}>
                    Explain
                  </ActionButton>
                </>
              ),
            },
          ]}
        />
      </Section>
      <Section title="Passed" note={passed.length}>
        <RowList
          label="Passed"
          layout="two"
          rows={passed.map(([title = '', value = '']) => ({
            id: title,
            title,
            value,
            glyph: <Glyph state="done" size={16} label="Done" />,
          }))}
        />
      </Section>
    </Shell>
  );
}
