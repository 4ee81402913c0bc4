import { createFileRoute } from "@tanstack/react-router";
import { RegisterPage } from "@/features/sign-in/register-page";

export const Route = createFileRoute("/portal/register")({ component: RegisterPage });
