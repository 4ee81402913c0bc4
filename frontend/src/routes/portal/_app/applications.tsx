import { createFileRoute } from "@tanstack/react-router";
import { ApplicationsPage } from "@/features/portal/applications-page";

export const Route = createFileRoute("/portal/_app/applications")({ component: ApplicationsPage });
