import { createFileRoute } from "@tanstack/react-router";
import { PasswordPage } from "@/features/portal-profile/password-page";

export const Route = createFileRoute("/portal/_app/password")({ component: PasswordPage });
