import { Briefcase } from "lucide-react";
import { api, data } from "@/api/client";
import { can } from "@/auth/can";
import type { SearchSource } from "@/components/command/types";
import { t } from "./messages";

const MOST = 6;

export const source: SearchSource = {
  id: "jobs",
  label: t("jobs"),
  icon: Briefcase,
  when: (user) => can(user, "jobs:read"),
  search: async (words, signal) => {
    const { items } = await data(
      api.GET("/api/jobs", { params: { query: { q: words, limit: MOST } }, signal }),
    );
    return items.map((job) => ({
      id: job.job_id,
      title: job.title,
      hint: job.client_name,
      run: ({ navigate }) => void navigate({ to: "/jobs/$jobId", params: { jobId: job.job_id } }),
    }));
  },
};
