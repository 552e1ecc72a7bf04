/**
 * Loads a part of the app with the first call, and once: the start of the app does not wait for it. What could not be loaded rejects like
 * any other failure, and the next call tries again.
 */
export function whenAsked<T>(load: () => Promise<T>): () => Promise<T> {
  let part: Promise<T> | null = null;
  return () =>
    (part ??= load().catch((error: unknown) => {
      part = null;
      throw error;
    }));
}
