import { ActionRow, type ActionRowContent } from './actionRow';
import { useRoving } from './roving';
import './row.css';

/** The actions of a plan in their order; selecting one shows it in the inspector. */
export type ActionListProps = {
  label: string;
  actions: readonly ActionRowContent[];
  selected?: string;
  onSelect: (id: string) => void;
};

/** The plan as an ordered list: one Tab stop, arrows within. */
export function ActionList({ label, actions, selected, onSelect }: ActionListProps) {
  const roving = useRoving(
    actions.map((action) => action.id),
    selected,
  );
  return (
    <ol className="gw-rows" aria-label={label} onKeyDown={roving.onKeyDown}>
      {actions.map((action, index) => (
        <li key={action.id}>
          <ActionRow
            action={action}
            number={index + 1}
            selected={action.id === selected}
            focus={roving.item(action.id)}
            onSelect={() => onSelect(action.id)}
          />
        </li>
      ))}
    </ol>
  );
}
