import type { ReactNode } from "react";

export interface BoardColumn<Card> {
  id: string;
  title: string;
  /** Icon in the head. */
  mark?: ReactNode;
  /** How many there are, which may be more than are loaded. */
  count: number;
  cards: readonly Card[];
  /** Drawn instead of cards: loading, failed, empty. */
  state?: ReactNode;
  /** At the foot: load more. */
  foot?: ReactNode;
}

/** Whether a card may go to a column; null is where it is. */
export type Target = { allowed: boolean; reason: string | null } | null;

export interface CardParts {
  /** Inner links and buttons are in the order of Tab only on the card that has the focus. */
  tabIndex: 0 | -1;
  /** It hangs at the pointer. */
  floating: boolean;
  menuOpen: boolean;
  onMenu: (open: boolean) => void;
}
