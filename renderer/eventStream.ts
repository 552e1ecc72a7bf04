/** Between a stream that ended and the next try, in ms: what EventSource waits. */
const againMs = 3000;

/**
 * Reads server-sent events with headers of our own, which EventSource cannot send. `onReady` is called whenever the stream
 * (re)opened; one that breaks off is opened again. Answers the function that ends it.
 */
export function readEvents(
  address: string,
  headers: () => Readonly<Record<string, string>>,
  listener: (event: unknown) => void,
  onReady: () => void,
  pauseMs = againMs,
): () => void {
  const end = new AbortController();
  const read = async (): Promise<void> => {
    const response = await fetch(address, { headers: headers(), signal: end.signal });
    if (!response.ok || response.body === null) return;
    onReady();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const frames = (text + part.value).split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) if (frame.startsWith('data: ')) listener(JSON.parse(frame.slice(6)));
    }
  };
  const goOn = async (): Promise<void> => {
    while (!end.signal.aborted) {
      // A stream that breaks off says no more than one that ends.
      await read().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  void goOn();
  return () => end.abort();
}
