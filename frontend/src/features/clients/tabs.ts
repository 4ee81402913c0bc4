/** Apart from the page: the route reads the address with it before the page is loaded. */
export const CLIENT_TABS = ["overview", "jobs", "people", "candidates"] as const;
export type ClientTab = (typeof CLIENT_TABS)[number];
