/** The words that the bars, the palette and the keys show of this feature on every page. */
export const names = {
  title: "Webhooks",
  newWebhook: "New webhook",
} as const;
