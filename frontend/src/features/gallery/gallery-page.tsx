/** Every shared part in every state, for the eye and for axe. Not part of the build; its words are for us alone. */
import { Page } from "@/components/layout/page";
import { Segmented } from "@/components/ui/segmented";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { Charts } from "./charts";
import { Controls } from "./controls";
import { Feedback } from "./feedback";
import { Lists } from "./lists";
import { Overlays } from "./overlays";
import { States } from "./states";

export function GalleryPage() {
  const { theme, density } = usePreferences();
  return (
    <main id="content">
      <Page
        title="Gallery"
        meta="Every shared part in every state"
        actions={
          <>
            <Segmented
              label="Theme"
              value={theme}
              onChange={(next) => setPreferences({ theme: next })}
              options={[
                { value: "system", label: "System" },
                { value: "light", label: "Light" },
                { value: "dark", label: "Dark" },
              ]}
            />
            <Segmented
              label="Density"
              value={density}
              onChange={(next) => setPreferences({ density: next })}
              options={[
                { value: "comfortable", label: "Comfortable" },
                { value: "compact", label: "Compact" },
              ]}
            />
          </>
        }
      >
        <Controls />
        <Feedback />
        <Overlays />
        <States />
        <Lists />
        <Charts />
      </Page>
    </main>
  );
}
