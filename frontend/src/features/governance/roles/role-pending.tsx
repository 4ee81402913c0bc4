import { Page } from "@/components/layout/page";
import { Skeleton } from "@/components/ui/skeleton";
import { RolesBreadcrumb } from "../breadcrumb";

/** While a role is on its way. */
export function RolePending({ title }: { title: string }) {
  return (
    <Page title={title} breadcrumbs={<RolesBreadcrumb />}>
      <div aria-busy="true" className="grid max-w-[640px] gap-4">
        <Skeleton className="h-16" />
        <Skeleton className="h-20" />
        <Skeleton className="h-64" />
      </div>
    </Page>
  );
}
