/** How a drawing looks, on the page and in a file; whoever shows it gives the colours as `--graph-…`. */
export const graphStyles = `
.box { fill: var(--graph-box); stroke: var(--graph-border); stroke-width: 1; }
.name { fill: var(--graph-foreground); font-size: 12.5px; font-weight: 600; }
.type { fill: var(--graph-quiet); font-size: 10.5px; }
.kind-icon { fill: var(--graph-accent); }
.skipped .box { stroke-dasharray: 4 3; }
.skipped .content { opacity: 0.55; }
.skip-mark { fill: var(--graph-quiet); }
.badge { fill: var(--graph-box); stroke: currentColor; stroke-width: 1.2; }
.badge-icon { fill: currentColor; }
.badge-count { fill: currentColor; font-size: 11px; font-weight: 600; }
.problem-badge.error { color: var(--graph-error); }
.problem-badge.warning { color: var(--graph-warning); }
.problem-badge.hint { color: var(--graph-hint); }
.added { color: var(--graph-added); }
.removed { color: var(--graph-removed); }
.changed { color: var(--graph-changed); }
.node.added > .box { stroke: var(--graph-added); stroke-width: 2; }
.node.removed > .box { stroke: var(--graph-removed); stroke-width: 2; stroke-dasharray: 7 4; }
.node.removed .name { text-decoration: line-through; }
.node.changed > .box { stroke: var(--graph-changed); stroke-width: 2.5; stroke-dasharray: 2 3; }
.edge { color: var(--graph-line); }
.line { fill: none; stroke: currentColor; stroke-width: 1.6; }
.reach { fill: none; stroke: transparent; stroke-width: 12; }
.arrow { fill: currentColor; }
.sign { fill: var(--graph-background); stroke: currentColor; stroke-width: 1.1; }
.sign-icon { fill: currentColor; }
.sign-word { fill: currentColor; font-size: 10.5px; font-weight: 600; text-anchor: middle; }
.kind-success { color: var(--graph-success); }
.kind-success .line { stroke-dasharray: 11 3; }
.kind-failure { color: var(--graph-failure); }
.kind-failure .line { stroke-dasharray: 5 4; }
.kind-true { color: var(--graph-true); }
.kind-true .line { stroke-dasharray: 11 3 2 3; }
.kind-false { color: var(--graph-false); }
.kind-false .line { stroke-dasharray: 2 4; }
.kind-iteration { color: var(--graph-frame); }
.kind-iteration .line { stroke-width: 2; stroke-dasharray: 0.1 5; stroke-linecap: round; }
.edge.added { color: var(--graph-added); }
.edge.added .line { stroke-width: 2.6; }
.edge.removed { color: var(--graph-removed); }
.edge.removed .line { stroke-width: 1.2; }
.sign-change { fill: currentColor; }
.frame { fill: var(--graph-frame); fill-opacity: 0.07; stroke: var(--graph-frame); stroke-width: 1.2; }
.paper { fill: var(--graph-note); fill-opacity: 0.2; stroke: var(--graph-note); stroke-width: 1; }
.note-line { fill: var(--graph-foreground); font-size: 12px; }
.theme-white { --graph-note: var(--graph-quiet); }
.theme-white .paper { fill-opacity: 0.06; }
.theme-green, .theme-light-green { --graph-note: #2e9e5b; }
.theme-yellow, .theme-light-yellow { --graph-note: #d6a300; }
.theme-red, .theme-light-red { --graph-note: #d64545; }
.theme-light-blue { --graph-note: #3d8fd1; }
.theme-light-green .paper, .theme-light-yellow .paper, .theme-light-red .paper { fill-opacity: 0.1; }
`;
