import { Users } from "lucide-react";
import { api, data } from "@/api/client";
import { can } from "@/auth/can";
import type { SearchSource } from "@/components/command/types";
import { t } from "./messages";

const MOST = 6;

export const source: SearchSource = {
  id: "candidates",
  label: t("candidates"),
  icon: Users,
  when: (user) => can(user, "candidates:read"),
  search: async (words, signal) => {
    const { items } = await data(
      api.GET("/api/candidates", { params: { query: { q: words, limit: MOST } }, signal }),
    );
    return items.map((each) => ({
      id: each.candidate_id,
      title: each.name,
      hint: each.job_title,
      run: ({ navigate }) =>
        void navigate({
          to: "/candidates/$candidateId",
          params: { candidateId: each.candidate_id },
        }),
    }));
  },
};
