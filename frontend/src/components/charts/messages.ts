import { messages } from "@/lib/i18n";

export const t = messages({
  asTable: "Show as table",
  asChart: "Show as chart",
  step: "Step",
  count: "Count",
  ofBefore: "Of the step before",
  noBefore: "–",
  conversion: "{share} of the step before",
  when: "When",
  empty: "Nothing to show for this selection",
});
