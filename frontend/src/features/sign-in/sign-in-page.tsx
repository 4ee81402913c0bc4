import { Link, useRouter } from "@tanstack/react-router";
import { Door } from "@/components/layout/door";
import { candidateDoor, internalDoor } from "./doors";
import { t } from "./messages";
import { SignInForm } from "./sign-in-form";

const link = "font-medium text-primary underline-offset-4 hover:underline";

export function SignInPage({ next }: { next?: string }) {
  const router = useRouter();
  return (
    <Door
      title={t("signIn")}
      lead={t("signInLead")}
      foot={
        <p>
          {t("candidate")}{" "}
          <Link to="/portal/login" className={link}>
            {t("candidateDoor")}
          </Link>
        </p>
      }
    >
      <SignInForm door={internalDoor} onSignedIn={() => router.history.replace(next ?? "/")} />
      <p className="mt-4">
        <Link to="/forgot-password" className={link}>
          {t("forgot")}
        </Link>
      </p>
    </Door>
  );
}

export function CandidateSignInPage({ next }: { next?: string }) {
  const router = useRouter();
  return (
    <Door
      portal
      title={t("signIn")}
      lead={t("candidateLead")}
      foot={
        <>
          <p>
            {t("noAccount")}{" "}
            <Link to="/portal/register" className={link}>
              {t("register")}
            </Link>
          </p>
          <p>
            {t("staff")}{" "}
            <Link to="/login" className={link}>
              {t("staffDoor")}
            </Link>
          </p>
        </>
      }
    >
      <SignInForm
        door={candidateDoor}
        onSignedIn={() => router.history.replace(next ?? "/portal")}
      />
      <p className="mt-4">
        <Link to="/portal/forgot-password" className={link}>
          {t("forgot")}
        </Link>
      </p>
    </Door>
  );
}
