import { usePreferences } from "./preferences";
import { canonicalZone, deviceZone, isZone } from "./time";

/** The zone that times are shown in: the person's choice, else the device's. */
export function useZone(): string {
  const { timeZone } = usePreferences();
  return timeZone !== null && isZone(timeZone) ? canonicalZone(timeZone) : deviceZone();
}
