import { createFileRoute } from "@tanstack/react-router";
import { requirePermission } from "@/auth/guards";
import { PipelinePage } from "@/features/pipeline/pipeline-page";
import { flag, params, text } from "@/lib/search-params";

const validateSearch = params({ q: text(100), job: text(80), hide: flag });

export const Route = createFileRoute("/_internal/pipeline")({
  validateSearch,
  beforeLoad: requirePermission("candidates:read"),
  component: PipelinePage,
});
