import { t } from "@/components/messages";
import { CloudOff, WifiOff } from "lucide-react";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/ui/button";
import { Forbidden } from "./forbidden";
import { NotFound } from "./not-found";
import { RequestId } from "./request-id";
import { StateFrame } from "./state-frame";
import { Explained } from "./explained";

interface ErrorStateProps {
  error: unknown;
  /** What was not loaded: "The jobs". */
  what?: string;
  onRetry?: () => void;
  page?: boolean;
}

/** Nothing could be shown: says what failed, what to do, and the id that finds it in the log. 403 and 404 have their own. */
export function ErrorState({ error, what = t("this"), onRetry, page }: ErrorStateProps) {
  if (isProblem(error, 403)) return <Forbidden detail={error.detail} page={page} />;
  if (isProblem(error, 404)) return <NotFound page={page} />;
  const offline = isProblem(error, 0);
  return (
    <StateFrame
      icon={offline ? WifiOff : CloudOff}
      title={t("errorTitle", { what })}
      page={page}
      actions={onRetry && <Button onClick={onRetry}>{t("tryAgain")}</Button>}
    >
      <p>
        <Explained error={error} loading />
      </p>
      <RequestId error={error} />
    </StateFrame>
  );
}
