/** Measures the gaps between frames until it is stopped; answers the longest one in milliseconds. */
export function watchFrames(): () => number {
  let longest = 0;
  let last = performance.now();
  let stopped = false;
  const frame = (now: number) => {
    longest = Math.max(longest, now - last);
    last = now;
    if (!stopped) requestAnimationFrame(frame);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(frame);
  });
  return () => {
    stopped = true;
    return longest;
  };
}

/** Resolves when the next frame was drawn: a message that a frame's callback sends comes after its paint. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve();
      channel.port2.postMessage(null);
    });
  });
}
