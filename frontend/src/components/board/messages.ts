import { messages } from "@/lib/i18n";

export const t = messages({
  how: "Arrow keys go from card to card. Enter opens, M moves by a menu, Space picks up. With a card in the hand: left and right choose the column, Space puts it down, Escape puts it back.",
  card: "{name}, {position} of {count} in {column}",
  pickedUp: "{name} picked up from {column}. Left and right choose the column.",
  over: "{name} over {column}.",
  nowhere: "No other column that way for {name}.",
  putBack: "{name} put back in {column}.",
  movedTo: "{name} moved to {column}.",
  column: "{column}, {count}",
  stuck: "{name} cannot be moved from {column}.",
});
