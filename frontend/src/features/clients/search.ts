import { Building2 } from "lucide-react";
import { api, data } from "@/api/client";
import { can } from "@/auth/can";
import type { SearchSource } from "@/components/command/types";
import { t } from "./messages";
import { placeOf } from "./model";

export const source: SearchSource = {
  id: "clients",
  label: t("title"),
  icon: Building2,
  when: (user) => can(user, "clients:read") && user.role !== "client_user",
  search: async (words, signal) => {
    const found = await data(
      api.GET("/api/clients", { params: { query: { q: words, limit: 5 } }, signal }),
    );
    return found.items.map((client) => ({
      id: client.client_id,
      title: client.company_name,
      hint: placeOf(client) || undefined,
      run: ({ navigate }) =>
        void navigate({ to: "/clients/$clientId", params: { clientId: client.client_id } }),
    }));
  },
};
