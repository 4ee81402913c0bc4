import { useEffect, useState } from "react";

/**
 * The secret of a mailed link. It is in the fragment (`#token=`), which browsers send to no server; `?token=` is read
 * too. Taken out of the address at once, so that it stays in no history.
 */
function takeToken(): string | null {
  const { hash, search, pathname } = window.location;
  const token =
    new URLSearchParams(hash.slice(1)).get("token") ?? new URLSearchParams(search).get("token");
  if (token) window.history.replaceState(window.history.state, "", pathname);
  return token;
}

/** The secret of the link that was opened last; null when there was none in it. */
export function useToken(): string | null {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // Whoever puts the whole link into the same tab changes the fragment alone: the page is not loaded anew.
    const again = () => {
      const next = takeToken();
      if (next) setToken(next);
    };
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  return token;
}
