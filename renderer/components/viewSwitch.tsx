import './viewSwitch.css';

/** Views of the same things, the one that is open, and how another one is opened. */
export type ViewSwitchProps<Id extends string> = {
  label: string;
  views: readonly { readonly id: Id; readonly name: string }[];
  current: Id;
  onOpen: (id: Id) => void;
};

/** Buttons side by side, of which one is pressed. */
export function ViewSwitch<Id extends string>({ label, views, current, onOpen }: ViewSwitchProps<Id>) {
  return (
    <div className="gw-switch" role="group" aria-label={label}>
      {views.map(({ id, name }) => (
        <button key={id} type="button" aria-pressed={id === current} onClick={() => onOpen(id)}>
          {name}
        </button>
      ))}
    </div>
  );
}
