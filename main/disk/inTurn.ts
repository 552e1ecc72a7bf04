/** Does work one after the other, in the order in which it was asked for, also after work that failed. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a row in which work takes its turn. */
export function takeTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
