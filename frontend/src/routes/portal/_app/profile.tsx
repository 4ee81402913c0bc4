import { createFileRoute } from "@tanstack/react-router";
import { ProfilePage } from "@/features/portal-profile/profile-page";

export const Route = createFileRoute("/portal/_app/profile")({ component: ProfilePage });
