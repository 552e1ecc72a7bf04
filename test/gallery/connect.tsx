import { ActionButton } from '../../renderer/components/actionButton';
import { CauseBox } from '../../renderer/components/causeBox';
import { Ladder } from '../../renderer/components/ladder';
import { Section } from '../../renderer/components/section';
import { Shell } from './shell';

const nothing = () => undefined;

/** The ladder, stopped at its fifth rung. */
export function Connect() {
  return (
    <Shell
      at={0}
      state="stopped"
      note="Rung 5 of 7"
      title="Connect to a server"
      lead="Testing only reads. Nothing on the server or on this computer is changed."
      secondary={<ActionButton onPress={nothing}>Test again</ActionButton>}
      primary={{ label: 'Continue', onPress: nothing, notYet: 'Finish the connection first' }}
    >
      <Section title="Connection" note="Stopped at 5 of 7">
        <Ladder
          label="Connection"
          rungs={[
            { id: 'name', state: 'done', name: 'Name', value: '10.20.4.33', milliseconds: 9 },
            {
              id: 'port',
              state: 'done',
              name: 'Port',
              value: '5986 open, encrypted (HTTPS)',
              milliseconds: 14,
            },
            {
              id: 'wsman',
              state: 'done',
              name: 'Remote management',
              value: 'WinRM answers',
              milliseconds: 61,
            },
            {
              id: 'sign',
              state: 'done',
              name: 'Sign-in',
              value: 'NORD-FS03\\localadm, NTLM',
              milliseconds: 220,
            },
            {
              id: 'rights',
              state: 'stopped',
              name: 'Administrator rights',
              value: 'Signed in, but without administrator rights',
              milliseconds: 1180,
              more: (
                <CauseBox
                  actions={
                    <>
                      <ActionButton size="small" variant="primary" onPress={nothing}>
                        Use a domain account
                      </ActionButton>
                      <ActionButton size="small" onPress={nothing}>
                        Other ways
                      </ActionButton>
                    </>
                  }
                >
                  Windows removes administrator rights from local accounts that connect over the network.
                </CauseBox>
              ),
            },
            { id: 'ps', state: 'ahead', name: 'PowerShell', value: 'Not tested yet' },
            { id: 'mode', state: 'ahead', name: 'Language mode', value: 'Not tested yet' },
          ]}
        />
      </Section>
    </Shell>
  );
}
