/** What the addresses of these pages may say. Routes are in the first file that everybody loads: nothing heavy here. */
export const EMPLOYMENT_TYPES = ["full_time", "part_time", "contract", "internship"] as const;
export const JOB_TABS = ["overview", "candidates", "interviews", "activity"] as const;
