import { Component, h } from "preact";
import { change } from "../../core/address";
import { localTime } from "../../core/format";
import { FilterEditor } from "./filter_editor";
import { Filter, kFilters } from "./filters";

interface Props {
  params: URLSearchParams;
}

interface State {
  /** The filter that is being written, and the value that it replaces. */
  editing: { filter: Filter; value: string } | null;
  choosing: boolean;
}

/** The filters that hold, each to be changed and removed, and those that can be added. */
export class FilterBar extends Component<Props, State> {
  state: State = { editing: null, choosing: false };

  private menu?: HTMLElement;

  componentDidMount(): void {
    document.addEventListener("pointerdown", this.closeMenu);
  }

  componentWillUnmount(): void {
    document.removeEventListener("pointerdown", this.closeMenu);
  }

  private closeMenu = (event: Event): void => {
    if (this.state.choosing && !this.menu?.contains(event.target as Node)) this.setState({ choosing: false });
  };

  private set(filter: Filter, before: string, after: string): void {
    const others = this.props.params.getAll(filter.name).filter((value) => value !== before);
    const values = filter.repeated ? [...others, after] : [after];
    change({ [filter.name]: values.filter((value) => value !== ""), at: null });
    this.setState({ editing: null, choosing: false });
  }

  private edit(filter: Filter, value: string): void {
    this.setState({ editing: { filter, value }, choosing: false });
  }

  render({ params }: Props, { editing, choosing }: State): JSX.Element {
    return (
      <div class="filter-bar" role="group" aria-label="Filters">
        {kFilters.map((filter) => params.getAll(filter.name).map((value) => (
          <Chip key={`${filter.name}=${value}`} filter={filter} value={value}
            edit={() => this.edit(filter, value)} remove={() => this.set(filter, value, "")} />
        )))}
        {editing !== null && (
          <FilterEditor key={editing.filter.name} filter={editing.filter} value={editing.value}
            apply={(value) => this.set(editing.filter, editing.value, value)} cancel={() => this.setState({ editing: null })} />
        )}
        <span class="menu" ref={(element) => (this.menu = element as HTMLElement | undefined)} onKeyDown={(event: KeyboardEvent) => event.key === "Escape" && this.setState({ choosing: false })}>
          <button type="button" class="quiet" aria-expanded={choosing ? "true" : "false"} onClick={() => this.setState({ choosing: !choosing })}>+ Filter</button>
          {choosing && <Menu filters={kFilters.filter(({ name, repeated }) => repeated || !params.has(name))} choose={(filter) => this.edit(filter, "")} />}
        </span>
        {kFilters.some(({ name }) => params.has(name)) && (
          <button type="button" class="quiet" onClick={() => change(Object.fromEntries(kFilters.map(({ name }) => [name, null])))}>Clear</button>
        )}
      </div>
    );
  }
}

function Chip({ filter, value, edit, remove }: { filter: Filter; value: string; edit(): void; remove(): void }): JSX.Element {
  const shown = shownValue(filter, value);
  return (
    <span class="chip">
      <button type="button" onClick={edit} title={`${filter.label}: ${shown} – change`}><span class="dim">{filter.label}</span> {shown}</button>
      <button type="button" onClick={remove} aria-label={`Remove ${filter.label} ${shown}`} title="Remove">×</button>
    </span>
  );
}

/** Times are shown as in the rows: in this machine's zone. */
function shownValue({ choices }: Filter, value: string): string {
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return localTime(Date.parse(value) * 1e6);
  return choices?.find((choice) => choice.value === value)?.label ?? value;
}

function Menu({ filters, choose }: { filters: Filter[]; choose(filter: Filter): void }): JSX.Element {
  return (
    <ul class="menu-list" aria-label="Add a filter">
      {filters.map((filter) => (
        <li key={filter.name}><button type="button" class="quiet" onClick={() => choose(filter)}>{filter.label}<span class="dim">{filter.help}</span></button></li>
      ))}
    </ul>
  );
}
