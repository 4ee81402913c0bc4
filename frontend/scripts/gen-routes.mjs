// Writes src/routeTree.gen.ts from src/routes, as the Vite plugin does, for the checks that run without Vite.
import { Generator, getConfig } from "@tanstack/router-generator";

const root = new URL("..", import.meta.url).pathname;
const config = getConfig({ disableLogging: true }, root);
await new Generator({ config, root }).run();
