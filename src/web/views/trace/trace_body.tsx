import { Component, h } from "preact";
import { change, go, link } from "../../core/address";
import { bindKeys } from "../../core/keys";
import { watchTrace } from "../../core/live";
import type { Trace } from "../../core/shapes";
import { previousAndNext } from "../../core/trace_order";
import { askCriticalPath, CriticalPath } from "./critical_path";
import { SpanDrawer } from "./drawer";
import { FlameTab } from "./flame_tab";
import { LanesTab } from "./lanes_tab";
import { Outline, outlineOf } from "./outline";
import { RawTab } from "./raw_tab";
import { TableTab } from "./table_tab";
import { Tab, TabBar } from "./tab_bar";
import { TraceHead } from "./trace_head";
import { TreeTab } from "./tree_tab";

interface Props {
  trace: Trace;
  /** Of the address: `tab`, `span`, and those of the tabs. */
  params: URLSearchParams;
}

interface State {
  criticalPath: CriticalPath | null;
}

/** A trace that is known. */
export class TraceBody extends Component<Props, State> {
  state: State = { criticalPath: null };
  private abort?: AbortController;
  private stops: (() => void)[] = [];

  componentDidMount(): void {
    this.stops = [
      bindKeys([
        { key: "[", does: "previous trace of the list", run: () => this.goBeside("previous") },
        { key: "]", does: "next trace of the list", run: () => this.goBeside("next") },
      ]),
      watchTrace(this.props.trace.trace_id),
    ];
    this.askPath();
  }

  componentDidUpdate(before: Props): void {
    if (before.trace !== this.props.trace) this.askPath();
  }

  componentWillUnmount(): void {
    this.abort?.abort();
    for (const stop of this.stops) stop();
  }

  private askPath(): void {
    this.abort?.abort();
    const { signal } = (this.abort = new AbortController());
    // A trace is worth seeing without its critical path.
    askCriticalPath(outlineOf(this.props.trace), signal).then((criticalPath) => !signal.aborted && this.setState({ criticalPath }), () => undefined);
  }

  private goBeside(side: "previous" | "next"): void {
    const id = previousAndNext(this.props.trace.trace_id)[side];
    if (id !== null) go(link(["trace", id]));
  }

  private select = (spanId: string): void => change({ span: spanId });

  render({ trace, params }: Props, { criticalPath }: State): JSX.Element {
    const outline = outlineOf(trace);
    const selected = params.get("span");
    const tab = (params.get("tab") ?? "tree") as Tab;
    return (
      <div class="trace">
        <div class="trace-main">
          <TraceHead outline={outline} criticalPath={criticalPath} select={this.select} />
          <TabBar tab={tab} show={(name) => change({ tab: name === "tree" ? null : name })} />
          <div class="tab-panel" role="tabpanel" aria-label={tab}>{this.panel(tab, outline, criticalPath)}</div>
        </div>
        {selected !== null && <SpanDrawer outline={outline} spanId={selected} select={this.select} />}
      </div>
    );
  }

  private panel(tab: Tab, outline: Outline, criticalPath: CriticalPath | null): JSX.Element {
    const { params, trace } = this.props;
    const selected = params.get("span");
    switch (tab) {
      case "lanes": return <LanesTab trace={trace} selected={selected} select={this.select} />;
      case "flame": return <FlameTab trace={trace} selected={selected} select={this.select} />;
      case "table": return <TableTab outline={outline} />;
      case "raw": return <RawTab outline={outline} selected={selected} />;
      default: return <TreeTab outline={outline} params={params} criticalPath={criticalPath} />;
    }
  }
}
