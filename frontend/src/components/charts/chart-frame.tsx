import { ChartNoAxesColumn, Table2 } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { t } from "./messages";

interface ChartFrameProps {
  title: string;
  /** As of when, over which days. */
  note?: ReactNode;
  /** Rows of the twin: the same numbers for all who do not see the picture, and for all who want them exactly. */
  table: { head: string[]; rows: (string | number)[][] };
  empty: boolean;
  children: ReactNode;
}

/** A chart, its title, and its twin as a table: one press apart for everybody, always there for screen readers. */
export function ChartFrame({ title, note, table, empty, children }: ChartFrameProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure aria-labelledby={id} data-slot="chart" className="flex min-w-0 flex-col">
      <div className="mb-3 flex items-start gap-2">
        <figcaption className="min-w-0 flex-1">
          <h2 id={id} className="text-section">
            {title}
          </h2>
          {note && <p className="text-dense text-muted">{note}</p>}
        </figcaption>
        <IconButton
          icon={asTable ? ChartNoAxesColumn : Table2}
          label={asTable ? t("asChart") : t("asTable")}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          className="-me-2 -mt-1"
        />
      </div>
      {empty ? <p className="py-8 text-center text-muted">{t("empty")}</p> : !asTable && children}
      <div className={asTable && !empty ? "overflow-x-auto" : "sr-only"}>
        <table className="w-full text-dense">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="border-b text-muted">
              {table.head.map((each, at) => (
                <th
                  key={each}
                  scope="col"
                  className={
                    at === 0 ? "py-1 pe-3 text-start font-medium" : "py-1 ps-3 text-end font-medium"
                  }
                >
                  {each}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={String(row[0])} className="h-8 border-b last:border-b-0">
                {row.map((value, at) =>
                  at === 0 ? (
                    <th key={at} scope="row" className="pe-3 text-start font-normal">
                      {value}
                    </th>
                  ) : (
                    <td key={at} className="ps-3 text-end">
                      {value}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
