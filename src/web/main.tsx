import { h, render } from "preact";
import { guardElementKeys } from "./core/element_keys";
import { listenToKeys } from "./core/keys";
import { applyTheme } from "./core/theme";
import { Frame } from "./frame";
import "./style/tokens.css";
import "./style/frame.css";
import "./style/table.css";
import "./style/report.css";
import "./style/lists.css";
import "./style/questions.css";
import "./style/graphs.css";

guardElementKeys();
applyTheme();
listenToKeys();
render(<Frame />, document.getElementById("page") as HTMLElement);
