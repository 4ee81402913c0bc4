/** The veil behind what lies over the page. */
export const overlayStyle =
  "fixed inset-0 z-overlay bg-overlay data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 duration-150";

/** What hangs on a control: menu, popover, tip. */
export const popStyle =
  "z-pop rounded-card border bg-card text-fg shadow-pop duration-150 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";
