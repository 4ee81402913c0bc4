import { createFileRoute } from "@tanstack/react-router";
import { GalleryPage } from "@/features/gallery/gallery-page";

/** Only while developing: the build leaves this file out (vite.config.ts). */
export const Route = createFileRoute("/gallery")({ component: GalleryPage });
