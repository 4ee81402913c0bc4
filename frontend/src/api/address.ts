/** Where the API is: this page's own origin, unless the build names another (the spec's REACT_APP_BACKEND_URL). */
export function backend(): string {
  const named: unknown = import.meta.env.REACT_APP_BACKEND_URL;
  if (typeof named === "string" && named !== "")
    return named.replace(/\/+$/, "").replace(/\/api$/, "");
  return typeof location === "undefined" ? "http://localhost" : location.origin;
}
