/**
 * The secret of a mailed link. It is in the fragment (`#token=`), which browsers send to no server; `?token=` is read
 * too. Taken out of the address at once, so that it stays in no history.
 */
export function takeToken(): string | null {
  const { hash, search, pathname } = window.location;
  const token =
    new URLSearchParams(hash.slice(1)).get("token") ?? new URLSearchParams(search).get("token");
  if (token) window.history.replaceState(window.history.state, "", pathname);
  return token;
}
