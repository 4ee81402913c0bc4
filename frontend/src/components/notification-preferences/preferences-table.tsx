import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/states/error-state";
import { StaleStrip } from "@/components/states/stale-strip";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { preferences, useSwitch, type Channel, type Choice, type Client } from "./api";
import { t, typeLabel } from "./messages";

const CHANNELS: readonly Channel[] = ["in_app", "email"];

/** Per kind of news whether it comes in the app and by mail; each switch is saved at once. */
export default function PreferencesTable({ client }: { client: Client }) {
  const query = useQuery(preferences(client));
  const change = useSwitch(client);
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} what={t("what")} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton className="h-56" />
    );
  const unheard = query.data.items.some(
    (each) => each.type === "interview_slots" && !each.in_app && !each.email,
  );
  return (
    <>
      {query.error && (
        <StaleStrip
          error={query.error}
          busy={query.isFetching}
          onRetry={() => void query.refetch()}
        />
      )}
      <table className="w-full">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="text-dense text-muted">
            <th scope="col" className="pe-2 pb-1 text-start font-medium">
              {t("about")}
            </th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col" className="w-20 pb-1 text-center font-medium">
                {t(channel)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y border-t">
          {query.data.items.map((choice) => (
            <tr key={choice.type}>
              <th scope="row" className="py-2 pe-2 text-start font-normal">
                {typeLabel(choice.type)}
              </th>
              {CHANNELS.map((channel) => (
                <td key={channel} className="text-center">
                  <Cell
                    of={choice}
                    channel={channel}
                    onChange={(on) => change.mutate({ type: choice.type, channel, on })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {unheard && (
        <div className="mt-3">
          <Notice tone="warn" announce>
            {t("silent")}
          </Notice>
        </div>
      )}
    </>
  );
}

interface CellProps {
  of: Choice;
  channel: Channel;
  onChange: (on: boolean) => void;
}

function Cell({ of: choice, channel, onChange }: CellProps) {
  const on = choice[channel];
  if (on === null) return <span className="text-muted">{t("no")}</span>;
  if (choice.mandatory) return <span className="text-dense text-muted">{t("always")}</span>;
  return (
    <Checkbox
      aria-label={t("switchOf", { type: typeLabel(choice.type), channel: t(channel) })}
      checked={on}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
