import { Refused } from '../../../main/packages/refused';

/** The code with which work is refused; anything else that is thrown goes on, and no refusal at all is `taken`. */
export async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'taken';
}
