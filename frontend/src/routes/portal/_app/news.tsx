import { createFileRoute } from "@tanstack/react-router";
import { NewsPage } from "@/features/portal-notifications/news-page";

export const Route = createFileRoute("/portal/_app/news")({ component: NewsPage });
