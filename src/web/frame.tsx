import { Component, h } from "preact";
import { Address, change, currentAddress, go, link } from "./core/address";
import { isReport } from "./core/api";
import { bindKeys } from "./core/keys";
import { Connection, connect } from "./core/live";
import { toggleTheme } from "./core/theme";
import { DatabaseName } from "./parts/database_name";
import { KeyHelp } from "./parts/key_help";
import { SearchField } from "./parts/search_field";
import { SignIn } from "./parts/sign_in";
import { TimeRange } from "./parts/time_range";
import { kRail, railLink, viewAt } from "./views";

interface State {
  address: Address;
  connection: Connection;
  helping: boolean;
}

/** What stands around every view: the rail, the search field, the state of the connection. */
export class Frame extends Component<{}, State> {
  state: State = { address: currentAddress(), connection: "none", helping: false };

  componentDidMount(): void {
    window.addEventListener("hashchange", () => this.setState({ address: currentAddress() }));
    connect((connection) => this.setState({ connection }));
    bindKeys([
      { key: "/", does: "search", run: () => document.getElementById("search")?.focus() },
      { key: "t", does: "dark or light", run: toggleTheme },
      { key: "?", does: "all keys", run: () => this.setState({ helping: !this.state.helping }) },
      { key: "Escape", does: "close what lies on top", run: () => this.close() },
    ]);
  }

  private close(): void {
    if (this.state.helping) this.setState({ helping: false });
    else change({ span: null }, "replace");
  }

  render(_: {}, { address, connection, helping }: State): JSX.Element {
    const view = viewAt(address);
    document.title = `${view.title(address)} · tracewh`;
    return (
      <div class="frame">
        <a class="skip" href="#main" onClick={skipToMain}>Skip to content</a>
        <nav class="rail" aria-label="Views">
          {kRail.map((entry) => (
            <a key={entry.name} href={railLink(entry, address)} aria-current={view.rail === entry.name ? "page" : undefined}>
              <span class="icon" aria-hidden="true">{entry.icon}</span><span class="label">{entry.label}</span>
            </a>
          ))}
        </nav>
        <header class="top">
          <span class="brand"><a href={link(["traces"])}>tracewh</a>{isReport ? " report" : ""}</span>
          <DatabaseName />
          {view.isTimed && !isReport && <TimeRange params={address.params} />}
          <SearchField onSearch={go} />
          <ConnectionState connection={connection} />
          <button type="button" class="quiet" onClick={toggleTheme} title="Dark or light (t)" aria-label="Dark or light">◐</button>
          <button type="button" class="quiet" onClick={() => this.setState({ helping: true })} title="Keys (?)" aria-label="Keys">?</button>
        </header>
        {connection === "lost" && <p class="notice lost" role="status">The connection is lost; trying again. What is shown stays.</p>}
        <main id="main" tabIndex={-1}>{view.render(address)}</main>
        {helping && <KeyHelp close={() => this.setState({ helping: false })} />}
        <SignIn />
      </div>
    );
  }
}

function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function ConnectionState({ connection }: { connection: Connection }): JSX.Element | null {
  return connection === "live" ? <span class="live" title="Traces appear as they complete"><span aria-hidden="true">●</span> live</span> : null;
}
