import { createFileRoute } from "@tanstack/react-router";
import { InterviewsPage } from "@/features/portal/interviews-page";

export const Route = createFileRoute("/portal/_app/interviews/")({ component: InterviewsPage });
