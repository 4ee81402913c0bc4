/** Once the page has come to rest. Safari has no idle callback; a second does for it. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(act, { timeout: 5_000 });
    return () => cancelIdleCallback(handle);
  }
  const handle = setTimeout(act, 1_000);
  return () => clearTimeout(handle);
}
