import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { lazy, Suspense } from "react";
import { usePortalMe } from "@/auth/use-session";
import { usePageTitle } from "@/components/layout/use-page-title";
import { Skeleton } from "@/components/ui/skeleton";
import { t } from "./messages";

const PasswordForm = lazy(() => import("./password-form"));

export function PasswordPage() {
  usePageTitle(t("passwordTitle"));
  const { email } = usePortalMe();
  return (
    <>
      <Link
        to="/portal/profile"
        className="-ms-1 mb-1 inline-flex min-h-11 items-center gap-1 rounded-control pe-2 text-muted hover:text-fg"
      >
        <ChevronLeft aria-hidden className="size-5" />
        {t("back")}
      </Link>
      <h1 tabIndex={-1} className="mb-5 text-[1.375rem] leading-8 font-semibold">
        {t("passwordTitle")}
      </h1>
      <Suspense fallback={<Skeleton className="h-64 max-w-md rounded-card" />}>
        <PasswordForm email={email} />
      </Suspense>
    </>
  );
}
