import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { isProblem } from "./api/problem";
import { followSessions } from "./app/follow-sessions";
import { createAppRouter } from "./app/router";
import { answers, isStaleChunk, keepPage, reloadOnce } from "./app/stale-chunk";
import { watchPreferences } from "./lib/preferences";
import "./styles/base.css";

const router = createAppRouter();

watchPreferences();
followSessions(router);
window.addEventListener("vite:preloadError", (event) => {
  keepPage(event.payload);
  void answers().then((there) => there && reloadOnce());
});

const root = document.getElementById("root");
if (root) {
  createRoot(root, {
    // What the server refuses is told on the page; the console is for faults of the program.
    onCaughtError: (error) => {
      // oxlint-disable-next-line no-console -- what React itself would do
      if (!isProblem(error) && !isStaleChunk(error)) console.error(error);
    },
  }).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
}
